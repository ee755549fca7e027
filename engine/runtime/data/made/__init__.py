"""The samples that the app makes of others: one way each, in this table."""

from collections.abc import Callable, Mapping

import numpy as np

from engine.data.schema import Schema
from engine.document.model import MadeWay
from engine.runtime.data.made.pairs import pairs
from engine.runtime.data.made.turned import turned
from engine.runtime.data.made.unusual import watched
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.split import PART, divided

__all__ = ["made"]


def made(used: Schema, raw: Columns) -> Columns:
    """Return the samples of a schema that are made of raw rows, with the part of each.

    The rows are split first: nothing that is made of rows of one part is in another.
    """
    if used.made is None:
        return raw
    parts = tuple(vars(divided(used.made.rows, used.made.split, raw)).values())
    way = used.made.made.way
    if way == "unusual":
        # The samples are the rows, of which some are in no part; and those of a part keep their order.
        return {**raw, PART: _numbered(len(next(iter(raw.values()))), watched(used, raw, parts))}
    columns, counts = _WAYS[way](used, raw, parts)
    return {**columns, PART: np.repeat(np.arange(len(counts)), counts)}


def _numbered(count: int, parts: tuple[Array, ...]) -> Array:
    part = np.full(count, -1)
    for number, rows in enumerate(parts):
        part[rows] = number
    return part


_WAYS: Mapping[MadeWay, Callable[[Schema, Columns, tuple[Array, ...]], tuple[Columns, list[int]]]] = {
    "pairs": pairs,
    "turned": turned,
}
"""Each takes the schema of what is made, raw rows, and which of them are in each part; and returns columns of samples,
part after part, with how many each part has."""
