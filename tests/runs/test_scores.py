"""Scores and intervals against what the books say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runtime.evaluate.scores import accuracy, confusion, mean_absolute_error, wilson


@pytest.mark.parametrize(
    ("right", "count", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_wilson_at_known_points(right: int, count: int, low: float, high: float) -> None:
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)


@given(count=st.integers(1, 10**6), data=st.data())
def test_wilson_holds_the_share(count: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, count))
    low, high = wilson(right, count)
    assert 0 <= low <= right / count <= high <= 1


@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60))
def test_accuracy_is_the_diagonal_of_the_confusion(pairs: list[tuple[int, int]]) -> None:
    truth, answers = (np.array(column) for column in zip(*pairs, strict=True))
    table = np.array(confusion(truth, answers, 4))
    score = accuracy(truth, answers, ("a", "b", "c", "d"), usual=2)
    assert table.sum() == len(pairs)
    assert score.value == pytest.approx(np.trace(table) / len(pairs))
    assert score.baseline == pytest.approx(table[2].sum() / len(pairs))
    assert score.sentence == "always saying “c”"


def test_error_of_numbers() -> None:
    score = mean_absolute_error(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 6.0]), usual=2.0)
    assert score.value == pytest.approx(1.0)
    assert score.baseline == pytest.approx(2 / 3)
    assert score.interval[0] == 0
    assert mean_absolute_error(np.array([1.0]), np.array([3.0]), usual=2.0).interval == (0.0, 4.0)
