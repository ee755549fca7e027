"""Asking a run to stop: a file in its directory, which says why."""

from pathlib import Path
from typing import Literal, TypeAlias

from engine.home import write_atomic
from engine.runs.folder import STOP

Why: TypeAlias = Literal["stopped", "time-limit"]


def ask(folder: Path, why: Why = "stopped") -> None:
    """Ask the run in `folder` to stop and keep its best epoch."""
    write_atomic(folder / STOP, why.encode())


def asked(folder: Path) -> Why | None:
    """Return why the run in `folder` is asked to stop, `None` while it is not."""
    path = folder / STOP
    if not path.exists():
        return None
    return "time-limit" if path.read_bytes() == b"time-limit" else "stopped"
