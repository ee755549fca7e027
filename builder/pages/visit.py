"""Who looks at which project: everything that a page needs to know, read once for each run of the script."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from builder.pages import asking
from builder.server import live_state, schemas
from builder.store import data_sets, projects, runs
from builder.store.projects import Project
from engine.data import apply, builtin, schema_json
from engine.data.schema import Schema
from engine.document.model import Document
from engine.home import home
from engine.runs.folder import folder_of
from engine.runs.status import Status, status
from engine.words import JsonObject, Refusal

SCHEMA = "schema.json"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run of the project with its directory and what became of it."""

    id: str
    number: int
    folder: Path
    status: Status


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A person at a project. `raw` is the data set as it came, `schema` as the document reads it."""

    person: str
    project: Project
    document: Document
    raw: Schema | None
    report: JsonObject | None

    @property
    def schema(self) -> Schema | None:
        """The data set with the document's targets and column types."""
        return apply.apply(self.raw, self.document.data) if self.raw else None

    @property
    def editable(self) -> bool:
        """Whether the person may change the project."""
        return self.project.role != "look"

    @property
    def owner(self) -> bool:
        """Whether the project is the person's own: to share and to delete."""
        return self.project.role == "owner"

    @property
    def ready(self) -> bool:
        """Whether the network can train."""
        return bool(self.report and self.report.get("ready"))

    def runs(self) -> tuple[Run, ...]:
        """Return the project's runs, newest first."""
        found = runs.of(self.person, self.project.id)
        folders = [(run, folder_of(run.id)) for run in found]
        return tuple(Run(id=run.id, number=run.number, folder=at, status=status(at)) for run, at in folders)


def begin(person: str, project: Project) -> Visit:
    """Make the visit of this run of the script and remember it for the page."""
    if st.session_state.get("project") != project.id:
        st.session_state["project"] = project.id
        asking.forget()
        with suppress(OSError):  # a full disk keeps nobody from a project
            projects.opened(person, project.id)
    document = asking.ahead(live_state.document(project.id))
    visit = Visit(
        person=person,
        project=project,
        document=document,
        raw=_raw(project.id, document.data.source),
        report=report_of(project.id),
    )
    st.session_state["visit"] = visit
    return visit


def current() -> Visit:
    """Return the visit that `begin` made in this run of the script."""
    visit: Visit = st.session_state["visit"]
    return visit


def newest() -> Document:
    """Return the visit's document with all that was asked for since, also by a callback before the script runs."""
    return asking.ahead(current().document)


def report_of(project: str, *, program: bool = False) -> JsonObject | None:
    """Return the newest report on the project's document; `None` while the engine is warming, busy or gone."""
    try:
        return live_state.report(project, program=program)
    except (Refusal, TimeoutError):
        return None


def schema_of(person: str, source: str) -> Schema | None:
    """Return the schema of a data set of `person` or of a built-in one; `None` where there is none (yet)."""
    return _schema(source) if source in builtin.BUILTIN or data_sets.find(person, source) else None


def _raw(project: str, source: str | None) -> Schema | None:
    # The server says whether the project may read it; what it gives has no preview.
    return _schema(source) if source and schemas.schema_of(project, source) else None


def _schema(source: str) -> Schema | None:
    known = builtin.BUILTIN.get(source)
    if known is not None and known.origin != "online":
        return builtin.schema(source)
    path = home() / "datasets" / source / SCHEMA
    return schema_json.read(path) if path.exists() else None
