"""How well boxes are found: average precision over the classes. Pure numpy.

M. Everingham et al., The Pascal visual object classes challenge, 2010: a box that was found is right where it overlaps
one of its class, which no surer one has taken, by half or more; the precision at each recall is the best one at that
recall or a larger one, and its mean over all recalls is the average precision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.runtime.data.raw import Array
from engine.runtime.evaluate.scores import Score, half_interval
from engine.said import say

HALF = 0.5
_TILED, _MOST_TILES = 3, 12


@dataclass(frozen=True, kw_only=True)
class Found:
    """The boxes found in a picture `(box, 4)`, the surest first, with the numbers of their classes and their scores."""

    boxes: Array
    labels: Array
    scores: Array


@dataclass(frozen=True, kw_only=True)
class Matched:
    """What was found of one class in some pictures, the surest first; `right` says of each whether it is.

    `pictures` are the pictures in which they lie, `there` is how many boxes of the class there are in all.
    """

    scores: Array
    right: Array
    pictures: Array
    there: int

    @property
    def recall(self) -> Array:
        """The share of boxes that are found, down to each score."""
        found: Array = np.cumsum(self.right) / max(1, self.there)
        return found

    @property
    def precision(self) -> Array:
        """The share of what was found that is right, down to each score."""
        found: Array = np.cumsum(self.right) / np.arange(1, len(self.right) + 1)
        return found

    def average(self) -> float:
        """Return the average precision; NaN of a class that is nowhere."""
        if not self.there:
            return float("nan")
        best = np.maximum.accumulate(self.precision[::-1])[::-1]
        return float(np.sum(np.diff(self.recall, prepend=0.0) * best))

    def at(self, score: float) -> tuple[int, int]:
        """Return how many were found with at least this score, and how many of these are right."""
        sure = self.scores >= score
        return int(sure.sum()), int(self.right[sure].sum())


def overlaps(one: Array, other: Array) -> Array:
    """Return the intersection over the union of each of boxes `(box, 4)` with each of others."""
    inner = np.minimum(one[:, None, 2:], other[None, :, 2:]) - np.maximum(one[:, None, :2], other[None, :, :2])
    both = np.prod(np.maximum(inner, 0), axis=-1)
    either = _areas(one)[:, None] + _areas(other)[None] - both
    found: Array = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return found


def _areas(boxes: Array) -> Array:
    areas: Array = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=-1)
    return areas


def taken(truth: Array, found: Found, least: float = HALF) -> Array:
    """Return for each found box the row of `truth` `(box, 5)` that it takes, or −1 where it is wrong."""
    rows = np.full(len(found.boxes), -1)
    free = np.ones(len(truth), dtype=bool)
    shares = overlaps(found.boxes, truth[:, 1:])
    shares[truth[None, :, 0] != found.labels[:, None]] = -1.0
    fitting = np.flatnonzero(shares.max(axis=1, initial=-1.0) >= least)
    for place in fitting[np.argsort(-found.scores[fitting], kind="stable")]:
        best = int(np.argmax(np.where(free, shares[place], -1.0)))
        if free[best] and shares[place, best] >= least:
            rows[place], free[best] = best, False
    return rows


def matched(truth: Sequence[Array], found: Sequence[Found], count: int, least: float = HALF) -> list[Matched]:
    """Return what was found of each of `count` classes in some pictures."""
    right = [taken(true, one, least) >= 0 for true, one in zip(truth, found, strict=True)]
    labels = np.concatenate([one.labels for one in found])
    scores = np.concatenate([one.scores for one in found])
    flags = np.concatenate(right)
    pictures = np.repeat(np.arange(len(found)), [len(one.labels) for one in found])
    known = np.concatenate([true[:, 0] for true in truth])
    order = np.argsort(-scores, kind="stable")
    return [
        Matched(scores=scores[rows], right=flags[rows], pictures=pictures[rows], there=int((known == label).sum()))
        for label in range(count)
        for rows in [order[labels[order] == label]]
    ]


def mean_precision(matches: Sequence[Matched]) -> float:
    """Return the mean of the average precisions of the classes that are there."""
    each = [one.average() for one in matches if one.there]
    return float(np.mean(each)) if each else 0.0


def usual(learnt: Sequence[Array], count: int) -> Found:
    """Return what needs no network: boxes of the middle size of the most frequent classes, everywhere."""
    known = np.concatenate(learnt)
    counts = np.bincount(known[:, 0].astype(int), minlength=count)
    labels = [label for label in np.argsort(-counts, kind="stable")[:_TILED] if counts[label]]
    said = [_tiled(known[known[:, 0] == label, 1:]) for label in labels]
    lengths = [len(each) for each in said]
    return Found(
        # Where pictures without a box are all there are, nothing is said.
        boxes=np.concatenate([np.empty((0, 4)), *said]),
        labels=np.repeat(np.asarray(labels, dtype=int), lengths),
        scores=np.repeat(counts[labels] / max(1, counts.sum()), lengths),
    )


def _tiled(boxes: Array) -> Array:
    """Return boxes of the middle size all over the picture, each moved by half of it."""
    width, height = np.median(boxes[:, 2] - boxes[:, 0]), np.median(boxes[:, 3] - boxes[:, 1])
    across, down = (
        np.linspace(side / 2, 1 - side / 2, int(np.clip(2 * (1 - side) / side + 1, 1, _MOST_TILES)))
        for side in (width, height)
    )
    x, y = (each.ravel() for each in np.meshgrid(across, down))
    return np.stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2], axis=-1)


def precisions(truth: Sequence[Array], found: Sequence[Found], trivial: Found, count: int) -> Score:
    """Score what was found in some pictures; `trivial` is what would be said of each without a network."""
    value = mean_precision(matched(truth, found, count))
    apart = [mean_precision(matched([true], [one], count)) for true, one in zip(truth, found, strict=True) if len(true)]
    half = half_interval(np.asarray(apart or [0.0]))
    return Score(
        metric="average precision",
        value=value,
        interval=(max(0.0, value - half), min(1.0, value + half)),
        baseline=mean_precision(matched(truth, [trivial] * len(truth), count)),
        sentence=say("boxes of the usual sizes everywhere"),
    )
