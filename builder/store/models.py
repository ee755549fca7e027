"""Weights that were brought in: whose they are, which projects start from them, and until when they are kept.

The rule is that of data sets: a project may read what one of its people brought, and what came with it as a copy.
"""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, Select, delete, or_, select, update

from builder.store.database import reading, writing
from builder.store.ids import new_id
from builder.store.tables import UNDO_SECONDS, models, projects, rights, starts
from engine.brought import place

_UNCLAIMED_SECONDS = 24 * 3600.0


def add(person: str, most_left: int) -> str:
    """Return the id of weights that `person` is about to bring.

    Weights of theirs that only deleted projects need give way, once these take more than `most_left` bytes.
    """
    model = new_id()
    left = _ids(_of(person).where(models.c.id.in_(select(starts.c.model)), models.c.id.not_in(_named())))
    if _bytes(left) > most_left:
        _forget(left)
    with writing() as connection:
        connection.execute(models.insert().values(id=model, owner=person, created=time.time()))
    return model


def used(person: str) -> int:
    """Return the bytes of the weights that `person` brought, without those that only deleted projects need."""
    coming = models.c.id.not_in(select(starts.c.model))
    return _bytes(_ids(_of(person).where(or_(coming, models.c.id.in_(_named())))))


def may_read(project: str, model: str) -> bool:
    """Say whether the project may start from these weights: one of its people brought them, or they came with it."""
    with reading() as connection:
        return _may_read(connection, project, model)


def note(connection: Connection, project: str, model: str | None) -> None:
    """Note which weights the project's document names now; others can be named again for a while."""
    mine = starts.c.project == project
    named = {"left": None}
    if model is not None and _may_read(connection, project, model):
        done = connection.execute(update(starts).where(mine, starts.c.model == model).values(named))
        if not done.rowcount:
            connection.execute(starts.insert().values(project=project, model=model))
    others = (starts.c.left.is_(None)) & (starts.c.model != (model or ""))
    connection.execute(update(starts).where(mine, others).values(left=time.time()))


def lend(connection: Connection, original: str, copy: str) -> None:
    """Let a copy start from the weights that the original names."""
    named = select(starts.c.model).where(starts.c.project == original, starts.c.left.is_(None))
    for model in connection.scalars(named).all():
        connection.execute(starts.insert().values(project=copy, model=model))


def sweep() -> None:
    """Remove weights that no project has named, or could name again by an undo, and what was never claimed."""
    now = time.time()
    with reading() as connection:
        kept = projects.c.deleted.is_(None) | (projects.c.deleted > now - UNDO_SECONDS)
        fresh = starts.c.left.is_(None) | (starts.c.left > now - UNDO_SECONDS)
        needed = select(starts.c.model).join(projects, projects.c.id == starts.c.project).where(kept, fresh)
        stale = select(models.c.id).where(models.c.created < now - _UNCLAIMED_SECONDS, models.c.id.not_in(needed))
        gone = [row.id for row in connection.execute(stale)]
    _forget(gone)
    for unfinished in place().glob(".*"):
        if unfinished.stat().st_mtime < now - _UNCLAIMED_SECONDS:
            shutil.rmtree(unfinished, ignore_errors=True)


def _may_read(connection: Connection, project: str, model: str) -> bool:
    came = select(starts.c.model).where(starts.c.project == project, starts.c.model == model)
    brought = select(models.c.id).join(rights, rights.c.person == models.c.owner)
    brought = brought.where(rights.c.project == project, models.c.id == model)
    return connection.execute(came).first() is not None or connection.execute(brought).first() is not None


def _of(person: str) -> Select[tuple[str]]:
    return select(models.c.id).where(models.c.owner == person)


def _named() -> Select[tuple[str]]:
    """What projects that are not deleted name."""
    here = select(starts.c.model).join(projects, projects.c.id == starts.c.project)
    return here.where(projects.c.deleted.is_(None), starts.c.left.is_(None))


def _ids(query: Select[tuple[str]]) -> list[str]:
    with reading() as connection:
        return [row.id for row in connection.execute(query)]


def _forget(ids: Iterable[str]) -> None:
    gone = tuple(ids)
    with writing() as connection:
        connection.execute(delete(starts).where(starts.c.model.in_(gone)))
        connection.execute(delete(models).where(models.c.id.in_(gone)))
    for model in gone:
        shutil.rmtree(_folder(model), ignore_errors=True)


def _bytes(ids: Iterable[str]) -> int:
    return sum(file.stat().st_size for model in ids for file in _folder(model).glob("*"))


def _folder(model: str) -> Path:
    return place() / model
