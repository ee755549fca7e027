"""Three doors at the first visit: own data, templates, an empty canvas. They stand aside and go when told to."""

import streamlit as st

from builder.pages.navigation import go
from builder.pages.opening import CODE, DOORS
from builder.pages.visit import Visit
from builder.store import projects, settings
from engine.document.model import Document


def show(visit: Visit) -> None:
    """Show the doors where the person has not gone through one or closed them."""
    if settings.get(visit.person, DOORS) != visit.project.id or settings.get(visit.person, CODE):
        return
    with st.container(key="doors"):
        st.markdown("Press **Train**, or begin with your own:")
        data = st.button("Use my data")
        templates = st.button("Templates")
        empty = st.button("Empty canvas")
        st.button("Close", on_click=_close, args=(visit,), type="tertiary")
    if data or templates or empty:
        _close(visit)
    if data:
        st.session_state["choosing"] = True
        go("data")
    if templates:
        go("projects")
    if empty:
        go("design", projects.create(visit.person, Document(name="Untitled")).id)


def _close(visit: Visit) -> None:
    settings.put(visit.person, DOORS, None)
