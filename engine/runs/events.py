"""The event file of a run: append-only, one JSON object a line, each line written whole."""

import errno
import json
import math
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.runs.folder import EVENTS, RESERVE
from engine.said import carried
from engine.words import Json

Event = Mapping[str, Any]
_READ_AT_ONCE = 4_000_000
_ROOM = 16_384


def append(folder: Path, event: str, **fields: Json) -> None:
    """Add one event to the run's file; a number that is not finite is written as null.

    Raises `OSError` when the disk is full. A line that a dying worker left torn is ended first.
    """
    line = json.dumps(
        finite(carried({"event": event, "t": time.time(), **fields})), ensure_ascii=False, allow_nan=False
    )
    content = f"{line}\n".encode()
    handle = os.open(folder / EVENTS, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and not _ends_line(handle, size):
            content = b"\n" + content
        if os.write(handle, content) < len(content):
            os.ftruncate(handle, size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(handle)


def reserve(folder: Path) -> None:
    """Set a little room on the disk aside for the last word of a run."""
    (folder / RESERVE).write_bytes(os.urandom(_ROOM))


def append_last(folder: Path, event: str, **fields: Json) -> None:
    """Add the last event of a run, for which the room set aside is given free."""
    (folder / RESERVE).unlink(missing_ok=True)
    append(folder, event, **fields)


def read(folder: Path, offset: int = 0) -> tuple[list[Event], int]:
    """Return the events that begin at byte `offset`, and the offset at which to go on; a torn last line waits."""
    path = folder / EVENTS
    if not path.exists():
        return [], 0
    with path.open("rb") as file:
        file.seek(offset)
        content = file.read(_READ_AT_ONCE)
        while content and b"\n" not in content and (more := file.read(_READ_AT_ONCE)):
            content += more
    whole = content[: content.rfind(b"\n") + 1]
    events = [event for line in whole.splitlines() if (event := parse(line)) is not None]
    return events, offset + len(whole)


def read_all(folder: Path) -> list[Event]:
    """Return every whole event of the run."""
    events, offset = read(folder)
    while (more := read(folder, offset))[0]:
        events += more[0]
        offset = more[1]
    return events


def parse(line: bytes) -> Event | None:
    """Return the event of one line, or `None` for a line that a dying worker left torn."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) and isinstance(value.get("event"), str) else None


def finite(value: Json) -> Json:
    """Return `value` with NaN and infinity replaced by `None`, which strict JSON can say."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    return value


def is_last(event: Event) -> bool:
    """Say whether `event` is the last of its run."""
    return event["event"] in ("finished", "failed")


def _ends_line(handle: int, size: int) -> bool:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"
