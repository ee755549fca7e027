"""Reads an upload again whose columns were kept in an older form, so that nobody has to bring it twice."""

from pathlib import Path

from engine.data.schema import Schema
from engine.runtime.data.readers.upload import is_there
from engine.words import JsonObject


def read_again(schema: Schema, folder: Path) -> None:
    """Read the file in `folder` as `schema` says that it was read; does nothing where it is gone."""
    from engine.runtime.data.jobs import inspect

    if not is_there(folder):
        return
    asked: JsonObject = {"read": schema.read, "size": list(schema.size) if schema.size else None}
    inspect({"folder": str(folder), "id": schema.id, "title": schema.title, **asked}, lambda _share, _sentence: None)
