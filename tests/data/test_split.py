"""The split: every row once, every class in every part, the same from the same seed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.document.model import Split
from engine.runtime.data.split import divide

_SHARES = st.floats(0, 0.45)


@given(st.integers(0, 500), _SHARES, _SHARES, st.integers(0, 2**31), st.integers(1, 6))
def test_every_row_once_and_every_class_in_its_share(
    count: int, validation: float, test: float, seed: int, classes: int
) -> None:
    split = Split(validation=validation, test=test, seed=seed)
    which = np.random.default_rng(0).integers(0, classes, count)
    parts = divide(count, split, which)
    together = np.concatenate([parts.training, parts.validation, parts.test])
    assert sorted(together.tolist()) == list(range(count))
    for part, share in ((parts.validation, validation), (parts.test, test)):
        assert abs(len(part) - share * count) <= 2
        for number in range(classes):
            wanted = share * np.count_nonzero(which == number)
            assert abs(np.count_nonzero(which[part] == number) - wanted) <= 3


@given(st.integers(20, 300), st.integers(0, 2**31))
def test_the_seed_alone_decides(count: int, seed: int) -> None:
    split = Split(seed=seed)
    one, same = divide(count, split), divide(count, split)
    other = divide(count, Split(seed=seed + 1))
    assert np.array_equal(one.training, same.training)
    assert np.array_equal(one.test, same.test)
    assert not np.array_equal(one.training, other.training)


def test_the_order_is_shuffled() -> None:
    parts = divide(1000, Split(), np.repeat([0, 1], 500))
    assert abs(np.corrcoef(np.arange(len(parts.training)), parts.training)[0, 1]) < 0.2


def test_plain_code_says_the_same() -> None:
    """The few lines that a generated program has."""
    labels = np.random.default_rng(1).integers(0, 3, 200)
    order = np.random.default_rng(7).permutation(200)
    shuffled = order
    order = order[np.argsort(labels[order], kind="stable")]

    def every(share: float, count: int) -> np.ndarray:
        return np.diff(np.floor(np.arange(count + 1) * share + 1e-9)) > 0

    held = order[every(0.2 + 0.1, 200)]
    test = held[every(0.1 / (0.2 + 0.1), len(held))]
    parts = divide(200, Split(validation=0.2, test=0.1, seed=7), labels)
    assert set(test) == set(parts.test)
    assert set(held) - set(test) == set(parts.validation)
    assert parts.training.tolist() == [row for row in shuffled if row not in set(held)]
