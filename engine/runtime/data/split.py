"""Which samples train, which validate, which test."""

from dataclasses import dataclass

import numpy as np

from engine.data.schema import Feature, Schema
from engine.document.model import Document, Split
from engine.runtime.data.raw import Array, Columns


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Row numbers of the three parts, in shuffled order; together every row once."""

    training: Array
    validation: Array
    test: Array


def split_rows(used: Schema, document: Document, raw: Columns) -> Parts:
    """Return the row numbers of each part, of an applied schema; rows without a target are in none."""
    targets = used.targets()
    present = np.ones(len(next(iter(raw.values()))), dtype=bool)
    for feature in targets:
        present &= (raw[feature.name] != "") if feature.type == "category" else np.isfinite(raw[feature.name])
    rows = np.flatnonzero(present)
    classes = next((class_index(f, raw[f.name][rows]) for f in targets if f.type == "category"), None)
    parts = divide(len(rows), document.data.split, classes)
    return Parts(training=rows[parts.training], validation=rows[parts.validation], test=rows[parts.test])


def divide(count: int, split: Split, classes: Array | None = None) -> Parts:
    """Divide `count` rows by the shares of `split`; each class has its share in every part where `classes` are given.

    The rows are shuffled by the seed and sorted by class; then validation and test rows are taken at even steps, so
    no class can be missed by more than one row. The order inside each part is the shuffled one.
    """
    shuffled = np.random.default_rng(split.seed).permutation(count)
    order = shuffled if classes is None else shuffled[np.argsort(classes[shuffled], kind="stable")]
    share = split.validation + split.test
    held = order[_every(share, count)]
    test = held[_every(split.test / share if share else 0, len(held))]
    part = np.zeros(count, dtype=np.int8)
    part[held], part[test] = 1, 2
    return Parts(**{name: shuffled[part[shuffled] == number] for number, name in enumerate(_NAMES)})


def class_index(feature: Feature, values: Array) -> Array:
    """Return the number of each text's class."""
    place = {name: number for number, name in enumerate(feature.classes)}
    return np.asarray([place[str(value)] for value in values], dtype=np.int32)


_NAMES = ("training", "validation", "test")


def _every(share: float, count: int) -> Array:
    """Return which of `count` places to take so that their share is `share` at every point along the way."""
    taken: Array = np.diff(np.floor(np.arange(count + 1) * share + 1e-9)) > 0
    return taken
