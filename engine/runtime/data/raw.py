"""The form of raw data: one array a column, before anything is learnt from it."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Tensor: TypeAlias = Any
"""A Keras tensor, symbolic or not; Keras gives it no type."""
Columns: TypeAlias = dict[str, Array]
"""By feature: numbers float64 with NaN where missing; categories as an object array of
texts, "" where missing; images uint8, uint16 or float32 `(sample, height, width, channel)`;
sequences float32 `(sample, step, value)`; what differs in length as an object array, a sound as int16 `(place,)` in
each row."""


def labels(values: Array, names: Sequence[str]) -> Array:
    """Return the text of each class index in `values`."""
    # Objects share one text a class; numpy's own text arrays would copy the longest one for every row.
    return np.asarray([str(name) for name in names], dtype=object)[values]


def is_ragged(values: Array) -> bool:
    """Whether the values of a column differ in length: one array a row."""
    return values.dtype.kind == "O" and len(values) > 0 and isinstance(values[0], np.ndarray)


def rows_of(values: Sequence[Array]) -> Array:
    """Return arrays as one object a row, also where their lengths are the same."""
    rows = np.empty(len(values), dtype=object)
    for row, value in enumerate(values):
        rows[row] = value
    return rows
