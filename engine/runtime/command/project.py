"""Reads the project and the data set that a verb is asked about."""

from dataclasses import dataclass, replace
from pathlib import Path

from engine.data import builtin, schema_json
from engine.data.schema import Schema
from engine.document.load import load
from engine.document.model import Data, Document
from engine.home import home
from engine.words import Refusal


@dataclass(frozen=True, kw_only=True)
class Project:
    """A document, and the schema of its data set where there is one."""

    document: Document
    schema: Schema | None


def read(file: str, data: str | None) -> Project:
    """Read a project file; `data` (a built-in set's name, a file) takes the place of its data set.

    Raises `Refusal` where a file is missing or cannot be read as what it should be.
    """
    document = load(_bytes(file))
    if data is None:
        return Project(document=document, schema=_stored(document.data.source))
    schema = builtin.schema(data) if data in builtin.BUILTIN else _brought(data)
    return Project(document=replace(document, data=_bound(document.data, schema)), schema=schema)


def _bytes(file: str) -> bytes:
    path = Path(file)
    if not path.is_file():
        message = f"There is no file {file}."
        raise Refusal(message)
    return path.read_bytes()


def _stored(source: str | None) -> Schema | None:
    if source is None:
        return None
    if source in builtin.BUILTIN:
        return builtin.schema(source)
    path = home() / "datasets" / source / "schema.json"
    inside = path.resolve().is_relative_to((home() / "datasets").resolve())
    return schema_json.read(path) if inside and path.is_file() else None


def _bound(data: Data, schema: Schema) -> Data:
    # Targets that the new data set lacks give way to its own.
    if all(schema.feature(name) for name in data.targets):
        return replace(data, source=schema.id)
    return replace(data, source=schema.id, targets=(schema.target,) if schema.target else ())


def _brought(file: str) -> Schema:
    from engine.runtime.command.bring import bring

    return bring(Path(file))
