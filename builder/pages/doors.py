"""Three doors at the first visit: own data, templates, an empty canvas. They stand aside and go when told to."""

import streamlit as st

from builder.pages import code
from builder.pages.navigation import go
from builder.pages.opening import DOORS
from builder.pages.visit import Visit
from builder.store import projects, settings
from engine.document.model import Document


def show(visit: Visit) -> None:
    """Show the doors where the person has not gone through one or closed them."""
    if not settings.get(visit.person, DOORS) or settings.get(visit.person, code.BESIDE):
        return
    with st.container(key="doors", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Press **Train**, or begin with")
        data = st.button("Use my data", on_click=_close, args=(visit,))
        templates = st.button("Templates", on_click=_close, args=(visit,))
        empty = st.button("Empty canvas", on_click=_close, args=(visit,))
        st.button("Close", on_click=_close, args=(visit,), type="tertiary")
    if data:
        st.session_state["choosing"] = True
        go("data")
    if templates:
        go("projects")
    if empty:
        go("design", projects.create(visit.person, Document(name="Untitled")).id)


def _close(visit: Visit) -> None:
    settings.put(visit.person, DOORS, False)
