"""Inspects an uploaded table: what its columns are, and the schema that says so."""

import itertools
import math
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from engine.data import infer
from engine.data.schema import Feature, Schema
from engine.data.types import READ
from engine.runtime.data.describe import category, date, number
from engine.runtime.data.parse import Column, Table, parse
from engine.runtime.data.prose import is_prose, keep_whole, paired, with_wording, worded
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.delimited import Delimited
from engine.runtime.data.readers.rows import Rows
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.season import proposed
from engine.runtime.data.sniff import sniff
from engine.runtime.data.stored import keeping
from engine.said import say
from engine.words import Json, JsonObject

_POINTS = 150
_FIRST = 1000


def inspect_delimited(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of a CSV or TSV in `upload`; raises `Refusal` where it is no table that can be used."""
    report(0.0, say("Looking how the table is written …"))
    read = sniff(upload.file, upload.wanted)
    notes = [] if read.header else [say("The first line holds values, so the columns are numbered.")]
    return inspect_rows(upload, Delimited(upload.file, read), read.to_json(), notes, report)


def inspect_rows(
    upload: Upload, rows: Rows, read: JsonObject, notes: Sequence[str], report: Callable[[float, str], None]
) -> Schema:
    """Return the schema of a table, keeping its columns beside it so that it is parsed once.

    `read` says how the file is read, `notes` what is to be said of that. Raises `Refusal` as reading does.
    """
    table = _without_blank(parse(rows, lambda share: report(0.9 * share, say("Reading the rows …"))))
    report(0.9, say("Working out what the columns are …"))
    pairs = paired(table.columns, [column.name for column in table.columns if _says_nothing(column)])
    notes = [*notes, *table.notes, *_words(table), *_dates(table)]
    # What takes long of both is done by libraries that let others run meanwhile.
    with ThreadPoolExecutor() as threads:
        keeping = threads.submit(_keep, upload.folder, table, rows, pairs)
        fingerprint = threads.submit(upload.fingerprint, read)
        described = list(threads.map(lambda column: _described(column, table.rows, pairs), table.columns))
        keeping.result()
    features = [feature for feature, _ in described]
    notes += [note for _, said in described for note in said]
    return _schema(upload, read, replace(table, notes=tuple(notes)), features, fingerprint.result())


def _described(column: Column, rows: int, pairs: Collection[str]) -> tuple[Feature, list[str]]:
    notes: list[str] = []
    return _text(column) if column.name in pairs else _feature(column, rows, notes), notes


def _without_blank(table: Table) -> Table:
    """Return the table without columns that have no name and no cell: what stands beside a table in a sheet."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.name != f"column {place + 1}" or not column.is_empty()
    ]
    if len(kept) in {0, len(table.columns)}:
        return table
    head = tuple(tuple(row[place] for place in kept) for row in table.head)
    return replace(table, columns=tuple(table.columns[place] for place in kept), head=head)


def _says_nothing(column: Column) -> bool:
    if column.number:
        return _numbers_rows(column.name, column.numbers())
    return not column.free and len(column.texts) < 2


def _keep(folder: Path, table: Table, rows: Rows, pairs: Collection[str]) -> None:
    prose = [column.name for column in table.columns if column.name in pairs or is_prose(column)]
    with keeping(folder) as columns:
        keep_whole(columns, rows, prose)
        for column in table.columns:
            if column.name in prose:
                continue
            if column.number:
                columns.add(column.name, column.numbers())
            elif (seconds := column.seconds()) is not None:
                columns.add(column.name, seconds)
            elif not column.free:
                columns.add_texts(column.name, list(column.texts), column.indices())


def _schema(upload: Upload, read: JsonObject, table: Table, features: Sequence[Feature], fingerprint: str) -> Schema:
    notes = list(table.notes)
    guess = infer.target(features, Path(upload.title).stem, header=bool(read.get("header", True)))
    texts = [feature.name for feature in features if feature.type == "text"]
    if guess is None and len(texts) > 1:
        given, guess, *_rest = texts
        notes.append(say("A text is answered with a text: “{name}” is written for “{given}”.", name=guess, given=given))
    features = [infer.as_target(feature) if feature.name == guess else feature for feature in features]
    features = with_wording(upload.folder, features, guess)
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
    cells = {column.name: column for column in table.columns}
    series = proposed(features, guess, lambda name: _cells(cells[name]), notes)
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="table",
        sentence=say("{rows} rows, {features} columns.", rows=table.rows, features=len(features)),
        samples=table.rows,
        target=guess,
        fingerprint=fingerprint,
        features=tuple(features),
        read=read,
        notes=tuple(notes),
        proposed=series,
    )
    return replace(schema, preview=_points(schema, table) if schema.is_plane() else _head(table))


