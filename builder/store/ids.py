"""Ids that nobody can guess, and the one rule that turns an id into a folder."""

import base64
import re
import secrets
from pathlib import Path

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def new_id(prefix: str = "") -> str:
    """Return an unguessable id: 128 random bits in lower case, so that it names a folder on every file system."""
    random = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
    return f"{prefix}-{random}" if prefix else random


def is_id(text: str) -> bool:
    """Say whether `text` has the form of an id: lower-case letters, digits, and within it hyphens and underscores."""
    return _ID.fullmatch(text) is not None


def folder(root: Path, name: str) -> Path:
    """Return the folder `name` directly under `root`.

    Raises `ValueError` when `name` is no id or, through a link, leads out of `root`.
    """
    if not is_id(name):
        raise ValueError(f"{name!r} is no id.")
    root = root.resolve()
    place = (root / name).resolve()
    if place.parent != root:
        raise ValueError(f"{name!r} leads out of its folder.")
    return place
