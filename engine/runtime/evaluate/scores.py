"""Scores with their 95 % intervals, and the trivial answers that every network should beat. Pure numpy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.runtime.data.raw import Array
from engine.said import say

_Z = 1.959964
"""The normal distribution's 97.5 % point."""
_LEAST_LIKELY = 1e-12


@dataclass(frozen=True, kw_only=True)
class Score:
    """A score, its 95 % interval, and what a trivial answer reaches, which `sentence` names, where there is one."""

    metric: str
    value: float
    interval: tuple[float, float]
    baseline: float | None = None
    sentence: str = ""


def accuracy(truth: Array, answers: Array, classes: Sequence[str], usual: int) -> Score:
    """Score class indices; `usual` is the class that is most frequent in the training samples."""
    right = int(np.sum(truth == answers))
    return Score(
        metric="accuracy",
        value=right / len(truth),
        interval=wilson(right, len(truth)),
        baseline=float(np.mean(truth == usual)),
        sentence=say("always saying “{classes}”", classes=classes[usual]),
    )


def mean_absolute_error(truth: Array, answers: Array, usual: float) -> Score:
    """Score numbers; `usual` is the mean over the training samples."""
    errors = np.abs(truth - answers)
    return Score(
        metric="mean absolute error",
        value=float(errors.mean()),
        interval=_above_zero(errors),
        baseline=float(np.abs(truth - usual).mean()),
        sentence=say("always saying {usual}", usual=float(f"{usual:.4g}")),
    )


def mean_forecast_error(truth: Array, answers: Array, trivial: Array, sentence: str) -> Score:
    """Score the next numbers of a series `(sample, step)` against a trivial answer, which `sentence` names."""
    errors = differences(truth, answers)
    return Score(
        metric="mean absolute error",
        value=float(errors.mean()),
        interval=_above_zero(errors),
        baseline=float(differences(truth, trivial).mean()),
        sentence=sentence,
    )


def mean_difference(truth: Array, answers: Array, usual: Array, *, picture: bool) -> Score:
    """Score what was to be given again, `(sample, …)`; `usual` is the mean over the training samples."""
    errors = differences(truth, answers)
    return Score(
        metric="mean absolute error",
        value=float(errors.mean()),
        interval=_above_zero(errors),
        baseline=float(differences(truth, usual[np.newaxis]).mean()),
        sentence=say("always giving the mean {value}", value="picture" if picture else "sample"),
    )


def perplexity(chances: Array, usual: Array) -> Score:
    """Score the probabilities that right answers were given; `usual` are those by how frequent each is.

    Perplexity is the inverse of their geometric mean: among how many, all alike, the answer is not clear. F. Jelinek et
    al., Perplexity: a measure of the difficulty of speech recognition tasks, 1977.
    """
    surprise, trivial = (-np.log(np.maximum(each.astype(np.float64), _LEAST_LIKELY)) for each in (chances, usual))
    mean, half = float(surprise.mean()), half_interval(surprise)
    return Score(
        metric="perplexity",
        value=math.exp(mean),
        interval=(math.exp(max(0.0, mean - half)), math.exp(mean + half)),
        baseline=math.exp(float(trivial.mean())),
        sentence=say("knowing only how frequent each is"),
    )


def share_of_places(shares: Array, trivial: Array, sentence: str) -> Score:
    """Score the share of each sample's places that are right against a trivial answer, which `sentence` names."""
    mean, half = float(shares.mean()), half_interval(shares)
    return Score(
        metric="right words",
        value=mean,
        interval=(max(0.0, mean - half), min(1.0, mean + half)),
        baseline=float(trivial.mean()),
        sentence=sentence,
    )


def mean_value(values: Array) -> Score:
    """Say how small a value was made, one for each sample; nothing trivial is there to be beaten."""
    mean, half = float(values.mean()), half_interval(values)
    return Score(metric="mean", value=mean, interval=(mean - half, mean + half))


def differences(truth: Array, answers: Array) -> Array:
    """Return the mean absolute difference of each sample, over all its numbers."""
    found: Array = np.abs(truth.astype(np.float64) - answers).reshape(len(truth), -1).mean(axis=1)
    return found


def _above_zero(errors: Array) -> tuple[float, float]:
    mean, half = float(errors.mean()), half_interval(errors)
    return max(0.0, mean - half), mean + half


def half_interval(values: Array) -> float:
    """Return half the width of the 95 % interval of a mean."""
    if len(values) < 2:
        return abs(float(values.mean()))
    return _Z * float(values.std(ddof=1)) / math.sqrt(len(values))


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
