"""Which runs a project has; everything else about a run lies in its directory."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select, update

from builder.store import projects
from builder.store.database import reading, writing
from builder.store.ids import is_id
from builder.store.tables import runs


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run of a project; `number` counts from 1 in each project, `submitted` is in seconds since the epoch."""

    id: str
    project: str
    owner: str
    number: int
    submitted: float


_columns = (runs.c.id, runs.c.project, runs.c.owner, runs.c.number, runs.c.submitted)


def of(person: str, project: str) -> list[Run]:
    """Return the runs of a project that `person` may open, newest first."""
    if projects.find(person, project) is None:
        return []
    return in_project(project)


def in_project(project: str) -> list[Run]:
    """Return the runs of a project, newest first; for whoever checked the right already."""
    with reading() as connection:
        query = select(*_columns).where(runs.c.project == project, runs.c.deleted.is_(None))
        return [Run(**row._mapping) for row in connection.execute(query.order_by(runs.c.number.desc())).all()]


def find(person: str | None, run: str) -> Run | None:
    """Return a run of a project that `person` may open; a stranger's and an unknown one are both `None`."""
    if person is None or not is_id(run):
        return None
    with reading() as connection:
        row = connection.execute(select(*_columns).where(runs.c.id == run, runs.c.deleted.is_(None))).first()
    return Run(**row._mapping) if row and projects.find(person, row.project) else None


def projects_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the project of each of these runs."""
    with reading() as connection:
        rows = connection.execute(select(runs.c.id, runs.c.project).where(runs.c.id.in_(tuple(ids)))).all()
    return {row.id: row.project for row in rows}


def next_number(project: str) -> int:
    """Return the number that the project's next run has."""
    with reading() as connection:
        return int(connection.scalar(select(func.max(runs.c.number)).where(runs.c.project == project)) or 0) + 1


def add(person: str, project: str, run: str, number: int) -> Run:
    """Remember a run whose directory was made."""
    found = Run(id=run, project=project, owner=person, number=number, submitted=time.time())
    with writing() as connection:
        connection.execute(runs.insert().values(**vars(found)))
    return found


def remove(person: str, run: str) -> bool:
    """Take a run off its project's list; `restore` brings it back."""
    return _set_deleted(person, run, time.time()) if find(person, run) else False


def restore(person: str, run: str) -> bool:
    """Bring a run that `person` took off the list back."""
    return _set_deleted(person, run, None)


def _set_deleted(person: str, run: str, deleted: float | None) -> bool:
    with writing() as connection:
        row = connection.execute(select(runs.c.project).where(runs.c.id == run)).first()
        if row is None or projects.role(connection, person, row.project) not in {"owner", "edit"}:
            return False
        connection.execute(update(runs).where(runs.c.id == run).values(deleted=deleted))
    return True
