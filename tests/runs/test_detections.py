"""Average precision against a worked example and against a slow and simple oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine.runtime.evaluate.detections import Found, matched, mean_precision, overlaps, taken, usual


def boxes(*sides: tuple[float, float, float, float]) -> np.ndarray:
    return np.asarray(sides, dtype=float).reshape(-1, 4)


def found(sides: np.ndarray, scores: list[float], labels: list[int] | None = None) -> Found:
    return Found(boxes=sides, labels=np.asarray(labels or [0] * len(sides)), scores=np.asarray(scores))


def truth(*rows: tuple[float, ...]) -> np.ndarray:
    return np.asarray(rows, dtype=float).reshape(-1, 5)


def test_overlaps_are_shares_of_the_union() -> None:
    one = boxes((0, 0, 2, 2))
    other = boxes((1, 1, 3, 3), (0, 0, 2, 2), (2, 0, 4, 2), (5, 5, 5, 5))
    np.testing.assert_allclose(overlaps(one, other), [[1 / 7, 1, 0, 0]])


def test_a_worked_example() -> None:
    """Three boxes are there; right, wrong, right, wrong is said of them, in this order of sureness.

    Recalls 1/3, 1/3, 2/3, 2/3 at precisions 1, 1/2, 2/3, 1/2: the best from each recall on is 1, then 2/3; 1/3 is never
    found. So the mean over all recalls is 1/3 · 1 + 1/3 · 2/3 = 5/9.
    """
    true = [truth((0, 0, 0, 2, 2), (0, 4, 4, 6, 6)), truth((0, 1, 1, 3, 3))]
    said = [
        found(boxes((0, 0, 2, 2), (0.1, 0, 2, 2), (9, 9, 10, 10)), [0.9, 0.8, 0.6]),
        found(boxes((1, 1, 3, 2.8)), [0.7]),
    ]
    (one,) = matched(true, said, 1)
    assert one.right.tolist() == [True, False, True, False]
    assert one.average() == pytest.approx(5 / 9)
    assert one.at(0.75) == (2, 1)


def test_another_class_is_wrong_and_a_class_that_is_nowhere_does_not_count() -> None:
    true, said = [truth((1, 0, 0, 2, 2))], [found(boxes((0, 0, 2, 2), (0, 0, 2, 2)), [0.9, 0.5], [0, 1])]
    assert taken(true[0], said[0]).tolist() == [-1, 0]
    assert mean_precision(matched(true, said, 3)) == 1.0
    assert mean_precision(matched([truth()], [found(boxes(), [])], 1)) == 0.0


def slow(true: list[np.ndarray], said: list[Found], label: int, least: float) -> float:
    """The same by its definition: sort everything, look at each alone, and take areas step by step."""
    everything = sorted(
        (
            (-one.scores[place], number, place)
            for number, one in enumerate(said)
            for place in range(len(one.boxes))
            if one.labels[place] == label
        ),
    )
    there = sum(int((rows[:, 0] == label).sum()) for rows in true)
    if not there:
        return float("nan")
    used: set[tuple[int, int]] = set()
    right, points = 0, []
    for count, (_, number, place) in enumerate(everything, start=1):
        best, share = None, least
        for row, (kind, *sides) in enumerate(true[number]):
            both = iou(said[number].boxes[place], sides)
            if kind == label and (number, row) not in used and both >= share and (best is None or both > share):
                best, share = row, both
        if best is not None:
            used.add((number, best))
            right += 1
        points.append((right / there, right / count))
    area, before = 0.0, 0.0
    for place, (recall, _) in enumerate(points):
        area += (recall - before) * max(precision for _, precision in points[place:])
        before = recall
    return area


def iou(one: np.ndarray, other: list[float]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    both = max(wide, 0) * max(high, 0)
    either = (one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - both
    return both / either if either > 0 else 0.0


@st.composite
def scenes(draw: st.DrawFn) -> tuple[list[np.ndarray], list[Found]]:
    true, said = [], []
    scores = iter(draw(st.permutations(range(30))))
    for _ in range(draw(st.integers(1, 3))):
        for kind in (true, said):
            count = draw(st.integers(0, 6))
            corners = draw(hnp.arrays(int, (count, 2), elements=st.integers(0, 5)))
            sizes = draw(hnp.arrays(int, (count, 2), elements=st.integers(1, 4)))
            sides = np.concatenate([corners, corners + sizes], axis=1).astype(float)
            labels = draw(hnp.arrays(int, count, elements=st.integers(0, 1)))
            if kind is true:
                true.append(np.concatenate([labels[:, None], sides], axis=1))
            else:
                order = sorted((next(scores) for _ in range(count)), reverse=True)
                said.append(found(sides, order, labels.tolist()) if count else found(boxes(), []))
    return true, said


@settings(max_examples=60, deadline=None)
@given(scenes(), st.sampled_from([0.3, 0.5, 0.75]))
def test_the_same_as_by_definition(scene: tuple[list[np.ndarray], list[Found]], least: float) -> None:
    true, said = scene
    for label, one in enumerate(matched(true, said, 2, least)):
        assert one.average() == pytest.approx(slow(true, said, label, least), nan_ok=True)


def test_the_trivial_answer_is_boxes_of_the_usual_sizes_everywhere() -> None:
    one = usual([truth((0, 0, 0, 0.5, 0.5), (0, 0.2, 0.2, 0.7, 0.7), (1, 0, 0, 1, 1))], 2)
    assert one.labels.tolist() == [0] * 9 + [1]
    np.testing.assert_allclose(one.boxes[0], [0, 0, 0.5, 0.5])
    np.testing.assert_allclose(one.boxes[-1], [0, 0, 1, 1])
    assert one.scores[0] == pytest.approx(2 / 3)


def test_of_pictures_without_a_box_the_trivial_answer_is_none() -> None:
    said = usual([truth(), truth()], 3)
    assert (said.boxes.shape, len(said.labels), len(said.scores)) == ((0, 4), 0, 0)
