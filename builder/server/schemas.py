"""The data set and the weights that a project's document names, as far as the project may read them."""

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from builder.store import data_sets, models, projects
from engine.brought import NOT_HERE
from engine.data import builtin, schema_json
from engine.document.model import Document
from engine.words import JsonObject


def schema_of(project: str, source: str | None) -> JsonObject | None:
    """Return the schema of a document's data set, `None` where there is none, none yet, or a stranger's."""
    if source is None:
        return None
    known = builtin.BUILTIN.get(source)
    if known is not None and known.origin != "online":
        return _builtin(source)
    try:
        path = data_sets.folder_of(source) / "schema.json"
    except ValueError:
        return None
    if known is None and not projects.may_read(project, source):
        return None
    return _read(path, path.stat().st_mtime_ns) if path.exists() else None


def permitted(project: str, document: Document) -> Document:
    """Return the project's document as the engine gets it: without weights that the project may not read."""
    if document.weights is None or models.may_read(project, document.weights):
        return document
    return replace(document, weights=NOT_HERE)


def readable(project: str, document: Document) -> tuple[Document, JsonObject | None]:
    """Return the project's document and its data set's schema as the engine gets them: what the project may read."""
    return permitted(project, document), schema_of(project, document.data.source)


@cache
def _builtin(name: str) -> JsonObject:
    return _light(schema_json.dump(builtin.schema(name)))


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> JsonObject:
    return _light(schema_json.dump(schema_json.read(path)))


def _light(schema: JsonObject) -> JsonObject:
    # What is for people only: the preview holds pictures, the insight what was measured.
    return {key: value for key, value in schema.items() if key not in {"preview", "insight"}}
