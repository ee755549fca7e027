"""Brings a table or a ZIP of pictures from the command line into the home folder, as an upload does."""

import hashlib
import re
import shutil
import sys
from pathlib import Path

from engine.data import builtin, schema_json
from engine.data.schema import Schema
from engine.home import home
from engine.runtime.data.jobs import inspect
from engine.runtime.data.readers.upload import RAW
from engine.words import Refusal


def bring(path: Path) -> Schema:
    """Inspect the file, once for each content, and return its schema. Raises `Refusal` where it holds no data."""
    if not path.is_file():
        known = ", ".join(builtin.BUILTIN)
        message = f"“{path}” is no file here, and no built-in data set; those are {known}."
        raise Refusal(message)
    name = f"{_slug(path.stem)}-{_digest(path)[:12]}"
    folder = home() / "datasets" / name
    if not (folder / "schema.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / RAW)
        inspect({"folder": str(folder), "id": name, "title": path.stem}, progress)
    return schema_json.read(folder / "schema.json")


def progress(share: float, sentence: str) -> None:
    """Say on standard error how far something is."""
    sys.stderr.write(f"{share:4.0%}  {sentence}\n")


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:30].strip("-") or "data"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
