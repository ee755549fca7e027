"""Which errors of giving a sample again are unusual: the limit, how errors lie about it, and how well it tells."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.runtime.answers.told import count, number
from engine.runtime.data.raw import Array
from engine.words import Json, JsonObject

_BINS = 40


def limit_of(errors: Array, percent: float) -> float:
    """Return the error that so many percent of `errors` do not exceed."""
    return float(np.percentile(errors, percent)) if len(errors) else 0.0


def told_of(errors: Array, limit: float, percent: float, strange: Array | None) -> JsonObject:
    """Return how errors lie about a limit; where it is known which are `strange`, also how many of these are above it.

    `{"limit", "percent", "above", "edges", "counts"}`, and of strange ones `"strange"`, their counts in the bins, with
    `"precision"` and `"recall"`, `None` where there is nothing to measure.
    """
    known = np.zeros(len(errors), dtype=bool) if strange is None else strange
    above = int((errors > limit).sum())
    # One far out would leave one bar of all the others: what is beyond the last edge is counted in the last bar.
    most = max(float(np.percentile(errors, 99.5)) if len(errors) else 0.0, 1.5 * limit) or 1.0
    edges = np.linspace(0, most, _BINS + 1)
    inside = np.minimum(errors, most)
    told: JsonObject = {
        "limit": limit,
        "percent": percent,
        "above": above,
        "edges": edges.tolist(),
        "counts": np.histogram(inside[~known], edges)[0].tolist(),
    }
    if strange is None:
        return told
    found = int((errors[known] > limit).sum())
    return {
        **told,
        "strange": np.histogram(inside[known], edges)[0].tolist(),
        "precision": found / above if above else None,
        "recall": found / int(known.sum()) if known.any() else None,
    }


def read_told(value: Mapping[str, Any]) -> JsonObject:
    """Return what `told_of` wrote, of a project file.

    Raises `KeyError`, `TypeError` or `ValueError` for another form.
    """
    edges: list[Json] = [number(edge) for edge in value["edges"]]
    read: dict[str, Json] = {"above": count(value["above"]), "edges": edges}
    for name in ("limit", "percent"):
        read[name] = number(value[name])
    for name in ("counts", "strange"):
        if name in value:
            if len(value[name]) != len(edges) - 1:
                raise ValueError("A histogram has one edge more than counts.")
            read[name] = [count(each) for each in value[name]]
    for name in ("precision", "recall"):
        if name in value:
            read[name] = None if value[name] is None else number(value[name])
    return read
