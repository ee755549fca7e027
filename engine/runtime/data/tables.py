"""Inspects an uploaded table: what its columns are, and the schema that says so."""

import hashlib
import itertools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.data import infer
from engine.data.schema import Feature, Schema
from engine.data.types import READ
from engine.runtime.data.describe import category, number
from engine.runtime.data.parse import Column, Table, parse
from engine.runtime.data.raw import Array
from engine.runtime.data.sniff import Read, sniff
from engine.runtime.data.stored import keeping
from engine.said import say
from engine.words import Json, JsonObject

FILE = "raw.csv"
_POINTS = 150


@dataclass(frozen=True, kw_only=True)
class Upload:
    """An uploaded data set: its folder, id and title, and how the person wants it read."""

    folder: Path
    id: str
    title: str
    wanted: Mapping[str, Json]


def inspect_table(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of the table in `upload`, keeping its columns beside it so that it is parsed once.

    Raises `Refusal` where the file is no table that can be used.
    """
    path = upload.folder / FILE
    report(0.0, say("Looking how the table is written …"))
    read = sniff(path, upload.wanted)
    table = parse(path, read, lambda share: report(0.9 * share, say("Reading the rows …")))
    report(0.9, say("Working out what the columns are …"))
    _keep(upload.folder, table)
    return _schema(upload, read, table)


def _keep(folder: Path, table: Table) -> None:
    with keeping(folder) as columns:
        for column in table.columns:
            if column.number:
                columns.add(column.name, column.numbers())
            elif not column.free:
                columns.add_texts(column.name, list(column.texts), column.indices())


def fingerprint(path: Path, read: JsonObject) -> str:
    """Return a digest of a file's bytes and of how they are read."""
    digest = hashlib.sha256(json.dumps(read, sort_keys=True).encode())
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _schema(upload: Upload, read: Read, table: Table) -> Schema:
    notes = _reading_notes(read, table)
    features = [_feature(column, table.rows, notes) for column in table.columns]
    guess = infer.target(features, Path(upload.title).stem, header=read.header)
    features = [infer.as_target(feature) if feature.name == guess else feature for feature in features]
    twins = _twins(table.columns, features)
    features = [replace(feature, twins=twins.get(feature.name, ())) for feature in features]
    for feature in features:
        if feature.name == guess and (rare := infer.rare(feature)):
            shown = ", ".join(f"“{name}”" for name in rare[:3])
            notes.append(
                say(
                    "Only one row of “{guess}” is {shown}: what is learnt of it cannot be checked.",
                    guess=guess,
                    shown=shown,
                )
            )
    settings = read.to_json()
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="table",
        sentence=say("{rows} rows, {features} columns.", rows=table.rows, features=len(features)),
        samples=table.rows,
        target=guess,
        fingerprint=fingerprint(upload.folder / FILE, settings),
        features=tuple(features),
        read=settings,
        notes=tuple(notes),
    )
    return replace(schema, preview=_points(schema, table) if schema.is_plane() else _head(table))


def _reading_notes(read: Read, table: Table) -> list[str]:
    notes: list[str] = []
    if not read.header:
        notes.append(say("The first line holds values, so the columns are numbered."))
    if table.uneven:
        count = len(table.uneven)
        lines = "line" if count == 1 else "lines"
        notes.append(
            say(
                "{count} {lines} with another number of cells were left out, the first is line {uneven}.",
                count=count,
                lines=lines,
                uneven=table.uneven[0],
            )
        )
    for column in table.columns:
        if column.number and column.words:
            shown = ", ".join(f"“{word}”" for word in column.words)
            notes.append(
                say(
                    "“{column}” holds numbers but for {shown}, which count as missing.", column=column.name, shown=shown
                )
            )
    return notes


def _feature(column: Column, rows: int, notes: list[str]) -> Feature:
    if column.number:
        values = column.numbers()
        return infer.typed(number(column.name, values), rows, notes, numbers_rows=_numbers_rows(column.name, values))
    if column.free:
        free = Feature(name=column.name, type="text", distinct=len(column.texts), missing=column.missing)
        return infer.typed(free, rows, notes)
    texts = list(column.texts)
    counts = np.bincount(column.indices(), minlength=len(texts))
    return infer.typed(category(column.name, texts, counts), rows, notes)


def _numbers_rows(name: str, values: Array) -> bool:
    if len(values) < 20:
        return False
    if (np.diff(values) == 1).all():
        return True
    # What is called so, and is whole and never the same, says nothing about a row that is new.
    return infer.names_rows(name) and bool((values % 1 == 0).all()) and len(np.unique(values)) == len(values)


def _twins(columns: Sequence[Column], features: Sequence[Feature]) -> dict[str, tuple[str, ...]]:
    """Return for each column of few values the others that have a value of their own for each of its values."""
    few = {
        f.name: c for c, f in zip(columns, features, strict=True) if f.type == "category" or 1 < len(f.classes) <= 20
    }
    codes = {name: _codes(column) for name, column in few.items()}
    twins: dict[str, list[str]] = {}
    for one, other in itertools.combinations(codes, 2):
        if _say_the_same(codes[one], codes[other]):
            twins.setdefault(one, []).append(other)
            twins.setdefault(other, []).append(one)
    return {name: tuple(others) for name, others in twins.items()}


def _codes(column: Column) -> Array:
    if not column.number:
        return column.indices().astype(np.int64)
    return np.asarray(np.unique(column.numbers(), return_inverse=True)[1], dtype=np.int64)


def _say_the_same(one: Array, other: Array) -> bool:
    distinct = int(one.max()) + 1
    # In a column that hardly repeats, every other one seems to say the same.
    if distinct != int(other.max()) + 1 or distinct * 2 > len(one):
        return False
    return len(np.unique(one * distinct + other)) == distinct


def _head(table: Table) -> tuple[JsonObject, ...]:
    return tuple(
        {c.name: _cell(c, place, cell) for c, cell in zip(table.columns, row, strict=True)}
        for place, row in enumerate(table.head)
    )


def _points(schema: Schema, table: Table) -> tuple[JsonObject, ...]:
    """Return rows from all over the table: a file is often sorted by class, and a picture wants every one."""
    rows = np.unique(np.linspace(0, table.rows - 1, min(_POINTS, table.rows)).astype(int))
    names = {feature.name for feature in schema.features if feature.type in READ}
    shown = [column for column in table.columns if column.name in names]
    texts = {column.name: list(column.texts) for column in shown}
    return tuple(
        {c.name: _cell(c, row, "" if c.number else texts[c.name][c.codes[row]]) for c in shown}
        for row in map(int, rows)
    )


def _cell(column: Column, row: int, text: str) -> Json:
    if not column.number:
        return text.strip()[:200] or None
    value = column.values[row]
    return value if math.isfinite(value) else None
