"""The form of raw data: one array a column, before anything is learnt from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

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


@dataclass(frozen=True)
class Drawn:
    """A column of samples that are made of rows: the row of `values` that each is of, read when it is asked for.

    As many samples as there are may be made of values that do not fit into memory.
    """

    values: Array
    rows: Array

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int | Array | slice) -> Array:
        found: Array = self.values[self.rows[place]]
        return found

    @property
    def dtype(self) -> np.dtype[Any]:
        """What kind of values they are."""
        return self.values.dtype

    @property
    def shape(self) -> tuple[int, ...]:
        """How many there are, and the shape of one."""
        return len(self.rows), *self.values.shape[1:]

    @property
    def ndim(self) -> int:
        """How many axes they have."""
        return self.values.ndim

    def as_column(self) -> Array:
        """Return it as the columns of a data set are typed: whatever is asked of them, it answers too."""
        return cast(Array, self)


def seen(raw: Columns, name: str, places: Array) -> Array:
    """Return from what the preparation of a column learns, of some samples: a value of each, or of each of their rows.

    Two columns that are made of one learn from the same rows, and so are scaled alike.
    """
    given: object = raw[name]
    if not isinstance(given, Drawn):
        return raw[name][places]
    every: list[object] = list(raw.values())
    rows = np.concatenate([each.rows[places] for each in every if isinstance(each, Drawn)])
    found: Array = given.values[np.unique(rows)]
    return found


def lying(values: Array) -> Array:
    """Return the array in which the values of a column lie."""
    given: object = values
    return given.values if isinstance(given, Drawn) else values
