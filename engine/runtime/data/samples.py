"""Raw samples as a page shows them: numbers, texts, and images as small pictures."""

import numpy as np

from engine.data.schema import Schema
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.types import FIELDS
from engine.words import JsonObject


def values(schema: Schema, raw: Columns, rows: Array) -> tuple[JsonObject, ...]:
    """Return the samples `rows` as JSON by feature; `None` where a value is missing."""
    shown = [feature for feature in schema.features if feature.type in FIELDS and feature.name in raw]
    return tuple(
        {feature.name: FIELDS[feature.type].shown(feature, raw[feature.name][row]) for feature in shown} for row in rows
    )


def spread(target: Array, count: int, seed: int = 0) -> Array:
    """Return up to `count` row numbers, drawn by `seed`, each class in turn where `target` has few different values."""
    shuffled = np.random.default_rng(seed).permutation(len(target))
    if target.ndim > 1:
        return shuffled[:count]
    distinct, index = np.unique(target[shuffled], return_inverse=True)
    if len(distinct) > count:
        return shuffled[:count]
    order = np.argsort(index, kind="stable")
    starts = np.searchsorted(index[order], np.arange(len(distinct)))
    turn = np.arange(len(order)) - starts[index[order]]
    return shuffled[order[np.lexsort((index[order], turn))][:count]]
