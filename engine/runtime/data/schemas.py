"""Writes `assets/schemas`: what the web process knows of the built-in data sets without loading them.

`python -m engine.runtime.data.schemas` writes them anew.
"""

import hashlib
import json
from dataclasses import replace

from engine.assets import asset
from engine.data.builtin import BUILTIN, Builtin
from engine.data.schema import Feature, Schema
from engine.data.schema_json import dump
from engine.runtime.data.describe import describe
from engine.runtime.data.generated import GENERATED
from engine.runtime.data.included import INCLUDED
from engine.runtime.data.insight import measure
from engine.runtime.data.online import CLASSES
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.samples import spread, values

VERSION = 1  # raised when a generated set changes, so that caches and runs know


def described(entry: Builtin, raw: Columns) -> Schema:
    """Return the schema of a built-in data set from its columns."""
    features = tuple(_feature(entry, name, column) for name, column in raw.items())
    target = raw[entry.target]
    schema = _schema(entry, features, len(target))
    rows = spread(target, 150 if schema.is_plane() else 24 if entry.kind == "images" else 12)
    return replace(schema, preview=values(schema, raw, rows), insight=measure(schema, raw))


def online(entry: Builtin) -> Schema:
    """Return what is known of an online data set before it is downloaded: the figures its authors publish."""
    classes = CLASSES[entry.name]
    image = Feature(
        name="image",
        type="image",
        shape=(28, 28, 1),
        axes=("height", "width", "channels"),
        min=0,
        max=255,
        role="feature",
    )
    target = Feature(name=entry.target, type="category", classes=tuple(classes), distinct=len(classes), role="target")
    return _schema(entry, (image, target), 70_000)


def built_in(name: str) -> Schema:
    """Return the schema of the built-in data set `name`, made anew."""
    entry = BUILTIN[name]
    return online(entry) if entry.origin == "online" else described(entry, (INCLUDED | GENERATED)[name]())


def _schema(entry: Builtin, features: tuple[Feature, ...], samples: int) -> Schema:
    return Schema(
        id=entry.name,
        title=entry.title,
        kind=entry.kind,
        sentence=entry.sentence,
        samples=samples,
        target=entry.target,
        fingerprint=hashlib.sha256(f"{entry.name} {VERSION}".encode()).hexdigest(),
        features=features,
    )


def _feature(entry: Builtin, name: str, column: Array) -> Feature:
    # Any column of a table may be predicted; a picture may not.
    if entry.kind == "table":
        return describe(name, column)
    return describe(name, column, role="target" if name == entry.target else "feature")


def main() -> None:
    """Write every schema to `assets/schemas`."""
    for name in BUILTIN:
        text = json.dumps(dump(built_in(name)), ensure_ascii=False, allow_nan=False, indent=1)
        asset(f"schemas/{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
