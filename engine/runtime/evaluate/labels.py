"""How well labels are found, each by itself. Pure numpy."""

from dataclasses import dataclass

import numpy as np

from engine.runtime.data.raw import Array
from engine.runtime.evaluate.scores import Score
from engine.said import say

THRESHOLD = 0.5
_RESAMPLED = 200
_MOST_NUMBERS = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Found:
    """How well each label was found, `(label,)` each; NaN where nothing tells.

    `precision` is how many that were said to have it do, `recall` how many that have it were found, `f1` their harmonic
    mean, `average` the average precision over all thresholds, `support` how many samples have it.
    """

    precision: Array
    recall: Array
    f1: Array
    average: Array
    support: Array


def found(truth: Array, chances: Array) -> Found:
    """Return how well labels were found; `truth` is 0 or 1, `chances` are probabilities, both `(sample, label)`."""
    right, said = truth > THRESHOLD, chances >= THRESHOLD
    both, support, answered = (right & said).sum(axis=0), right.sum(axis=0), said.sum(axis=0)
    weights = np.ones((1, len(truth)))
    average = [average_precision(right[:, label], chances[:, label], weights)[0] for label in range(truth.shape[1])]
    return Found(
        precision=_share(both, answered),
        recall=_share(both, support),
        f1=_share(2 * both, support + answered),
        average=np.asarray(average),
        support=support,
    )


def average_precision(right: Array, chances: Array, weights: Array) -> Array:
    """Return the average precision of one label, for each row of `weights` `(weighting, sample)` of the samples.

    The precision at each threshold, weighed by how much recall rises there; NaN where no sample has the label. Samples
    of the same chance are told apart by no threshold: with one chance for all it is the share of those that have it.
    """
    order = np.argsort(-chances, kind="stable")
    last = np.append(np.flatnonzero(np.diff(chances[order])), len(order) - 1)
    taken = weights[:, order]
    seen = np.cumsum(taken, axis=1)[:, last]
    hits = np.cumsum(taken * right[order], axis=1)[:, last]
    precision = np.divide(hits, seen, out=np.zeros_like(hits), where=seen > 0)
    rises = np.diff(hits, axis=1, prepend=0.0)
    return _share((precision * rises).sum(axis=1), hits[:, -1])


def mean_average_precision(truth: Array, chances: Array) -> Score:
    """Score labels by their mean average precision; saying the same of every sample reaches each label's share.

    The interval is from samples drawn anew, with repetition, by a fixed seed (B. Efron, Bootstrap methods, 1979).
    """
    right = truth > THRESHOLD
    drawn = max(20, min(_RESAMPLED, _MOST_NUMBERS // max(1, truth.size)))
    weights = np.random.default_rng(0).multinomial(len(truth), np.full(len(truth), 1 / len(truth)), size=drawn)
    whole = np.concatenate([np.ones((1, len(truth))), weights])
    each = np.stack([average_precision(right[:, label], chances[:, label], whole) for label in range(truth.shape[1])])
    scores = _mean(each)
    low, high = np.percentile(scores[1:], [2.5, 97.5])
    value = float(scores[0])
    return Score(
        metric="mean average precision",
        value=value,
        interval=(min(value, float(low)), max(value, float(high))),
        baseline=float(_mean(_share(right.sum(axis=0), np.where(right.any(axis=0), len(right), 0))[:, np.newaxis])[0]),
        sentence=say("always saying how frequent each label is"),
    )


def _mean(each: Array) -> Array:
    """Return the mean over labels `(label, …)` of which anything is known, 0 where there is none."""
    known = np.isfinite(each)
    total: Array = np.where(known, each, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return total


def _share(part: Array, whole: Array) -> Array:
    found: Array = np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)
    return found
