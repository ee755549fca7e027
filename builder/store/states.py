"""The stored state of a project's document: Yjs updates in one journal, seeded once and never again from JSON."""

from pathlib import Path
from typing import Any

from pycrdt import Doc, Map

from builder.store import journal
from builder.store.ids import folder
from engine.catalog.read import catalog
from engine.document import yjs
from engine.document.model import Document
from engine.home import home


def folder_of(project: str) -> Path:
    """Return the project's folder; raises `ValueError` when `project` is no id."""
    return folder(home() / "projects", project)


def path_of(project: str) -> Path:
    """Return the project's journal of updates."""
    return folder_of(project) / "state.yjs"


def seed(project: str, document: Document) -> None:
    """Store `document` as the first state of a new project."""
    folder_of(project).mkdir(mode=0o700, parents=True)
    journal.rewrite(path_of(project), yjs.write(document, _takes_many).get_update())


def load(project: str) -> tuple[Doc[Any], int]:
    """Return the project's Yjs document as it was last saved, and the size of what of its journal is whole."""
    doc: Doc[Any] = Doc()
    updates, end = journal.read(path_of(project))
    for update in updates:
        doc.apply_update(update)
    return doc, end


def document(project: str) -> Document:
    """Return the project's document as it was last saved."""
    return yjs.read(load(project)[0])


def rename(project: str, name: str) -> None:
    """Give a document that no room has open another name."""
    doc, end = load(project)
    before = doc.get_state()
    meta: Map[Any] = doc.get("meta", type=Map)
    meta["name"] = name
    journal.append(path_of(project), [doc.get_update(before)], end)


def _takes_many(kind: str, port: str) -> bool:
    entry = catalog().entry(kind)
    return entry is not None and any(one.name == port and one.many for one in entry.inputs)
