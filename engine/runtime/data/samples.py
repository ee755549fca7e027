"""Raw samples as a page shows them: numbers, texts, and images as small pictures."""

import math
from typing import Any

import numpy as np

from engine.data.schema import Feature, Schema
from engine.runtime.data.pictures import data_address
from engine.runtime.data.raw import Array, Columns
from engine.words import Json, JsonObject


def values(schema: Schema, raw: Columns, rows: Array) -> tuple[JsonObject, ...]:
    """Return the samples `rows` as JSON by feature; `None` where a value is missing."""
    shown = [feature for feature in schema.features if feature.name in raw]
    return tuple({feature.name: _value(feature, raw[feature.name][row]) for feature in shown} for row in rows)


def spread(target: Array, count: int, seed: int = 0) -> Array:
    """Return up to `count` row numbers, drawn by `seed`, each class in turn where `target` has few different values."""
    shuffled = np.random.default_rng(seed).permutation(len(target))
    distinct, index = np.unique(target[shuffled], return_inverse=True)
    if len(distinct) > count:
        return shuffled[:count]
    order = np.argsort(index, kind="stable")
    starts = np.searchsorted(index[order], np.arange(len(distinct)))
    turn = np.arange(len(order)) - starts[index[order]]
    return shuffled[order[np.lexsort((index[order], turn))][:count]]


def _value(feature: Feature, value: Any) -> Json:  # noqa: ANN401
    if feature.type == "image":
        return data_address(value, 16 if feature.max == 16 else 255)
    if feature.shape:
        return [[float(f"{number:.4g}") for number in step] for step in value.tolist()]
    if isinstance(value, str):
        return value or None
    return float(f"{value:.6g}") if math.isfinite(value) else None
