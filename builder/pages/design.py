"""The Design page: the canvas over the whole window, and the program beside it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from builder import components
from builder.pages import binding, doors, shell
from builder.pages.navigation import go
from builder.pages.opening import CODE
from builder.pages.visit import Visit, current, report_of
from builder.store import settings
from engine.data import schema_json


def page() -> None:
    """Write the page."""
    visit = current()
    st.fragment(_canvas)(visit)
    # After the canvas: what goes above it in the script would mount it anew.
    doors.show(visit)


def _canvas(visit: Visit) -> None:
    # A fragment: what is selected or checked writes the program anew, not the page.
    beside = bool(settings.get(visit.person, CODE))
    schema = visit.schema
    data: dict[str, Any] = {
        "project": visit.project.id,
        "schema": schema_json.dump(replace(schema, preview=())) if schema else None,
        "code": beside,
        "doors": False,
        "role": "edit" if visit.editable else "look",
        "person": shell.person(visit.person),
    }
    asked = components.mount("canvas", data, key="canvas")
    door = asked.take("door")
    if door:
        _through(visit, str(door))
    if asked.take("code") is not None:
        settings.put(visit.person, CODE, not beside)
        st.rerun(scope="fragment")
    if beside:
        # Only now: the editor's package brings much that the canvas does not need.
        from builder.pages import code

        code.panel(report_of(visit.project.id), asked.state("selected"))


def _through(visit: Visit, door: str) -> None:
    """Do what an empty canvas offers: a network that fits the data, or the templates."""
    if door == "templates":
        go("projects")
    if not binding.proposable(visit):
        go("data")
    binding.propose_network(visit)
    st.rerun()
