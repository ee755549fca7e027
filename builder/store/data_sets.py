"""Data sets that people brought; the built-in ones belong to everybody and are not listed here."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, func, select, update

from builder.store.database import reading, writing
from builder.store.ids import folder, is_id
from builder.store.tables import data_sets, projects, rights
from engine.home import home


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """An uploaded data set; `digest` is the SHA-256 of the file as it came, `created` in seconds since the epoch."""

    id: str
    title: str
    bytes: int
    digest: str
    created: float


_columns = (data_sets.c.id, data_sets.c.title, data_sets.c.bytes, data_sets.c.digest, data_sets.c.created)


def folder_of(data_set: str) -> Path:
    """Return the data set's folder; raises `ValueError` when `data_set` is no id."""
    return folder(home() / "datasets", data_set)


def of(person: str) -> list[DataSet]:
    """Return the data sets of `person`, newest first."""
    with reading() as connection:
        query = select(*_columns).where(data_sets.c.owner == person).order_by(data_sets.c.created.desc())
        return [DataSet(**row._mapping) for row in connection.execute(query).all()]


def find(person: str | None, data_set: str) -> DataSet | None:
    """Return a data set that `person` brought or that one of their projects uses; any other one is `None`."""
    if person is None or not is_id(data_set):
        return None
    used_by = select(projects.c.source).join_from(projects, rights)
    used_by = used_by.where(rights.c.person == person, projects.c.deleted.is_(None), projects.c.source.is_not(None))
    with reading() as connection:
        seen = (data_sets.c.owner == person) | data_sets.c.id.in_(used_by)
        query = select(*_columns).where(data_sets.c.id == data_set, seen)
        row = connection.execute(query).first()
    return DataSet(**row._mapping) if row else None


def add(person: str, data_set: DataSet) -> None:
    """Remember an uploaded data set whose files lie in its folder."""
    with writing() as connection:
        connection.execute(data_sets.insert().values(owner=person, **vars(data_set)))


def is_own(person: str, data_set: str) -> bool:
    """Whether `person` brought a data set: only they change it."""
    return data_set in {mine.id for mine in of(person)}


def same(person: str, digest: str) -> DataSet | None:
    """Return a data set that `person` brought before as the very same file and that could be read."""
    known = (mine for mine in of(person) if mine.digest == digest)
    return next((mine for mine in known if (folder_of(mine.id) / "schema.json").exists()), None)


def used_by(person: str, data_set: str) -> tuple[list[str], int]:
    """Return the names of the projects of `person` that use a data set, and how many others do."""
    mine = select(rights.c.project).where(rights.c.person == person)
    using = (projects.c.source == data_set) & projects.c.deleted.is_(None)
    with reading() as connection:
        query = select(projects.c.name, projects.c.id.in_(mine).label("mine")).where(using).order_by(projects.c.name)
        found = connection.execute(query).all()
    return [row.name for row in found if row.mine], sum(not row.mine for row in found)


def grows(data_set: str, count: int) -> None:
    """Count `count` bytes that are added to a data set's file, and forget its digest: it becomes another one."""
    with writing() as connection:
        larger = {"digest": "", "bytes": data_sets.c.bytes + count}
        connection.execute(update(data_sets).where(data_sets.c.id == data_set).values(**larger))


def weigh(data_set: str) -> None:
    """Note anew what the file of a data set takes: more may have been added, and then it is another file."""
    file = folder_of(data_set) / "raw"
    if not file.exists():
        return
    size = file.stat().st_size
    other = (data_sets.c.id == data_set) & (data_sets.c.bytes != size)
    with writing() as connection:
        connection.execute(update(data_sets).where(other).values(bytes=size, digest=""))


def rename(person: str, data_set: str, title: str) -> None:
    """Give a data set of `person` another title."""
    with writing() as connection:
        mine = (data_sets.c.id == data_set) & (data_sets.c.owner == person)
        connection.execute(update(data_sets).where(mine).values(title=title))


def remove(person: str, data_set: str) -> bool:
    """Delete a data set of `person` with its files."""
    if not is_own(person, data_set):
        return False
    with writing() as connection:
        connection.execute(delete(data_sets).where(data_sets.c.id == data_set))
    shutil.rmtree(folder_of(data_set), ignore_errors=True)
    return True


def used(person: str | None = None) -> int:
    """Return the bytes that the data sets of `person`, or of everybody, take."""
    query = select(func.coalesce(func.sum(data_sets.c.bytes), 0))
    if person is not None:
        query = query.where(data_sets.c.owner == person)
    with reading() as connection:
        return int(connection.scalar(query) or 0)
