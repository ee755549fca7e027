"""The database: SQLite in the home folder, or what `LAYERLOOM_DATABASE` names."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from builder.store import versions
from engine.home import home

_opening = threading.Lock()


def prepare() -> None:
    """Open the store, and make it where there is none; raises `Refusal` where a newer program wrote it."""
    _opened()


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection that reads one consistent state."""
    with _opened().begin() as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection in a transaction that is committed at the end, rolled back on an error.

    A full disk is an `OSError`, as it is where files are written.
    """
    try:
        with _opened().execution_options(writing=True).begin() as connection:
            yield connection
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def _opened() -> Engine:
    url = os.environ.get("LAYERLOOM_DATABASE") or f"sqlite:///{home() / 'store.db'}"
    with _opening:
        return _engine(url)


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    # In one writing transaction: of two processes that start together, one finds the tables of the other.
    with engine.execution_options(writing=True).begin() as connection:
        versions.bring_up(connection)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below; Python's driver would begin them too late
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A reader that turns writer while another writes is refused at once; one that says so at the beginning waits.
    writes = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
