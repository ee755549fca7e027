"""The first pictures of an upload, to be looked at while the others are still read."""

import json
from collections.abc import Sequence
from pathlib import Path

from engine.home import write_json

_FILE = "glance.json"


def glance(folder: Path) -> list[str]:
    """Return the pictures, `data:` addresses, that were seen of the upload in `folder`; none once it is read."""
    try:
        return list(map(str, json.loads((folder / _FILE).read_text("utf-8"))))
    except FileNotFoundError:
        return []


def show(folder: Path, pictures: Sequence[str]) -> None:
    """Let pictures be looked at while the upload in `folder` is read; without any nothing is."""
    if pictures:
        write_json(folder / _FILE, list(pictures))
    else:
        (folder / _FILE).unlink(missing_ok=True)
