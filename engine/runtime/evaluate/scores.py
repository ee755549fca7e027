"""Scores with their 95 % intervals, and the trivial answers that every network should beat. Pure numpy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.runtime.data.raw import Array

_Z = 1.959964
"""The normal distribution's 97.5 % point."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A score, its 95 % interval, and what a trivial answer reaches, which `sentence` names."""

    metric: str
    value: float
    interval: tuple[float, float]
    baseline: float
    sentence: str


def accuracy(truth: Array, answers: Array, classes: Sequence[str], usual: int) -> Score:
    """Score class indices; `usual` is the class that is most frequent in the training samples."""
    right = int(np.sum(truth == answers))
    return Score(
        metric="accuracy",
        value=right / len(truth),
        interval=wilson(right, len(truth)),
        baseline=float(np.mean(truth == usual)),
        sentence=f"always saying “{classes[usual]}”",
    )


def mean_absolute_error(truth: Array, answers: Array, usual: float) -> Score:
    """Score numbers; `usual` is the mean over the training samples."""
    errors = np.abs(truth - answers)
    mean = float(errors.mean())
    half = _Z * float(errors.std(ddof=1)) / math.sqrt(len(errors)) if len(errors) > 1 else mean
    return Score(
        metric="mean absolute error",
        value=mean,
        interval=(max(0.0, mean - half), mean + half),
        baseline=float(np.abs(truth - usual).mean()),
        sentence=f"always saying {usual:.4g}",
    )


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
    """
    share = right / count
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    centre = share + _Z**2 / (2 * count)
    scale = 1 + _Z**2 / count
    # Both ends touch the share itself at 0 and at 1, which rounding must not pass.
    return min(share, max(0.0, (centre - spread) / scale)), max(share, min(1.0, (centre + spread) / scale))


def confusion(truth: Array, answers: Array, count: int) -> list[list[int]]:
    """Return how often each true class (row) was answered as each class (column)."""
    table = np.bincount(truth * count + answers, minlength=count * count).reshape(count, count)
    return [[int(number) for number in row] for row in table]
