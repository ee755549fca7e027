"""Cells that come as Python values, as arrays: what a spreadsheet or a line of JSON holds."""

import datetime
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from engine.runtime.data.describe import number_text
from engine.runtime.data.readers.rows import Cells, Chunk

ROWS = 20_000


def chunk(rows: Sequence[Sequence[object]], share: float) -> Chunk:
    """Return rows of equal width as a chunk."""
    return Chunk(columns=tuple(_array(cells) for cells in zip(*rows, strict=True)), share=min(1.0, share))


def text(value: object) -> str:
    """Return a cell as the text that a person sees in it, "" where nothing stands."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value)
        case int() | float():
            return _number_text(value)
        case datetime.datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case _:
            return str(value)


def _array(cells: Sequence[object]) -> Cells:
    if all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells):
        try:
            return pa.array(np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64))
        except OverflowError:
            pass  # whole numbers of hundreds of digits: they are read as texts
    return _texts(map(text, cells))


def _texts(texts: Iterable[str]) -> Cells:
    plain = list(texts)
    try:
        return pa.array(plain, pa.string())
    except UnicodeEncodeError:
        # Half of a pair of code units is no letter.
        return pa.array(
            [one.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for one in plain], pa.string()
        )


def _number_text(value: float) -> str:
    try:
        return number_text(value)
    except (OverflowError, ValueError):
        return str(value)[:40]
