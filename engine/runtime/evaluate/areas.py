"""How well the areas of classes overlap: the intersection over the union of each, IoU. Pure numpy.

P. Jaccard, The distribution of the flora in the alpine zone, 1912.
"""

from collections.abc import Sequence

import numpy as np

from engine.runtime.data.raw import Array
from engine.runtime.evaluate.scores import Score, half_interval
from engine.said import say


def counted(truth: Array, answers: Array, count: int) -> Array:
    """Return for each sample how often each true class (row) was answered as each class, `(sample, class, class)`.

    `truth` and `answers` are class numbers `(sample, height, width)`.
    """
    pairs = (truth.astype(np.int64) * count + answers).reshape(len(truth), -1)
    tables = [np.bincount(each, minlength=count * count).reshape(count, count) for each in pairs]
    return np.asarray(tables)


def overlaps(tables: Array) -> Array:
    """Return the IoU of each class `(…, class)` of tables `(…, class, class)`; NaN where it is nowhere."""
    both = np.diagonal(tables, axis1=-2, axis2=-1).astype(np.float64)
    either = tables.sum(axis=-1) + tables.sum(axis=-2) - both
    found: Array = np.divide(both, either, out=np.full(both.shape, np.nan), where=either > 0)
    return found


def areas(tables: Array, classes: Sequence[str], usual: int) -> Score:
    """Score by the mean IoU over all places of all samples; `usual` is the most frequent class of training samples."""
    whole = tables.sum(axis=0)
    value = float(np.nanmean(overlaps(whole)))
    half = half_interval(np.nanmean(overlaps(tables), axis=-1))
    always = np.zeros_like(whole)
    always[:, usual] = whole.sum(axis=1)
    return Score(
        metric="mean IoU",
        value=value,
        interval=(max(0.0, value - half), min(1.0, value + half)),
        baseline=float(np.nanmean(overlaps(always))),
        sentence=say("“{classes}” everywhere", classes=classes[usual]),
    )
