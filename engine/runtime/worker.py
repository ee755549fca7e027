"""The process of one run: it holds the run's lock, keeps its log, and says as its last word what went wrong."""

import os
import sys
import traceback
from pathlib import Path

from engine.runs import events
from engine.runs.folder import LOCK, LOG, RESERVE
from engine.runs.lock import held
from engine.runtime.border import sentence_of
from engine.runtime.train.run import train


def work(folder: str, *, threads: int) -> None:
    """Train the run in `folder` with so many threads; every end but a violent one is the run's last event."""
    place = Path(folder)
    with held(place / LOCK) as free:
        if not free:
            return
        _log_to(place / LOG)
        try:
            events.reserve(place)
            train(place, threads=threads)
        except Exception as error:  # noqa: BLE001 - this is the border
            detail = "".join(traceback.format_exception(error))
            events.append_last(place, "failed", sentence=sentence_of(error), detail=detail[-4000:])
        finally:
            (place / RESERVE).unlink(missing_ok=True)


def _log_to(path: Path) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)
