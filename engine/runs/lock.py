"""The lock that a worker holds while it lives: the system lets go of it when the worker dies, however it dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, *, alone: bool) -> bool:
        del alone
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_LOOKED_AT_SECONDS = 2.0
_AGAIN_SECONDS = 0.01


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock at `path` while the body runs; yields whether it was free to take."""
    with _opened(path) as handle:
        deadline = time.monotonic() + _LOOKED_AT_SECONDS
        # Whoever looks at a lock holds it for a moment; only another worker holds it for long.
        while not (free := _take(handle, alone=True)) and time.monotonic() < deadline:
            time.sleep(_AGAIN_SECONDS)
        yield free


def is_held(path: Path) -> bool:
    """Say whether a live process holds the lock at `path`."""
    if not path.exists():
        return False
    with _opened(path) as handle:
        return not _take(handle, alone=False)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
