"""Archives that people bring: which names inside are taken, against paths that lead out, and how damage is met."""

import re
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

_LONGEST = 240
_DRIVE = re.compile(r"^[A-Za-z]:")

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What reading a member raises that is damaged, has a password, or is packed in a way that Python does not know."""


def member(name: str) -> PurePosixPath | None:
    """Return the path of an archive's member below its root, or `None` where it could lead elsewhere or confuse.

    Refused are absolute paths, drives, `..`, backslashes, control and direction characters and names too long.
    """
    if not name or len(name) > _LONGEST or "\\" in name or name.startswith("/") or _DRIVE.match(name):
        return None
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in name):
        return None
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if not parts or any(part == ".." or ":" in part for part in parts):
        return None
    return PurePosixPath(*parts)


def hidden(path: PurePosixPath) -> bool:
    """Return whether a member is what an operating system puts into archives, not the person."""
    return any(part.startswith(".") or part in {"__MACOSX", "Thumbs.db", "desktop.ini"} for part in path.parts)
