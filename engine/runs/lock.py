"""The lock that a worker holds while it lives: the system lets go of it when the worker dies, however it dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock at `path` while the body runs; yields whether it was free to take."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        yield _take(handle)
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Say whether a live process holds the lock at `path`."""
    if not path.exists():
        return False
    with held(path) as free:
        return not free
