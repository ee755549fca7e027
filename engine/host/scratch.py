"""A folder of its own for what each child writes for a while: gone with the child, however it ends.

TensorFlow leaves a file for each function that it compiles, and relies on an end of Python that no child has: it is
ended by a signal once it has answered, or goes without Python's last words as multiprocessing does.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.home import home
from engine.runs.lock import held, is_held

_FOLDER = "scratch"
_LOCK = "lock"
_YOUNG_SECONDS = 60.0


@contextmanager
def scratch() -> Iterator[Path]:
    """Let temporary files of this process, and of what it starts, lie in a new folder of the home folder."""
    parent = home() / _FOLDER
    parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix="") as name, held(Path(name) / _LOCK):
        tempfile.tempdir = os.environ["TMPDIR"] = name
        yield Path(name)


def sweep() -> None:
    """Remove the folders of children that were ended by a signal."""
    for place in (home() / _FOLDER).glob("*/"):
        if not _young(place) and not is_held(place / _LOCK):
            shutil.rmtree(place, ignore_errors=True)


def _young(place: Path) -> bool:
    # A new folder has no lock yet. What another host has swept away meanwhile needs no sweeping.
    try:
        return time.time() - place.stat().st_mtime < _YOUNG_SECONDS
    except FileNotFoundError:
        return True
