"""A project that somebody may only look at: what the pages say about it, and the way to a copy of one's own."""

import streamlit as st

from builder.pages.language import _
from builder.pages.navigation import PageName, go
from builder.pages.visit import Visit
from builder.store import projects

_CHANGING: tuple[PageName, ...] = ("data", "train")


def say(visit: Visit, page: PageName) -> None:
    """Say on the pages where one would change something that it cannot be changed here, and how it can."""
    if visit.editable or page not in _CHANGING:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="card_looking"):
        st.markdown(f":material/visibility: {_('You are looking at this project; to change it, make a copy.')}")
        st.space("stretch")
        if st.button(_("Make a copy")):
            copy(visit)


def copy(visit: Visit) -> None:
    """Make a copy of the project that is the person's own, and open it."""
    made = projects.duplicate(visit.person, visit.project.id)
    if made is not None:
        go("design", made.id)
