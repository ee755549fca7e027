"""Describes raw columns: the statistics that a schema shows."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from engine.data.labels import as_labels
from engine.data.schema import Feature, Histogram
from engine.data.types import TYPES, FeatureType
from engine.runtime.data.calendar import varying
from engine.runtime.data.raw import Array
from engine.runtime.data.several import labels_in

BINS = 24
MOST_CLASSES = 200
_FEW = 20
_ENOUGH = 4_000_000
_SOME = 10_000


def describe(name: str, values: Array, **known: object) -> Feature:
    """Return the feature of one raw column, with the fields `known` set.

    Its form gives its type: text is a category, more than one axis an image or a sequence, the rest a number.
    """
    if values.dtype.kind == "O":
        distinct, index = np.unique(values, return_inverse=True)
        feature = category(name, [str(text) for text in distinct], np.bincount(index, minlength=len(distinct)))
    elif values.ndim > 1:
        feature = _block(name, values)
    else:
        feature = number(name, values)
    return replace(feature, **known)  # type: ignore[arg-type]


def number(name: str, values: Array) -> Feature:
    """Return the feature of a column of numbers; few distinct ones are classes, so that it may become a category."""
    present = _in_order(values)
    count = _count(present)
    distinct, counts = _distinct(present if count <= MOST_CLASSES else present[:0])
    few = count <= _FEW or (count <= MOST_CLASSES and bool((distinct % 1 == 0).all()))
    feature = Feature(
        name=name,
        type="number",
        classes=tuple(number_text(value) for value in distinct) if few else (),
        counts=tuple(int(count) for count in counts) if few else (),
        missing=len(values) - len(present),
        distinct=count,
    )
    return _with_figures(feature, present)


def category(name: str, texts: Sequence[str], counts: Array) -> Feature:
    """Return the feature of a column whose cells are `texts` ("": missing) so many times; too many are no classes.

    Cells that are surely lists of labels are such.
    """
    present = [place for place, text in enumerate(texts) if text and counts[place]]
    order = sorted(present, key=class_order(texts))
    few = len(present) <= MOST_CLASSES
    labels, surely = labels_in(texts, counts) or (None, False)
    feature = Feature(
        name=name,
        type="category" if few else "text",
        classes=tuple(texts[place] for place in order) if few else (),
        counts=tuple(int(counts[place]) for place in order) if few else (),
        missing=int(sum(counts[place] for place, text in enumerate(texts) if not text)),
        distinct=len(present),
        labels=labels,
    )
    return as_labels(feature) if surely else feature


def class_order(names: Sequence[str]) -> Callable[[int], tuple[float, str, str]]:
    """Return the key that sorts places of `names` as a person expects: numbers by value, then words by letter."""

    def key(place: int) -> tuple[float, str, str]:
        name = names[place]
        try:
            return float(name), "", name
        except ValueError:
            return math.inf, name.casefold(), name

    return key


def number_text(value: float) -> str:
    """Return a number as a class name: `3`, not `3.0`."""
    return f"{value:.0f}" if float(value).is_integer() else repr(float(value))


def rounded(value: float) -> float | None:
    """Return a statistic with seven digits, as schemas keep it; `None` where it is no number."""
    return float(f"{value:.7g}") if math.isfinite(value) else None


def _block(name: str, values: Array) -> Feature:
    kind: FeatureType = "image" if values.ndim == 4 else "sequence"
    feature = Feature(name=name, type=kind, shape=tuple(values.shape[1:]), axes=TYPES[kind].axes, role="feature")
    # Some millions of pixels say as much as all of them, in a bounded time.
    return _with_figures(feature, np.sort(values[:: max(1, values.size // _ENOUGH)].reshape(-1).astype(np.float64)))


def _in_order(values: Array) -> Array:
    """Return the finite ones of some values in their order."""
    ordered = np.sort(values)
    # What is not finite stands at the ends, NaN last.
    return ordered[np.searchsorted(ordered, -np.inf, "right") : np.searchsorted(ordered, np.inf)]


def _count(ordered: Array) -> int:
    """Return how many values of an ordered array are different."""
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + bool(len(ordered))


def _distinct(ordered: Array) -> tuple[Array, Array]:
    """Return the values of an ordered array, each once, and how often it comes."""
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    places = np.flatnonzero(first)
    return ordered[places], np.diff(places, append=len(ordered))


def _with_figures(feature: Feature, ordered: Array) -> Feature:
    """Return the feature with the figures of its values, which stand in their order: sorted once, they tell all."""
    if not len(ordered):
        return feature
    bins = min(BINS, _count(ordered[:: max(1, len(ordered) // _SOME)]))
    edges = _edges(float(ordered[0]), float(ordered[-1]), bins)
    counts = np.diff([*np.searchsorted(ordered, edges[:-1]), len(ordered)])
    middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    with np.errstate(over="ignore", invalid="ignore"):
        # Of values near the largest that there are, sums are infinite, and not told.
        mean, std, median = rounded(ordered.mean()), rounded(ordered.std()), rounded(middle.mean())
    return replace(
        feature,
        min=rounded(ordered[0]),
        max=rounded(ordered[-1]),
        mean=mean,
        std=std,
        median=median,
        histogram=Histogram(edges=tuple(rounded(edge) or 0.0 for edge in edges), counts=tuple(map(int, counts))),
    )


def _edges(low: float, high: float, bins: int) -> Array:
    """Return one edge more than bins between two values; a single bin where floats are too coarse for more."""
    # Quarters first: the difference of two large values may be none that a float can hold.
    edges = 4 * np.linspace(low / 4, high / 4, bins + 1)
    edges[[0, -1]] = low, high
    if low == high:
        edges = np.array([low - 0.5, low + 0.5])
    if (np.diff(edges) > 0).all():
        return edges
    # Of a single large value the other edge lies towards zero, where there is always a float.
    return np.array([low, high]) if low < high else np.sort([low, np.nextafter(low, 0.0)])


def date(name: str, seconds: Array) -> Feature:
    """Return the feature of a column of dates, in seconds since 1970, NaN where missing."""
    present = _in_order(seconds)
    known = Feature(
        name=name,
        type="date",
        missing=len(seconds) - len(present),
        distinct=_count(present),
        parts=varying(seconds),
    )
    return _with_figures(known, present)
