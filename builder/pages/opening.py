"""Which project a visitor sees: the one in the address, else their last one, else a wired network to begin with."""

import streamlit as st

from builder.pages import shell
from builder.store import projects, settings
from builder.store.projects import Project
from engine.assets import asset
from engine.document.load import load
from engine.document.model import Document

FIRST = "digits-cnn"
DOORS = "doors"


def project(person: str) -> Project:
    """Return the project to show and put it into the address."""
    wanted = st.query_params.get("project") or st.session_state.get("project")
    found = projects.find(person, wanted) if wanted else None
    if wanted and found is None:
        shell.note("The project in this address is not here: it was deleted, or it is not shared with you.")
    found = found or next(iter(projects.of(person)), None) or _first(person)
    st.query_params["project"] = found.id
    return found


def template(name: str) -> Document:
    """Return the document of a template."""
    return load((asset("templates") / f"{name}.json").read_bytes())


def templates() -> list[str]:
    """Return the names of the templates, the first one first."""
    names = sorted(path.stem for path in asset("templates").glob("*.json"))
    return sorted(names, key=lambda name: name != FIRST)


def _first(person: str) -> Project:
    settings.put(person, DOORS, True)
    return projects.create(person, template(FIRST))
