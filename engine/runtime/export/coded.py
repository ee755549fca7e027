"""How raw columns are kept in a project file: plain numbers in arrays, by the type of the column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.data.labels import joined
from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.runtime.data.boxes import are_boxes
from engine.runtime.data.raw import Array, labels, rows_of
from engine.runtime.data.types.labels import separator_of, spread


def _same(_feature: Feature, values: Array) -> Array:
    return values


def _own_shape(feature: Feature) -> tuple[int | None, ...]:
    return feature.shape


def _any_length(_feature: Feature) -> tuple[int | None, ...]:
    return (None,)


def _finite(_feature: Feature, values: Array, needed: bool) -> bool:
    return not needed or bool(np.isfinite(values).all())


def _plain(name: str) -> Callable[[Feature], str]:
    return lambda _feature: name


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How values of a type are kept: `dtype` is how numpy calls them, `shape` that of one value, `None`: any length.

    `coded` makes them of raw values, `decoded` raw values of them. `possible` says whether some that were brought can
    be those of a column; of a target each is needed.
    """

    dtype: Callable[[Feature], str]
    coded: Callable[[Feature, Array], Array] = _same
    decoded: Callable[[Feature, Array], Array] = _same
    shape: Callable[[Feature], tuple[int | None, ...]] = _own_shape
    possible: Callable[[Feature, Array, bool], bool] = _finite


def kept_as(feature: Feature) -> Kept:
    """Return how a column is kept."""
    return _KEPT[feature.each or feature.type]


def coded(feature: Feature, values: Array) -> Array:
    """Return a raw column as it is kept: a category as the place of its class, −1 where it has none.

    Of whole texts it is the bytes, those of each in a row that ends in zeros; of labels a 1 for each that is there.
    """
    kept = kept_as(feature)
    return np.asarray(kept.coded(feature, values), dtype=kept.dtype(feature))


def decoded(feature: Feature, values: Array) -> Array:
    """Return what `coded` was given, sounds followed by silence, labels in the order of the classes."""
    return kept_as(feature).decoded(feature, values)


def _places(feature: Feature, values: Array) -> Array:
    places = {name: place for place, name in enumerate(feature.classes)}
    return np.asarray([places.get(value, -1) for value in values.reshape(-1)]).reshape(values.shape)


def _named(feature: Feature, values: Array) -> Array:
    return labels(values, (*feature.classes, ""))


def _classes(feature: Feature, values: Array, needed: bool) -> bool:
    return bool((values >= (0 if needed else -1)).all() and (values < len(feature.classes)).all())


def _bytes(_feature: Feature, values: Array) -> Array:
    texts = [str(text).encode() for text in values]
    rows = np.zeros((len(texts), max(map(len, texts), default=0)), dtype=np.uint8)
    for row, text in zip(rows, texts, strict=True):
        row[: len(text)] = np.frombuffer(text, dtype=np.uint8)
    return rows


def _texts(_feature: Feature, values: Array) -> Array:
    return labels(np.arange(len(values)), [bytes(row).rstrip(b"\0").decode("utf-8", "replace") for row in values])


def _side_by_side(_feature: Feature, values: Array) -> Array:
    found = np.zeros((len(values), max((len(value) for value in values), default=0)), dtype=np.int16)
    for row, value in enumerate(values):
        found[row, : len(value)] = value
    return found


def _listed(feature: Feature, values: Array) -> Array:
    cells = [
        joined([name for name, has in zip(feature.classes, row, strict=True) if has], separator_of(feature))
        for row in values
    ]
    return labels(np.arange(len(values)), cells)


_KEPT: Mapping[FeatureType, Kept] = {
    "number": Kept(dtype=_plain("float64")),
    "category": Kept(dtype=_plain("int32"), coded=_places, decoded=_named, possible=_classes),
    "token": Kept(dtype=_plain("int32"), coded=_places, decoded=_named, possible=_classes),
    "labels": Kept(
        dtype=_plain("uint8"),
        coded=spread,
        decoded=_listed,
        shape=lambda feature: (len(feature.classes),),
        possible=lambda _feature, values, _needed: bool((values <= 1).all()),
    ),
    "video": Kept(dtype=_plain("uint8")),
    "image": Kept(dtype=lambda feature: feature.pixels),
    "sequence": Kept(dtype=_plain("float32")),
    "date": Kept(dtype=_plain("float64")),
    "text": Kept(dtype=_plain("uint8"), coded=_bytes, decoded=_texts, shape=_any_length),
    "forecast": Kept(dtype=_plain("float64")),
    "array": Kept(dtype=_plain("float32")),
    "boxes": Kept(
        dtype=_plain("float32"),
        possible=lambda feature, values, _needed: are_boxes(values, len(feature.classes)),
    ),
    "mask": Kept(dtype=_plain("uint8"), possible=_classes),
    "sound": Kept(
        dtype=_plain("int16"),
        coded=_side_by_side,
        decoded=lambda _feature, values: rows_of(list(values)),
        shape=_any_length,
    ),
}
"""By type of a column."""
