"""Projects: who has which, and everything that is done to a whole project."""

import shutil
import time
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from sqlalchemy import Connection, Row, Select, delete, select, update

from builder.store import models, states
from builder.store.changes import tell
from builder.store.database import reading, writing
from builder.store.ids import is_id, new_id
from builder.store.tables import UNDO_SECONDS, data_sets, projects, rights
from engine.document.model import Document

_Columns: TypeAlias = tuple[str, str, str, float, float, float | None, float | None]
Role: TypeAlias = Literal["owner", "edit", "look"]

_NAME_LENGTH = 200
_JOINER = "\u200d"  # holds an emoji of several parts together


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project as one person sees it; times are seconds since the epoch."""

    id: str
    name: str
    role: Role
    created: float
    changed: float
    opened: float | None
    deleted: float | None


@dataclass(frozen=True, kw_only=True)
class Copied:
    """What a project is a copy of, and the link by which it was made."""

    project: str
    share: str | None = None


_columns = (
    projects.c.id,
    projects.c.name,
    rights.c.role,
    projects.c.created,
    projects.c.changed,
    rights.c.opened,
    projects.c.deleted,
)


def of(person: str) -> list[Project]:
    """Return the projects that `person` may open, the one opened or changed last first."""
    with reading() as connection:
        found = connection.execute(_mine(person).where(projects.c.deleted.is_(None))).all()
    return sorted((_project(row) for row in found), key=lambda one: max(one.opened or 0, one.changed), reverse=True)


def deleted(person: str) -> list[Project]:
    """Return the projects that `person` deleted and can still bring back, the last deleted first."""
    with reading() as connection:
        query = _mine(person).where(projects.c.deleted.is_not(None), rights.c.role == "owner")
        return [_project(row) for row in connection.execute(query.order_by(projects.c.deleted.desc())).all()]


def find(person: str | None, project: str) -> Project | None:
    """Return the project if `person` may open it; a stranger's, a deleted and an unknown one are all `None`."""
    if person is None or not is_id(project):
        return None
    with reading() as connection:
        query = _mine(person).where(projects.c.id == project, projects.c.deleted.is_(None))
        row = connection.execute(query).first()
    return _project(row) if row else None


def create(person: str, document: Document, *, name: str | None = None, copied: Copied | None = None) -> Project:
    """Make a project of `person` that holds `document`, and return it. `copied` says what it is a copy of."""
    project = new_id()
    title = tidy(document.name if name is None else name)
    states.seed(project, replace(document, name=title))
    now = time.time()
    with writing() as connection:
        values: dict[str, object] = {"id": project, "name": title, "created": now, "changed": now}
        if copied is not None:
            values["source"] = connection.scalar(select(projects.c.source).where(projects.c.id == copied.project))
        connection.execute(projects.insert().values(values))
        mine = {"project": project, "person": person, "role": "owner", "opened": now}
        connection.execute(rights.insert().values(**mine, share=copied and copied.share))
        _let_read(connection, project, document.data.source)
        if copied is not None:
            models.lend(connection, copied.project, project)
        models.note(connection, project, document.weights)
    return Project(id=project, name=title, role="owner", created=now, changed=now, opened=now, deleted=None)


def duplicate(person: str, project: str) -> Project | None:
    """Make a copy of the project as it is saved now, without its history and runs."""
    original = find(person, project)
    if original is None:
        return None
    return create(person, states.document(project), name=f"{original.name} (copy)", copied=Copied(project=project))


def remove(person: str, project: str) -> bool:
    """Delete the project, or leave it when somebody else owns it; `restore` brings a deleted one back."""
    found = find(person, project)
    if found is None:
        return False
    with writing() as connection:
        if found.role == "owner":
            connection.execute(update(projects).where(projects.c.id == project).values(deleted=time.time()))
        else:
            connection.execute(delete(rights).where(rights.c.project == project, rights.c.person == person))
    tell(project)
    return True


def restore(person: str | None, project: str) -> bool:
    """Bring a deleted project of `person` back."""
    if person is None or not is_id(project):
        return False
    with writing() as connection:
        owned = select(rights.c.project).where(rights.c.person == person, rights.c.role == "owner")
        query = update(projects).where(projects.c.id == project, projects.c.id.in_(owned)).values(deleted=None)
        return connection.execute(query).rowcount == 1


def opened(person: str, project: str) -> None:
    """Note that `person` opened the project now."""
    with writing() as connection:
        mine = (rights.c.project == project) & (rights.c.person == person)
        connection.execute(update(rights).where(mine).values(opened=time.time()))


def changed(project: str, document: Document) -> None:
    """Note that the project's document was changed now, what it is called, which data and weights it names."""
    with writing() as connection:
        values = {"name": tidy(document.name), "changed": time.time()}
        connection.execute(update(projects).where(projects.c.id == project).values(values))
        _let_read(connection, project, document.data.source)
        models.note(connection, project, document.weights)


def may_read(project: str, source: str) -> bool:
    """Say whether the project may use the uploaded data set: one of its people brought it, or it came with a copy."""
    with reading() as connection:
        return _may_read(connection, project, source)


def tidy(name: str) -> str:
    """Return `name` as one line of printable text, at most 200 letters, `Untitled` where nothing is left."""
    seen = (letter if letter.isprintable() or letter == _JOINER else " " for letter in name)
    words = " ".join("".join(seen).split()).strip(_JOINER)
    return words[:_NAME_LENGTH] or "Untitled"


def sweep() -> None:
    """Remove the files of projects that were deleted longer than 30 days ago."""
    with reading() as connection:
        query = select(projects.c.id).where(projects.c.deleted < time.time() - UNDO_SECONDS)
        old = connection.scalars(query).all()
    for project in old:
        shutil.rmtree(states.folder_of(project), ignore_errors=True)


def role(connection: Connection, person: str, project: str) -> str | None:
    """Return the role of `person` in a project that is not deleted, within a transaction."""
    query = _mine(person).where(projects.c.id == project, projects.c.deleted.is_(None))
    row = connection.execute(query).first()
    return str(row.role) if row else None


def _may_read(connection: Connection, project: str, source: str) -> bool:
    came = select(projects.c.id).where(projects.c.id == project, projects.c.source == source)
    brought = select(data_sets.c.id).join(rights, rights.c.person == data_sets.c.owner)
    brought = brought.where(rights.c.project == project, data_sets.c.id == source)
    return connection.execute(came).first() is not None or connection.execute(brought).first() is not None


def _let_read(connection: Connection, project: str, source: str | None) -> None:
    # A document can name any id. Only what one of its people may read anyway is opened to all of them, and to copies.
    if source is not None and _may_read(connection, project, source):
        connection.execute(update(projects).where(projects.c.id == project).values(source=source))


def _mine(person: str) -> Select[_Columns]:
    return select(*_columns).join_from(projects, rights).where(rights.c.person == person)


def _project(row: Row[_Columns]) -> Project:
    return Project(**row._mapping)
