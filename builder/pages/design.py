"""The Design page: the canvas over the whole window, and the program beside it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from builder import components
from builder.pages import binding, identity
from builder.pages.navigation import go
from builder.pages.opening import CODE, DOORS
from builder.pages.visit import Visit, current, report_of
from builder.store import projects, settings
from engine.data import schema_json
from engine.document.model import Document
from engine.propose import fits
from engine.words import JsonObject

_USE = "use:"


def page() -> None:
    """Write the page."""
    st.fragment(_canvas)(current())


def _canvas(visit: Visit) -> None:
    # A fragment: what is selected or checked writes the program anew, not the page.
    beside = bool(settings.get(visit.person, CODE))
    schema = visit.schema
    data: dict[str, Any] = {
        "project": visit.project.id,
        "schema": schema_json.dump(replace(schema, preview=())) if schema else None,
        "code": beside,
        "doors": settings.get(visit.person, DOORS) == visit.project.id,
        "next": _next(visit),
        "role": "edit" if visit.editable else "look",
        "person": identity.person(visit.person),
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

        code.panel(report_of(visit.project.id, program=True), asked.state("selected"))


def _next(visit: Visit) -> JsonObject | None:
    """Return what is to be done with a network that waits for data: what it takes, and which data sets fit."""
    if not visit.editable or not fits.waits(visit.document):
        return None
    return {"takes": fits.takes(visit.document), "fits": binding.fitting(visit)}


def _through(visit: Visit, door: str) -> None:
    """Go where a first visit and an empty canvas offer to go; whoever went through a door is not asked again."""
    settings.put(visit.person, DOORS, None)
    match door:
        case "close":
            st.rerun(scope="fragment")
        case "empty":
            go("design", projects.create(visit.person, Document(name="Untitled")).id)
        case "templates":
            go("projects")
        case _ if door.startswith(_USE):
            binding.bind_network(visit, door.removeprefix(_USE))
            st.rerun()
        case "fit" if binding.proposable(visit):
            binding.propose_network(visit)
            st.rerun()
    st.session_state["choosing"] = door == "data"
    go("data")
