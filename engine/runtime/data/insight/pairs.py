"""How two columns go together, and how much one tells of the other."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from engine.runtime.data.raw import Array

_LEAST_ROWS = 40


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A column as whole numbers from 0, below `count`; of numbers also their `ranks`, from 0 to 1."""

    name: str
    codes: Array
    count: int
    number: bool = False
    ranks: Array | None = None

    @cached_property
    def scaled(self) -> Array:
        """The ranks with mean 0 and length 1, zeros where all are equal."""
        ranks = np.zeros(len(self.codes)) if self.ranks is None else self.ranks - self.ranks.mean()
        length = np.linalg.norm(ranks)
        return ranks / length if length > 1e-9 else np.zeros(len(ranks))

    @cached_property
    def nearest(self) -> Array:
        """Of each row that is asked the row that says something with the nearest number (`halves`)."""
        (learn, ask), ranks = halves(len(self.codes)), self.scaled
        known = learn[np.argsort(ranks[learn], kind="stable")]
        places = np.clip(np.searchsorted(ranks[known], ranks[ask]), 1, len(known) - 1)
        before, after = known[places - 1], known[places]
        return np.where(ranks[ask] - ranks[before] < ranks[after] - ranks[ask], before, after)


@cache
def halves(count: int) -> tuple[Array, Array]:
    """Return the rows that say what goes with each value, and those that are asked: the same for all columns."""
    order = np.random.default_rng(0).permutation(count)
    return order[: count // 2], order[count // 2 :]


def related(one: Coded, other: Coded) -> float:
    """Return the rank correlation of two numbers (Spearman), else Cramér's V without its bias (Bergsma 2013)."""
    if one.name == other.name:
        return 1.0
    if one.number and other.number:
        # A product of matrices would wake every processor for so little.
        return _short(float(np.sum(one.scaled * other.scaled)))
    table = _table(one, other, slice(None))
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    total, (rows, columns) = table.sum(), table.shape
    if total < 2 or min(rows, columns) < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    share = float(((table - expected) ** 2 / expected).sum() / total)
    unbiased = max(0.0, share - (rows - 1) * (columns - 1) / (total - 1))
    width = min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1
    return _short(min(1.0, np.sqrt(unbiased / width))) if width > 0 else 0.0


def tells(given: Coded, asked: Coded) -> float:
    """Return how much better `asked` is known from `given` than without, from 0 to 1.

    Half of the rows say what goes with each value of `given`, the other half are asked. Of a category it counts how
    many of the errors of always saying the most frequent class are gone; of a number how much of the variance of its
    ranks.
    """
    count = len(given.codes)
    if given.name == asked.name or count < _LEAST_ROWS:
        return float(given.name == asked.name)
    learn, ask = halves(count)
    if asked.number and asked.ranks is not None:
        return _explained(given, asked.ranks, learn, ask)
    most = _table(given, asked, learn)
    usual = most.sum(axis=0).argmax()
    answers = np.where(most.any(axis=1), most.argmax(axis=1), usual)[given.codes[ask]]
    wrong, before = np.mean(answers != asked.codes[ask]), np.mean(asked.codes[ask] != usual)
    if given.number:
        wrong = min(wrong, _wrong_beside(given, asked, ask))
    return _short(max(0.0, 1 - wrong / before)) if before else 0.0


def _wrong_beside(given: Coded, asked: Coded, ask: Array) -> float:
    """Return the share of wrong answers where each row gets the class of the row with the nearest number.

    Classes that a limit divides are told by it, wherever it lies; a bin has both where it lies inside.
    """
    return float(np.mean(asked.codes[given.nearest] != asked.codes[ask]))


def _explained(given: Coded, ranks: Array, learn: Array, ask: Array) -> float:
    sizes = np.bincount(given.codes[learn], minlength=given.count)
    sums = np.bincount(given.codes[learn], weights=ranks[learn], minlength=given.count)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1), ranks[learn].mean())
    variance = np.mean((ranks[ask] - ranks[learn].mean()) ** 2)
    left = np.mean((ranks[ask] - means[given.codes[ask]]) ** 2)
    return _short(max(0.0, 1 - left / variance)) if variance > 1e-9 else 0.0


def _table(one: Coded, other: Coded, rows: Array | slice) -> Array:
    pairs = one.codes[rows] * other.count + other.codes[rows]
    return np.bincount(pairs, minlength=one.count * other.count).reshape(one.count, other.count)


def _short(value: float) -> float:
    return round(float(value), 3)
