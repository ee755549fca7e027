"""The store itself: which version it has, and what a full disk is."""

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from builder.store import database, people, versions
from builder.store.tables import version
from engine.words import Refusal
from tests.running import free_port


def _number() -> Any:
    with database.reading() as connection:
        return connection.scalar(select(version.c.number))


def _again() -> None:
    database._engine.cache_clear()
    database.prepare()


def test_a_new_store_has_the_newest_version(home: Path) -> None:
    database.prepare()
    assert _number() == 1
    _again()
    assert _number() == 1


def test_an_older_store_is_brought_up_step_by_step(ann: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: Any) -> None:
        connection.execute(text("UPDATE people SET code = coalesce(code, '') || 'x'"))

    monkeypatch.setattr(versions, "STEPS", (step, step))
    _again()
    assert _number() == 3
    _again()
    with database.reading() as connection:
        assert connection.scalar(text("SELECT code FROM people")) == "xx"


def test_a_newer_store_is_refused_and_left_as_it_is(ann: str, home: Path) -> None:
    with database.writing() as connection:
        connection.execute(version.update().values(number=9))
    database._engine.cache_clear()
    with pytest.raises(Refusal, match="newer Layerloom"):
        database.prepare()
    app = [sys.executable, "-m", "builder.cli", "--port", str(free_port())]
    done = subprocess.run(
        app, check=False, env={**os.environ, "LAYERLOOM_HOME": str(home)}, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "store version 9; this one reads up to 1" in done.stderr


def test_a_full_disk_is_an_error_of_the_disk(ann: str, home: Path) -> None:
    def fill() -> None:
        with database.writing() as connection:
            connection.execute(text("PRAGMA max_page_count = 1"))
            connection.execute(text("CREATE TABLE more AS SELECT zeroblob(1000000) AS much"))

    with pytest.raises(OSError, match="space") as full:
        fill()
    assert full.value.errno == errno.ENOSPC
    people.remember(ann)
    with sqlite3.connect(home / "store.db") as plain:
        assert plain.execute("SELECT count(*) FROM people").fetchone() == (1,)
