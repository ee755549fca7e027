"""An answer that is a mask: one of some classes for each place of a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import numpy as np

from engine.runtime.answers.classes import ClassesAnswer
from engine.runtime.answers.seen import picture_input, seen
from engine.runtime.answers.told import number
from engine.runtime.data.masks import drawn
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.runtime.evaluate.areas import areas, counted, overlaps
from engine.runtime.evaluate.scores import Score
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class MaskAnswer(ClassesAnswer):
    """One of `classes` for each place, `(sample, height, width, class)`, or `(…, 1)` for the second of two.

    `colours` are those in which they are drawn, over what the Input `read` gives, where it is a picture.
    """

    kind: ClassVar[str] = "mask"
    metric: ClassVar[str] = "mean IoU"

    colours: tuple[str | None, ...] = ()
    read: str | None = None

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with its classes and the Input that reads the picture."""
        classes, colours = cast("list[str]", target["classes"]), cast("list[str | None]", target["colours"])
        return cls(
            node=node,
            target=str(target["target"]),
            logits=logits,
            classes=tuple(classes),
            colours=tuple(colours),
            read=picture_input(preparation),
        )

    def seen(self, given: Mapping[str, Array]) -> JsonObject:
        """Return the picture over which the mask is drawn."""
        return seen(self.read, given)

    def to_json(self, output: Array) -> JsonObject:
        """Return the mask, and how much of the picture each class takes."""
        return self._shown(self._likeliest(output[None])[0])

    def truth(self, y: Array) -> Json:
        """Return the right mask."""
        return self._shown(self._right(y[None])[0])

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean IoU; the trivial answer is the most frequent class everywhere."""
        usual = int(np.argmax(np.bincount(self._right(learnt).ravel(), minlength=len(self.classes))))
        return areas(self._tables(y, outputs), self.classes, usual)

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return how often each class was taken for each, in places, and the IoU of each class."""
        table = self._tables(y, outputs).sum(axis=0)
        return {
            "classes": list(self.classes),
            "confusion": table.tolist(),
            "colours": list(self.colours),
            "iou": overlaps(table).tolist(),
        }

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        found, size = super().details_told(value), len(self.classes)
        if len(value["iou"]) != size:
            raise ValueError("There is not one IoU for each class.")
        colours = list(self.colours)
        return {**found, "colours": colours, "iou": [None if each is None else number(each) for each in value["iou"]]}

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return none as wrong; where areas overlap least deserves most."""
        overlap = np.nanmean(overlaps(self._tables(y, outputs)), axis=-1)
        return np.zeros(len(outputs), dtype=bool), 1 - overlap

    def described(self) -> str:
        """Return that it is the probability of each class in each place."""
        names = ", ".join(f"“{name}”" for name in self.classes)
        return f"how likely each class of “{self.target}” is in each place of the picture, in the order {names}"

    def _tables(self, y: Array, outputs: Array) -> Array:
        return counted(self._right(y), self._likeliest(outputs), len(self.classes))

    def _right(self, y: Array) -> Array:
        """Return class numbers `(sample, height, width)` of answers that are such, or a row of zeros and a one each."""
        right: Array = np.argmax(y, axis=-1) if y.ndim > 3 else y
        return right

    def _shown(self, mask: Array) -> JsonObject:
        shares = np.bincount(mask.ravel(), minlength=len(self.classes)) / mask.size
        return {
            "mask": drawn(mask, self.colours),
            "classes": list(self.classes),
            "colours": list(self.colours),
            "shares": shares.tolist(),
        }
