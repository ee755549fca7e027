"""Boxes around things in pictures: how they are kept, and how a page is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.boxes import FIGURES
from engine.runtime.data.raw import Array
from engine.words import Json, JsonObject

MOST_BOXES = 300
NONE = -1.0
"""The class of a place where no box is."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box around something of a class; its sides are shares of the picture, from its left and its top."""

    label: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom

    def clipped(self) -> "Box | None":
        """Return what of it lies inside the picture; nothing where that has no area."""
        left, top, right, bottom = (min(1.0, max(0.0, side)) for side in self.sides)
        if right - left < 1e-6 or bottom - top < 1e-6:
            return None
        return Box(label=self.label, left=left, top=top, right=right, bottom=bottom)


def packed(boxes: Sequence[Box], classes: Sequence[str], most: int) -> Array:
    """Return boxes as float32 `(most, 5)`: the number of the class, left, top, right, bottom; −1 where none is."""
    places = {name: place for place, name in enumerate(classes)}
    rows = empty(most)
    for row, box in zip(rows, boxes, strict=False):
        row[:] = places[box.label], *box.sides
    return rows


def empty(most: int) -> Array:
    """Return room for so many boxes, without any."""
    rows = np.zeros((most, FIGURES), dtype=np.float32)
    rows[:, 0] = NONE
    return rows


def there(rows: Array) -> Array:
    """Return those of rows `(box, 5)` that are boxes."""
    return rows[rows[:, 0] >= 0]


def listed(rows: Array, classes: Sequence[str]) -> list[Json]:
    """Return boxes `(box, 5)` as JSON: the name of the class, and the sides as shares of the picture."""
    return [_said(classes[int(row[0])], row[1:]) for row in there(rows)]


def scored(sides: Array, scores: Array, numbers: Array, classes: Sequence[str]) -> list[Json]:
    """Return found boxes `(box, 4)` as JSON, each with its score, the surest first."""
    return [
        {**_said(classes[int(number)], one), "score": round(float(score), 4)}
        for one, score, number in zip(sides, scores, numbers, strict=True)
    ]


def _said(name: str, sides: Array) -> JsonObject:
    return {"class": name, "box": [round(float(side), 5) for side in sides]}


def are_boxes(values: Array, classes: int) -> bool:
    """Whether values `(…, box, 5)` are boxes of so many classes, with sides inside the picture."""
    numbers, sides = values[..., 0], values[..., 1:]
    known = np.isin(numbers, np.arange(NONE, classes)).all()
    return bool(known and (sides >= 0).all() and (sides <= 1).all())
