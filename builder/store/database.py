"""The database: SQLite in the home folder, or what `LAYERLOOM_DATABASE` names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event

from builder.store.tables import metadata
from engine.home import home


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection that reads one consistent state."""
    with _engine(_url()).begin() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection in a transaction that is committed at the end, rolled back on an error."""
    with _engine(_url()).execution_options(writing=True).begin() as connection:
        yield connection


def _url() -> str:
    return os.environ.get("LAYERLOOM_DATABASE") or f"sqlite:///{home() / 'store.db'}"


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    metadata.create_all(engine)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below; Python's driver would begin them too late
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A reader that turns writer while another writes is refused at once; one that says so at the beginning waits.
    writes = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
