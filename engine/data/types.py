"""The types that a column can have: one entry for each, and what is known of it without reading any values.

What is done with the values of a type stands in `engine/runtime/data/types/`, one class for each that is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from engine.data import texts
from engine.data.sounds import sound_axes, sound_shape
from engine.said import Said, say

if TYPE_CHECKING:
    from engine.data.reading import Reading
    from engine.data.schema import Feature

FeatureType: TypeAlias = Literal[
    "number",
    "category",
    "text",
    "ignore",
    "image",
    "sequence",
    "date",
    "sound",
    "series",
    "forecast",
    "array",
    "mask",
    "boxes",
    "token",
    "labels",
    "video",
]


class Settled(Protocol):
    """What fills in, from the data, what a person left open of how a column is read."""

    def __call__(self, feature: "Feature", reading: "Reading", *, only: bool) -> "Reading":
        """Return the whole reading; `only`: the Input reads nothing else."""


def _own_axes(feature: "Feature", _reading: "Reading") -> bool:
    return bool(feature.shape)


def _as_is(feature: "Feature", reading: "Reading", *, only: bool) -> "Reading":  # noqa: ARG001 - nothing is left open
    return reading


@dataclass(frozen=True, kw_only=True)
class Type:
    """What a column can be. `shape` gives that of one value as an Input reads it, `axes` are the names of its axes.

    `named` gives these names where they differ by the form in which an Input reads it. `alone`: whether it has axes of
    its own, so that an Input that reads it reads nothing else.

    `read`: a network can read it. `predicted`: an Output can learn it. `chosen`: a person can choose it for a column of
    a table.
    """

    name: FeatureType
    title: Said
    shape: "Callable[[Feature, Reading], tuple[int | None, ...]]"
    axes: tuple[str, ...] = ()
    named: "Callable[[Reading], tuple[str, ...]] | None" = None
    read: bool = False
    predicted: bool = False
    chosen: bool = False
    alone: "Callable[[Feature, Reading], bool]" = _own_axes
    settled: Settled = _as_is


def _one(_feature: "Feature", _reading: "Reading") -> tuple[int | None, ...]:
    return (1,)


def _own(feature: "Feature", _reading: "Reading") -> tuple[int | None, ...]:
    return feature.shape


def _classes(feature: "Feature", reading: "Reading") -> tuple[int | None, ...]:
    # The unknown is one class more.
    return (len(feature.classes) + 1,) if reading.encoding == "one-hot" else (1,)


def _one_a_label(feature: "Feature", _reading: "Reading") -> tuple[int | None, ...]:
    # The unknown is one label more.
    return (len(feature.classes) + 1,)


def _places(feature: "Feature", _reading: "Reading") -> tuple[int | None, ...]:
    return (*feature.shape, len(feature.classes))


def _parts(feature: "Feature", _reading: "Reading") -> tuple[int | None, ...]:
    return (sum(map(width_of, feature.parts)),)


def _steps(feature: "Feature", reading: "Reading") -> tuple[int | None, ...]:
    (steps,) = feature.shape
    one = TYPES[feature.each or "number"].shape(feature, reading)
    return (min(reading.series_steps or steps, steps), *one)


def width_of(part: str) -> int:
    """Return how many numbers a part of a date is: the year is one; what comes round again is a sine and a cosine."""
    return 1 if part == "year" else 2


_ALL = (
    Type(name="number", title=say("number"), shape=_one, read=True, predicted=True, chosen=True),
    Type(name="category", title=say("category"), shape=_classes, read=True, predicted=True, chosen=True),
    Type(name="labels", title=say("labels"), shape=_one_a_label, read=True, predicted=True, chosen=True),
    Type(
        name="text",
        title=say("text"),
        shape=texts.shape,
        named=texts.axes,
        read=True,
        predicted=True,
        chosen=True,
        alone=texts.alone,
        settled=texts.settled,
    ),
    Type(name="ignore", title=say("ignore"), shape=_own, chosen=True),
    Type(name="image", title=say("image"), shape=_own, axes=("height", "width", "channels"), read=True),
    Type(name="video", title=say("clip"), shape=_own, axes=("frame", "height", "width", "channels"), read=True),
    Type(name="sequence", title=say("sequence"), shape=_own, axes=("step", "value"), read=True),
    Type(name="mask", title=say("mask"), shape=_places, axes=("height", "width", "classes"), read=True, predicted=True),
    Type(name="boxes", title=say("boxes"), shape=_own, axes=("box", "value"), predicted=True),
    Type(name="date", title=say("date"), shape=_parts, read=True, chosen=True),
    Type(name="sound", title=say("sound"), shape=sound_shape, axes=("sample",), named=sound_axes, read=True),
    Type(name="series", title=say("series"), shape=_steps, axes=("step", "value"), read=True),
    Type(name="array", title=say("array"), shape=_own, read=True),
    Type(name="token", title=say("next letter or word"), shape=_one, predicted=True),
    Type(name="forecast", title=say("forecast"), shape=_own, axes=("step",), predicted=True),
)

TYPES: dict[FeatureType, Type] = {each.name: each for each in _ALL}
READ: frozenset[FeatureType] = frozenset(each.name for each in _ALL if each.read)
PREDICTED: frozenset[FeatureType] = frozenset(each.name for each in _ALL if each.predicted)
CHOSEN: tuple[FeatureType, ...] = tuple(each.name for each in _ALL if each.chosen)
