"""Cross-validation: which runs are the folds of one another, and what they measured together."""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What the folds that are over measured: by fold, with the mean and the standard deviation (of a sample)."""

    values: Mapping[int, float]
    mean: float
    spread: float | None


def fold_of(document: JsonObject) -> tuple[int, int] | None:
    """Return which fold a run's document validates, from 0, and how many there are; `None` without folds."""
    split = _split(document)
    return (int(split.get("fold", 0)), int(split["folds"])) if split.get("folds", 0) > 1 else None


def belong_together(one: JsonObject, other: JsonObject) -> bool:
    """Whether two documents differ in the fold that validates, and in nothing that a network learns from."""
    return _but_fold(one) == _but_fold(other)


def measured(values: Iterable[tuple[int, Mapping[str, float | None]]]) -> dict[str, Measured]:
    """Return each measure over the folds, given the values of each as pairs of fold and values by name.

    A measure that is not a number in some fold is left out there.
    """
    found: dict[str, dict[int, float]] = {}
    for fold, named in values:
        for name, value in named.items():
            if value is not None:
                found.setdefault(name, {})[fold] = value
    return {
        name: Measured(
            values=dict(sorted(each.items())),
            mean=statistics.fmean(each.values()),
            spread=statistics.stdev(each.values()) if len(each) > 1 else None,
        )
        for name, each in found.items()
    }


def _split(document: JsonObject) -> dict[str, Any]:
    data: Any = document.get("data") or {}
    return dict(data.get("split") or {})


def _but_fold(document: JsonObject) -> JsonObject:
    """Return what a run depends on: not what things are called, and where they stand."""
    data: Any = document.get("data") or {}
    split = {name: value for name, value in _split(document).items() if name != "fold"}
    kept = ("nodes", "blocks", "training", "weights")
    return {**{name: document.get(name) for name in kept}, "data": {**data, "split": split}}
