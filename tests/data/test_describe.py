"""Columns of numbers are described whatever they hold."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.runtime.data.describe import number

LARGEST = float(np.finfo(np.float64).max)


@pytest.mark.parametrize(
    "values",
    [[1e100], [1e100, 1e100], [LARGEST], [-LARGEST], [-LARGEST, 0, LARGEST], [1e16, 1e16 + 2], [-2.2e-313, 0.0], [2.0]],
)
def test_a_histogram_counts_every_value(values: list[float]) -> None:
    histogram = number("x", np.array(values)).histogram
    assert histogram is not None
    assert sum(histogram.counts) == len(values)
    assert len(histogram.edges) == len(histogram.counts) + 1


@settings(max_examples=200, deadline=None)
@given(values=arrays.arrays(np.float64, st.integers(1, 40), elements=st.floats(allow_infinity=False)))
def test_any_numbers_are_described(values: np.ndarray) -> None:
    feature = number("x", values)
    present = values[np.isfinite(values)]
    assert feature.missing == len(values) - len(present)
    if len(present):
        assert feature.histogram is not None
        assert sum(feature.histogram.counts) == len(present)
        ordinary = np.abs(present).max() < 1e150
        json.dumps([feature.min, feature.mean, feature.std, feature.histogram.edges], allow_nan=not ordinary)
