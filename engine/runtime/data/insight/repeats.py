"""Finds samples that stand in a data set more than once, by a number of 64 bits for each."""

import hashlib
from collections.abc import Sequence

import numpy as np

from engine.data.schema import Schema
from engine.runtime.data.raw import Array, Columns, is_ragged

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_ROWS = 1 << 15


def repeated(schema: Schema, raw: Columns) -> int | None:
    """Return how many samples say in all that is kept the same as an earlier one, `None` where not all is kept.

    Columns that are ignored do not count: they number the rows, or say nothing. Pictures and sequences alone count
    where there are any: the same one under two names is the same.
    """
    large = [feature for feature in schema.features if feature.shape]
    compared = large or [feature for feature in schema.features if feature.type != "ignore"]
    if not compared or not all(isinstance(raw.get(feature.name), np.ndarray) for feature in compared):
        return None
    found = np.sort(marks([raw[feature.name] for feature in compared]))
    return int(np.count_nonzero(found[1:] == found[:-1]))


def marks(columns: Sequence[Array]) -> Array:
    """Return a number of 64 bits for each row: the same for rows whose cells are the same, else another."""
    parts = []
    # What is worked on stays in the processor's cache.
    for start in range(0, len(columns[0]), _ROWS):
        found = np.zeros(len(columns[0][start : start + _ROWS]), dtype=np.uint64)
        for values in columns:
            found = (found ^ _marks(values[start : start + _ROWS])) * _MIX
            found ^= found >> _SHIFT
        parts.append(found)
    return np.concatenate([np.zeros(0, dtype=np.uint64), *parts])


def _marks(values: Array) -> Array:
    if values.ndim > 1 or is_ragged(values):
        digests = b"".join(hashlib.blake2b(one.tobytes(), digest_size=8).digest() for one in values)
        return np.frombuffer(digests, dtype=np.uint64)
    if values.dtype.kind == "O":
        # Rows share one text a class, which knows its number once it was asked.
        return np.fromiter(map(hash, values), dtype=np.int64, count=len(values)).view(np.uint64)
    if values.dtype.kind in "iu":
        return values.astype(np.uint64)
    # Adding 0 makes one of the two zeros; what is missing is one value.
    plain = values + np.float64(0)
    plain[np.isnan(plain)] = np.nan
    return plain.view(np.uint64)
