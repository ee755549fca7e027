"""Which project a visitor sees: the one in the address, else their last one, else a wired network to begin with."""

import streamlit as st

from builder.pages import shell
from builder.pages.language import _
from builder.pages.navigation import wanted_project
from builder.store import projects, settings
from builder.store.projects import Project
from engine.propose import templates

DOORS = "doors"
CODE = "code_beside"


def project(person: str) -> Project:
    """Return the project to show and put it into the address."""
    wanted = wanted_project()
    found = projects.find(person, wanted) if wanted else None
    if wanted and found is None:
        shell.note(_("The project in this address is not here: it was deleted, or it is not shared with you."))
    found = found or next(iter(projects.of(person)), None) or _first(person)
    st.query_params["project"] = found.id
    return found


def _first(person: str) -> Project:
    first = projects.create(person, templates.document(next(iter(templates.templates()))))
    settings.put(person, DOORS, first.id)
    return first
