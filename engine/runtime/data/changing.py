"""Samples of a data set looked at and changed by a person, in children of the engine host."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from engine.data import changes, schema_json
from engine.data.changes import Entry, Journal
from engine.data.schema import Feature, Schema
from engine.runs.lock import held
from engine.runtime.data.again import read_again
from engine.runtime.data.changed import KEPT, changed
from engine.runtime.data.changed_schema import SCHEMA, as_read, keep_schema
from engine.runtime.data.describe import number_text
from engine.runtime.data.raw import Array, Columns, is_ragged
from engine.runtime.data.samples import values
from engine.runtime.data.stored import is_kept, stored
from engine.said import say
from engine.words import Json, JsonObject, Refusal

Report: TypeAlias = Callable[[float, str], None]

MOST_AT_ONCE = 120
LOCK = "changes.lock"


def change(request: Mapping[str, Any], _report: Report) -> JsonObject:
    """Add entries to the journal of the data set in `request["folder"]`, and bring its schema up to it.

    `request`: `folder`, `entries`. Answers as `_state` does. Raises `Refusal` where an entry cannot be, and then does
    none of them.
    """
    folder = Path(request["folder"])
    entries = [changes.entry(each) for each in request["entries"]]
    with held(folder / LOCK) as free:
        if not free:
            raise Refusal(say("These samples are being changed by another window. Try again."))
        read, raw = _opened(folder)
        journal = changes.read(folder) or Journal(rows=len(next(iter(raw.values()))))
        for each in entries:
            _check(each, read, journal)
        changes.append(folder, journal.rows, entries)
        schema = keep_schema(read, folder)
    return _state(schema, replace(journal, entries=(*journal.entries, *entries)))


def browse(request: Mapping[str, Any], _report: Report) -> JsonObject:
    """Return some samples of the data set in `request["folder"]` as they are now, with their numbers.

    `request`: `folder`, and what is asked for: `column` (whose classes are meant), `class` (`None`: any, "": those
    without one), `text` (that a cell holds), `rows` (only these), `start`, `count`.
    """
    folder = Path(request["folder"])
    _read, raw = _opened(folder)
    journal = changes.read(folder) or Journal(rows=len(next(iter(raw.values()))))
    now, schema = changed(raw, journal), schema_json.read(folder / SCHEMA)
    rows = _asked(request, schema, now)
    start = max(0, int(request.get("start") or 0))
    shown = rows[start : start + min(int(request.get("count") or 1), MOST_AT_ONCE)]
    found = values(schema, now, shown)
    samples: list[JsonObject] = [
        {"row": int(row), "values": dict(cells)} for row, cells in zip(shown, found, strict=True)
    ]
    return {**_state(schema, journal), "found": len(rows), "start": start, "shown": list(samples)}


def labelled(schema: Schema) -> list[Feature]:
    """Return the columns whose classes a person can give to samples, what is answered first."""
    found = [f for f in schema.features if not f.shape and (f.classes or (f.name == schema.target and f.missing))]
    named = [f for f in found if f.type in {"category", "number"}]
    return sorted(named, key=lambda feature: feature.name != schema.target)


def _opened(folder: Path) -> tuple[Schema, Columns]:
    read = as_read(folder)
    if not is_kept(folder):
        read_again(read, folder)
    return read, stored(folder)


def _state(schema: Schema, journal: Journal) -> JsonObject:
    """Return how many samples there are, of which classes, and whether a step back or on is possible."""
    columns: list[JsonObject] = [
        {
            "name": feature.name,
            "classes": [list(one) for one in zip(feature.classes, feature.counts, strict=True)],
            "missing": feature.missing,
        }
        for feature in labelled(schema)
    ]
    return {
        "changes": len(journal.entries),
        "samples": schema.samples,
        "columns": list[Json](columns),
        "undo": len(journal.done),
        "redo": len(journal.undone),
    }


def _check(entry: Entry, read: Schema, journal: Journal) -> None:
    if entry.do in {"undo", "redo"}:
        return
    if entry.do == "add" or not entry.rows or max(stop for _start, stop in entry.rows) > journal.every:
        raise Refusal(say("This is no change of samples."))
    if entry.do == "label" and entry.column not in {f.name for f in read.features if not f.shape and not f.wording}:
        raise Refusal(say("“{column}” is no column of classes.", column=entry.column[:60]))


def _asked(request: Mapping[str, Any], schema: Schema, now: Columns) -> Array:
    """Return the numbers of the samples that are asked for, in their order."""
    wanted = now[KEPT].copy() if KEPT in now else np.ones(len(next(iter(now.values()))), dtype=bool)
    if request.get("rows") is not None:
        only = np.zeros(len(wanted), dtype=bool)
        only[[row for row in request["rows"] if isinstance(row, int) and 0 <= row < len(wanted)]] = True
        wanted &= only
    first = next((feature.name for feature in labelled(schema)), "")
    column, name = now.get(str(request.get("column") or first)), request.get("class")
    if column is not None and name is not None:
        wanted &= _texts(column) == str(name)
    if text := str(request.get("text") or "").casefold():
        wanted &= _holding(text, schema, now)
    return np.flatnonzero(wanted)


def _texts(values: Array) -> Array:
    if values.dtype.kind == "O":
        return values
    return np.asarray([number_text(each) if np.isfinite(each) else "" for each in values], dtype=object)


def _holding(text: str, schema: Schema, now: Columns) -> Array:
    """Return which samples have `text` in a cell."""
    found = np.zeros(len(next(iter(now.values()))), dtype=bool)
    for feature in schema.features:
        column = now.get(feature.name)
        if column is None or column.ndim > 1 or is_ragged(column):
            continue
        cells, place = np.unique(_texts(column), return_inverse=True)
        found |= np.asarray([text in str(cell).casefold() for cell in cells], dtype=bool)[place]
    return found
