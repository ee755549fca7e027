"""A file of updates that only grows: each is checked when read back, so a crash or a full disk loses no older one."""

import os
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from engine.home import write_atomic

_HEAD = struct.Struct("<II")  # length of the update, CRC-32 of the update


def read(path: Path) -> tuple[list[bytes], int]:
    """Return the whole updates in the file and the number of bytes they take; what follows was torn in writing."""
    content = path.read_bytes() if path.exists() else b""
    updates, offset = [], 0
    while offset + _HEAD.size <= len(content):
        length, check = _HEAD.unpack_from(content, offset)
        update = content[offset + _HEAD.size : offset + _HEAD.size + length]
        if len(update) < length or zlib.crc32(update) != check:
            break
        updates.append(update)
        offset += _HEAD.size + length
    return updates, offset


def append(path: Path, updates: Sequence[bytes], offset: int) -> int:
    """Add `updates` behind the first `offset` bytes, synced to the disk, and return where they end.

    Raises `OSError` when the disk is full; nothing of `updates` is then in the file.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.ftruncate(handle, offset)
        try:
            _write(handle, offset, b"".join(_record(update) for update in updates))
        except OSError:
            os.ftruncate(handle, offset)
            raise
        return os.lseek(handle, 0, os.SEEK_CUR)
    finally:
        os.close(handle)


def rewrite(path: Path, update: bytes) -> int:
    """Put `update` in the place of all that is in the file, atomically, and return the size of the file."""
    record = _record(update)
    write_atomic(path, record)
    return len(record)


def _record(update: bytes) -> bytes:
    return _HEAD.pack(len(update), zlib.crc32(update)) + update


def _write(handle: int, offset: int, content: bytes) -> None:
    os.lseek(handle, offset, os.SEEK_SET)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