def _cells(column: Column) -> Array:
    seconds = None if column.number else column.seconds()
    if seconds is not None:
        return seconds
    return column.numbers() if column.number else column.indices()


def _dates(table: Table) -> list[str]:
    """Return how dates were read that do not say themselves which of their numbers is the day."""
    notes: list[str] = []
    for column in table.columns:
        dates = column.dates if column.seconds() is not None else None
        if dates is None or dates.order == "ymd":
            continue
        if dates.order == "dmy":
            said = say("“{column}” holds dates, read with the day first", column=column.name)
        else:
            said = say("“{column}” holds dates, read with the month first", column=column.name)
        notes.append(
            say("{read}; no row tells otherwise.", read=said) if dates.ambiguous else say("{read}.", read=said)
        )
    return notes


def _words(table: Table) -> list[str]:
    notes: list[str] = []
    for column in table.columns:
        if column.number and column.words:
            shown = ", ".join(f"“{word}”" for word in column.words)
            notes.append(
                say(
                    "“{column}” holds numbers but for {shown}, which count as missing.", column=column.name, shown=shown
                )
            )
    return notes


def _text(column: Column) -> Feature:
    """Return a column of texts that are kept whole."""
    distinct = len(column.texts)
    return Feature(name=column.name, type="text", distinct=distinct, missing=column.missing, wording=worded(column))


def _feature(column: Column, rows: int, notes: list[str]) -> Feature:
    if column.number:
        values = column.numbers()
        return infer.typed(number(column.name, values), rows, notes, numbers_rows=_numbers_rows(column.name, values))
    if (seconds := column.seconds()) is not None:
        return infer.typed(date(column.name, seconds), rows, notes)
    if column.free:
        free = Feature(name=column.name, type="text", distinct=len(column.texts), missing=column.missing)
        return infer.typed(replace(free, wording=worded(column) if is_prose(column) else None), rows, notes)
    texts = list(column.texts)
    counts = np.bincount(column.indices(), minlength=len(texts))
    found = category(column.name, texts, counts)
    return infer.typed(replace(found, wording=worded(column) if infer.is_varied(found, rows) else None), rows, notes)


def _numbers_rows(name: str, values: Array) -> bool:
    if len(values) < 20:
        return False
    if (np.diff(values[:20]) == 1).all() and (np.diff(values) == 1).all():
        return True
    # What is called so, and is whole and never the same, says nothing about a row that is new.
    return infer.names_rows(name) and bool((values % 1 == 0).all()) and len(np.unique(values)) == len(values)


def _twins(columns: Sequence[Column], features: Sequence[Feature]) -> dict[str, tuple[str, ...]]:
    """Return for each column of few values the others that have a value of their own for each of its values."""
    few = {
        f.name: c for c, f in zip(columns, features, strict=True) if f.type == "category" or 1 < len(f.classes) <= 20
    }
    heads = {name: _codes(column, _FIRST) for name, column in few.items()}
    codes = cache(lambda name: _codes(few[name]))
    twins: dict[str, list[str]] = {}
    for one, other in itertools.combinations(few, 2):
        # The first rows nearly always tell that they do not.
        if _say_the_same(heads[one], heads[other]) and _repeats(codes(one)) and _say_the_same(codes(one), codes(other)):
            twins.setdefault(one, []).append(other)
            twins.setdefault(other, []).append(one)
    return {name: tuple(others) for name, others in twins.items()}


def _codes(column: Column, rows: int | None = None) -> Array:
    values = column.numbers() if column.number else column.indices()
    return np.asarray(np.unique(values[:rows], return_inverse=True)[1], dtype=np.int64)


def _repeats(codes: Array) -> bool:
    """Whether values come again: else every other column seems to say the same."""
    return 2 * (int(codes.max()) + 1) <= len(codes)


def _say_the_same(one: Array, other: Array) -> bool:
    distinct = int(one.max()) + 1
    return distinct == int(other.max()) + 1 and len(np.unique(one * distinct + other)) == distinct


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
        {c.name: _cell(c, row, "" if c.number else texts[c.name][c.indices()[row]]) for c in shown}
        for row in map(int, rows)
    )


def _cell(column: Column, row: int, text: str) -> Json:
    if not column.number:
        return text.strip()[:200] or None
    value = float(column.numbers()[row])
    return value if math.isfinite(value) else None
