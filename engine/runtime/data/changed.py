"""Applies what a person changed about samples to the raw columns, as they are loaded."""

from pathlib import Path

import numpy as np

from engine.data import changes
from engine.data.changes import Entry, Journal
from engine.data.schema import Schema
from engine.runtime.data.describe import number_text
from engine.runtime.data.raw import Array, Columns

KEPT = " kept"
"""A column of raw data: which rows are samples. It is there only where some are not; rows keep their numbers.

No column of a table is called so: names of columns begin with no space.
"""


def as_trained(schema: Schema, raw: Columns, folder: Path) -> Columns:
    """Return the raw columns as they were when `schema` was written, whatever was changed since."""
    journal = changes.read(folder)
    return raw if journal is None else changed(raw, journal.until(schema.changes))


def changed(raw: Columns, journal: Journal) -> Columns:
    """Return raw columns with the changes of a journal; the very same ones where none holds."""
    found, every = dict(raw), len(next(iter(raw.values()), ()))
    kept = np.arange(every) < journal.rows
    for entry in journal.done:
        rows = places(entry, every)
        if entry.do != "label":
            kept[rows] = entry.do == "add"
        elif entry.column in found:
            found[entry.column] = _labelled(found[entry.column], rows, entry.value)
    if not kept.all():
        found[KEPT] = kept
    return found


def places(entry: Entry, every: int) -> Array:
    """Return the numbers of the samples that an entry is about."""
    # Not one range after the other: a person may send thousands that all say the same samples.
    found = np.zeros(every, dtype=bool)
    for start, stop in entry.rows:
        found[start:stop] = True
    return np.flatnonzero(found)


def only_kept(raw: Columns) -> Columns:
    """Return the rows that are samples, and nothing else."""
    if KEPT not in raw:
        return raw
    return {name: values[raw[KEPT]] for name, values in raw.items() if name != KEPT}


def _labelled(values: Array, rows: Array, value: str) -> Array:
    """Return a column with one value in some rows; numbers become texts where it is none."""
    if values.dtype.kind != "O":
        number = _number(value)
        if number is not None and values.dtype.kind == "f":
            found = np.array(values)
            found[rows] = number
            return found
        values = np.asarray([number_text(each) if np.isfinite(each) else "" for each in values], dtype=object)
    found = values.copy()
    found[rows] = value
    return found


def _number(value: str) -> float | None:
    if not value:
        return np.nan
    try:
        number = float(value)
    except ValueError:
        return None
    return number if np.isfinite(number) and number_text(number) == value else None
