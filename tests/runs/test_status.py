"""The status of a run: a pure function of its directory."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.runs import events
from engine.runs.folder import LOCK
from engine.runs.lock import held, is_held
from engine.runs.status import LOST, status

_STARTED = {"pid": 1, "steps": 20, "epochs": 2, "samples": {"training": 320}}
_HISTORY = {
    "queued": ("queued", {}),
    "started": ("started", _STARTED),
    "batch": ("batch", {"step": 5, "epoch": 1, "values": {"loss": 1.0}, "rate": 100.0, "left": 3.0}),
    "epoch": ("epoch", {"epoch": 1, "seconds": 1.0, "values": {"loss": 0.5, "val_loss": 0.6}, "best": True}),
    "saved": ("saved", {"epoch": 1}),
    "done": ("finished", {"reason": "done", "sentence": "All done.", "best_epoch": 1, "values": {}}),
    "stopped": ("finished", {"reason": "stopped", "sentence": "Stopped.", "best_epoch": 1, "values": {}}),
    "diverged": ("finished", {"reason": "diverged", "sentence": "NaN.", "best_epoch": None, "values": {}}),
    "failed": ("failed", {"sentence": "No.", "detail": ""}),
}


@pytest.mark.parametrize(
    ("history", "alive", "state"),
    [
        ([], False, "queued"),
        (["queued"], False, "queued"),
        (["queued"], True, "running"),
        (["queued", "started"], True, "running"),
        (["queued", "started", "batch", "epoch"], True, "running"),
        (["queued", "started"], False, "lost"),
        (["queued", "started", "batch"], False, "lost"),
        (["queued", "started", "epoch", "done"], False, "finished"),
        (["queued", "started", "epoch", "batch", "done"], True, "finished"),
        (["queued", "started", "batch", "stopped"], False, "stopped"),
        (["queued", "started", "batch", "diverged"], False, "finished"),
        (["queued", "failed"], False, "failed"),
    ],
)
def test_states(tmp_path: Path, history: list[str], *, alive: bool, state: str) -> None:
    for name in history:
        event, fields = _HISTORY[name]
        events.append(tmp_path, event, **fields)
    with held(tmp_path / LOCK) if alive else held(tmp_path / "another"):
        assert status(tmp_path).state == state


def test_what_a_running_run_tells(tmp_path: Path) -> None:
    for name in ("queued", "started", "batch", "epoch"):
        event, fields = _HISTORY[name]
        events.append(tmp_path, event, **fields)
    with held(tmp_path / LOCK):
        found = status(tmp_path)
    assert (found.epoch, found.epochs, found.step, found.steps) == (1, 2, 10, 20)
    assert (found.rate, found.left, found.best_epoch) == (100.0, 3.0, 1)
    assert found.best_values == {"loss": 0.5, "val_loss": 0.6}
    assert not found.over


def test_a_lost_run_has_the_epoch_that_reached_the_disk(tmp_path: Path) -> None:
    for name in ("queued", "started", "epoch", "saved"):
        event, fields = _HISTORY[name]
        events.append(tmp_path, event, **fields)
    events.append(tmp_path, "epoch", epoch=2, seconds=1.0, values={"loss": 0.1, "val_loss": 0.2}, best=True)
    found = status(tmp_path)
    assert (found.state, found.best_epoch, found.sentence) == ("lost", 1, LOST)


def test_the_host_can_say_why_a_run_was_lost(tmp_path: Path) -> None:
    events.append(tmp_path, "started", **_STARTED)
    events.append(tmp_path, "finding", severity="problem", code="lost", sentence="It was killed.")
    assert status(tmp_path).sentence == "It was killed."


def test_a_torn_last_line_changes_nothing(tmp_path: Path) -> None:
    events.append(tmp_path, "queued")
    events.append(tmp_path, "started", **_STARTED)
    path = tmp_path / events.EVENTS
    path.write_bytes(path.read_bytes() + b'{"event": "finished", "reason": "do')
    with held(tmp_path / LOCK):
        assert status(tmp_path).state == "running"


def test_a_lock_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from engine.runs.lock import held\n"
        "with held(Path(sys.argv[1])) as free:\n    print(free, flush=True)\n    time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / LOCK)], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "True\n"
        assert is_held(tmp_path / LOCK)
        with held(tmp_path / LOCK) as free:
            assert not free
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    deadline = time.monotonic() + 5
    while is_held(tmp_path / LOCK) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_held(tmp_path / LOCK)
