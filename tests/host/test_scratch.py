"""What children write for a while lies in the home folder, and is gone when they are."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from engine.host.client import Client
from engine.host.scratch import scratch, sweep

_STAYS = """
import tempfile, time
from engine.host.scratch import scratch
with scratch():
    print(tempfile.gettempdir(), flush=True)
    time.sleep(600)
"""
_LONG_AGO = time.time() - 3600


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test process keeps its own temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())


def test_what_ends_leaves_nothing(home: Path) -> None:
    with scratch() as place:
        assert place.parent == home / "scratch"
        handle, name = tempfile.mkstemp()
        os.close(handle)
        assert Path(name).parent == place
        found = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout.strip() == str(place)
    assert list((home / "scratch").iterdir()) == []


def test_what_was_killed_is_swept_and_what_lives_is_not(home: Path) -> None:
    sweep()  # there is nothing yet
    with subprocess.Popen([sys.executable, "-c", _STAYS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        place = Path(process.stdout.readline().strip())
        (place / "large").write_bytes(b"x")
        os.utime(place, (_LONG_AGO, _LONG_AGO))
        sweep()
        assert (place / "large").exists()
        process.kill()
        process.wait(10)
    (home / "scratch" / "new").mkdir()  # of a child that has not taken its lock yet
    sweep()
    assert [each.name for each in (home / "scratch").iterdir()] == ["new"]


def test_children_write_in_their_own_folder(client: Client, hosted: Path) -> None:
    checker = psutil.Process(client.hello()["children"]["checker"])
    held = [Path(file.path) for file in checker.open_files() if Path(file.path).parent.parent == hosted / "scratch"]
    assert [path.name for path in held] == ["lock"]
