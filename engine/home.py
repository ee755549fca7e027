"""Where Layerloom keeps its files: one home folder, and how a file is written there."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.said import carried
from engine.words import Json


def home() -> Path:
    """Return the home folder (`LAYERLOOM_HOME`, or `~/.layerloom`), made with access for its owner only."""
    folder = Path(os.environ.get("LAYERLOOM_HOME") or Path.home() / ".layerloom").absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_atomic(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader, a crash or a full disk sees the old file or the new, never less.

    Raises `OSError` when the disk is full; the old file is then untouched and the temporary one removed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_json(path: Path, value: Json) -> None:
    """Write `value` as strict JSON (no NaN), atomically."""
    write_atomic(
        path,
        json.dumps(
            carried(value) if isinstance(value, Mapping) else value, allow_nan=False, ensure_ascii=False, indent=1
        ).encode(),
    )


def _sync_folder(folder: Path) -> None:
    # A rename is durable only once the folder itself is synced; Windows cannot open folders and needs no such call.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
