"""Measures a data set once, when it is read, in a bounded time: pairs of columns on rows drawn by chance."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from engine.data.insight.measured import Counts, Insight, Outliers
from engine.data.schema import Feature, Schema
from engine.runtime.data.describe import rounded
from engine.runtime.data.insight.pairs import Coded, related, tells
from engine.runtime.data.insight.repeats import repeated
from engine.runtime.data.raw import Array, Columns

ROWS = 20_000
MOST_COLUMNS = 24
MOST_CLASSES = 8
_BINS = 32
_FAR, _GAP = 5.0, 2.0  # interquartile ranges
_FEW = 0.01
_LEAST = 30


def measure(schema: Schema, raw: Columns, numbers: Columns | None = None) -> Insight:
    """Return what `raw`, the columns as they are kept, say together; `schema` is as it was read.

    `numbers` are those of the texts of a column, where they are known.
    """
    rows = _drawn(schema.samples)
    chosen = _chosen(schema, raw)
    coded = [_coded(feature, raw[feature.name][rows]) for feature in chosen]
    target = next((feature for feature in chosen if feature.name == schema.target), None)
    shown = target if target and target.type == "category" and 1 < len(target.classes) <= MOST_CLASSES else None
    scale = schema.samples / max(1, len(rows))
    return Insight(
        rows=len(rows),
        repeated=repeated(schema, {**raw, **(numbers or {})}),
        outliers=_outliers(schema, raw, rows),
        columns=tuple(each.name for each in coded),
        related=_mirrored(coded),
        tells=tuple(tuple(tells(one, other) for other in coded) for one in coded),
        ordered=tuple(f.name for f in schema.features if f.distinct >= _LEAST and _is_ordered(raw.get(f.name))),
        target=shown.name if shown else None,
        by_class=_by_class(shown, {f: raw[f.name][rows] for f in chosen}, scale) if shown else {},
    )


def _mirrored(coded: Sequence[Coded]) -> tuple[tuple[float, ...], ...]:
    """Return how each column goes together with each, which it does as the other with it."""
    found = {
        (one.name, other.name): related(one, other) for one, other in itertools.combinations_with_replacement(coded, 2)
    }
    found |= {(other, one): value for (one, other), value in found.items()}
    return tuple(tuple(found[one.name, other.name] for other in coded) for one in coded)


def _drawn(count: int) -> Array:
    if count <= ROWS:
        return np.arange(count)
    return np.sort(np.random.default_rng(0).choice(count, ROWS, replace=False))


def _chosen(schema: Schema, raw: Columns) -> list[Feature]:
    """Return the columns that are compared, the target among them."""
    known = [f for f in schema.features if f.name in raw and not f.shape and f.type in {"number", "category"}]
    known.sort(key=lambda feature: feature.name != schema.target)
    first = {feature.name for feature in known[:MOST_COLUMNS]}
    return [feature for feature in schema.features if feature.name in first]


def _coded(feature: Feature, values: Array) -> Coded:
    """Return a column as whole numbers from 0: a category its classes, a number 32 bins with as many rows each."""
    if values.dtype.kind != "f" or feature.type == "category":
        distinct, codes = _numbered(values)
        return Coded(name=feature.name, codes=codes, count=len(distinct))
    ranks = _ranks(values)
    bins = np.minimum((ranks * _BINS).astype(np.int64), _BINS - 1)
    # What is missing is a bin of its own: that it is missing may say something.
    codes = np.where(np.isfinite(values), bins, _BINS)
    return Coded(
        name=feature.name, codes=codes, count=_BINS + 1, number=True, ranks=np.where(codes < _BINS, ranks, 0.5)
    )


def _numbered(values: Array) -> tuple[Array, Array]:
    """Return the different values, and the number of each value among them."""
    if values.dtype.kind != "O":
        return np.unique(values, return_inverse=True)
    known: dict[object, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values.tolist()]
    distinct, places = np.unique(np.array([*known], dtype=object), return_inverse=True)
    return distinct, places[numbers]


def _ranks(values: Array) -> Array:
    """Return the share of values that are smaller, the same for equal ones, from 0 to 1."""
    present = np.sort(values[np.isfinite(values)])
    low = np.searchsorted(present, values, "left")
    high = np.searchsorted(present, values, "right")
    ranks: Array = (low + high) / (2 * max(1, len(present)))
    return ranks


def _outliers(schema: Schema, raw: Columns, rows: Array) -> dict[str, Outliers]:
    found = {}
    for feature in schema.features:
        if feature.type == "number" and feature.name in raw and feature.distinct > _LEAST:
            values = np.asarray(raw[feature.name])
            far = _far(values, values[rows])
            if far is not None:
                found[feature.name] = far
    return found


def _far(values: Array, drawn: Array) -> Outliers | None:
    """Return the values far from the middle half of those drawn, where nothing lies between: a long tail is none."""
    low, high = np.nanquantile(drawn, [0.25, 0.75])
    middle = high - low
    inside = values[(values >= low - _FAR * middle) & (values <= high + _FAR * middle)]
    least, most = float(inside.min()), float(inside.max())
    gap = _GAP * middle
    count = int(np.count_nonzero((values < least - gap) | (values > most + gap)))
    beyond = np.count_nonzero((values < least) | (values > most))
    if not middle or count != beyond or not 0 < count <= max(1, _FEW * len(values)):
        return None
    return Outliers(count=count, low=rounded(least) or 0.0, high=rounded(most) or 0.0)


def _is_ordered(values: object) -> bool:
    """Whether the numbers of a column stand in their order, up or down; asked of the first ones before all."""
    if not isinstance(values, np.ndarray) or values.ndim > 1 or values.dtype.kind != "f":
        return False
    return any(all(bool((sign * np.diff(part) >= 0).all()) for part in (values[:100], values)) for sign in (1, -1))


def _by_class(target: Feature, columns: Mapping[Feature, Array], scale: float) -> dict[str, Counts]:
    """Return for each column the counts `(class, bin)` of its histogram, or of its classes, scaled to all rows."""
    found, classes = {}, len(target.classes)
    answers = _places(target, columns[target])
    for feature, values in columns.items():
        if feature.histogram is not None and values.dtype.kind == "f":
            edges = np.asarray(feature.histogram.edges)
            inside = np.clip(np.searchsorted(edges, values, "right") - 1, 0, len(edges) - 2)
            bins, count = np.where(np.isfinite(values), inside, -1), len(edges) - 1
        else:
            bins, count = _places(feature, values), len(feature.classes)
        known = (bins >= 0) & (answers >= 0)
        table = np.bincount(answers[known] * count + bins[known], minlength=classes * count).reshape(classes, count)
        found[feature.name] = tuple(tuple(round(number * scale) for number in row) for row in table.tolist())
    return found


def _places(feature: Feature, values: Array) -> Array:
    """Return the number of each value's class, -1 where it has none."""
    places = {name: place for place, name in enumerate(feature.classes)}
    distinct, numbers = _numbered(values)
    return np.array([places.get(_text(value), -1) for value in distinct], dtype=np.int64)[numbers]


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(float(value))
    return str(value)
