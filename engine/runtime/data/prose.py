"""Columns of a table that hold whole texts: which they are, and their cells, kept as long as they are."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.data import infer
from engine.data.schema import Feature
from engine.data.texts import Wording
from engine.runtime.data.numerals import MISSING, written
from engine.runtime.data.parse import Column
from engine.runtime.data.readers.rows import Rows
from engine.runtime.data.stored import Keeping, stored
from engine.runtime.data.types.text import clean
from engine.runtime.data.wording import wording

_FEWEST = 10


def worded(column: Column) -> Wording:
    """Return what the different texts of a column are made of, as far as they are known."""
    return wording(np.asarray(list(column.texts), dtype=object))


def is_prose(column: Column) -> bool:
    """Whether a column holds texts to be read, which hardly repeat."""
    few = len(column.texts) * 3 <= column.rows and not column.free
    return not (column.number or few or column.seconds() is not None) and infer.is_prose(worded(column))


def paired(columns: Sequence[Column], spare: Collection[str]) -> tuple[str, ...]:
    """Return the columns of a table that holds texts and what answers them: two or more of texts that hardly repeat.

    There is nothing else in it that could be answered, but for columns that say nothing, which are `spare`.
    """
    texts = tuple(each.name for each in columns if _hardly_repeats(each))
    others = {each.name for each in columns} - set(texts)
    return texts if len(texts) > 1 and others <= set(spare) else ()


def _hardly_repeats(column: Column) -> bool:
    if column.number or column.seconds() is not None:
        return False
    return column.free or len(column.texts) * 3 > column.rows > _FEWEST


def keep_whole(columns: Keeping, rows: Rows, names: Sequence[str]) -> None:
    """Keep the cells of some columns whole, reading the table once more; without any it is not read."""
    growing = {rows.names.index(name): columns.ragged(name, text=True) for name in names}
    if not growing:
        return
    for chunk in rows.chunks():
        for place, column in growing.items():
            column.extend([_whole(cell) for cell in written(chunk.columns[place]).to_pylist()])


def with_wording(folder: Path, features: Sequence[Feature], target: str | None) -> list[Feature]:
    """Return features of which those of whole texts say what they are made of, and which words tell the target."""
    if not any(feature.type == "text" for feature in features):
        return list(features)
    raw = stored(folder)
    classes = next((raw[each.name] for each in features if each.name == target and each.type == "category"), None)
    known = classes if classes is not None and classes.dtype.kind == "O" else None
    return [
        replace(feature, wording=wording(raw[feature.name], known)) if feature.type == "text" else feature
        for feature in features
    ]


def _whole(cell: str) -> str:
    text = clean(cell.strip())
    return "" if text.lower() in MISSING else text
