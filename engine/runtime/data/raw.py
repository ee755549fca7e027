"""The form of raw data: one array a column, before anything is learnt from it."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Tensor: TypeAlias = Any
"""A Keras tensor, symbolic or not; Keras gives it no type."""
Columns: TypeAlias = dict[str, Array]
"""By feature: numbers float64 with NaN where missing; categories as text, "" where missing; images uint8
`(sample, height, width, channel)`; sequences float32 `(sample, step, value)`."""


def labels(values: Array, names: list[str]) -> Array:
    """Return the text of each class index in `values`."""
    return np.asarray(names, dtype=np.str_)[values]
