"""An answer that is boxes around the things in a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import numpy as np
import tensorflow as tf
from keras import ops

from engine.data.boxes import PLACED, PRIOR
from engine.runtime.answers.answer import Answer
from engine.runtime.answers.seen import picture_input, seen
from engine.runtime.answers.told import count, number
from engine.runtime.data.boxes import listed, scored, there
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.evaluate.detections import HALF, Found, Matched, matched, mean_precision, precisions, taken, usual
from engine.runtime.evaluate.scores import Score
from engine.words import Json, JsonObject

MOST_FOUND = 100
SURE = 0.3
"""From which score on a box is shown."""
_LEAST = 0.05
_STRICTER = tuple(0.5 + 0.05 * step for step in range(10))
_POINTS = 60


@dataclass(frozen=True, kw_only=True)
class BoxesAnswer(Answer):
    """Boxes of `classes`, told by each place of a grid: `(sample, height, width, 5 + class)`.

    They are drawn in `colours` over what the Input `read` gives.
    """

    kind: ClassVar[str] = "boxes"
    metric: ClassVar[str] = "average precision"
    form: ClassVar[str] = "places"

    classes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    read: str | None = None

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with its classes and the Input that reads the picture."""
        classes, colours = cast("list[str]", target["classes"]), cast("list[str]", target["colours"])
        read = picture_input(preparation)
        return cls(node=node, target=str(target["target"]), classes=tuple(classes), colours=tuple(colours), read=read)

    def said(self, outputs: Array) -> Array:
        """Return for each place a box and its scores: `(sample, place, 4 + class)`, sides as shares of the picture."""
        return np.asarray(self.finished(ops.convert_to_tensor(outputs)))

    def finished(self, output: Tensor) -> Tensor:
        """Return the same by operations of Keras alone: what the loss `engine.runtime.losses.boxes` reads so too."""
        height, width = output.shape[1:3]
        x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        middles = np.stack([x, y, x, y], axis=-1)[np.newaxis].astype("float32")
        ways = np.asarray([-1, -1, 1, 1], dtype="float32")
        shares = 1 / np.asarray([width, height, width, height], dtype="float32")
        sides = (ops.softplus(output[..., 1:PLACED]) * ways + middles) * shares
        scores = ops.sigmoid(output[..., :1] - PRIOR) * ops.softmax(output[..., PLACED:], axis=-1)
        both = ops.concatenate([ops.clip(sides, 0.0, 1.0), scores], axis=-1)
        return ops.reshape(both, (-1, height * width, 4 + len(self.classes)))

    def more(self, said: Tensor) -> dict[str, Tensor]:
        """Return the boxes that are left, `(sample, box, 4)`, their scores and the names of their classes.

        Of two of one class that overlap by half or more, the less sure is left out; empty places come last.
        """
        boxes, scores, numbers, left = _left(said)
        names = tf.gather(tf.constant([*self.classes]), tf.cast(numbers, tf.int32))
        real = tf.range(MOST_FOUND)[tf.newaxis] < left[:, tf.newaxis]
        return {"boxes": boxes, "scores": scores, "labels": tf.where(real, names, "")}

    def expected(self, said: Array) -> dict[str, Array]:
        """Return the same outside of a graph."""
        found = {name: np.asarray(values) for name, values in self.more(tf.constant(said)).items()}
        found["labels"] = np.vectorize(bytes.decode, otypes=[object])(found["labels"])
        return found

    def found(self, outputs: Array) -> list[Found]:
        """Return the boxes found in each picture."""
        boxes, scores, numbers, left = (np.asarray(each) for each in _left(tf.constant(self.said(outputs))))
        return [
            Found(boxes=boxes[place, :kept], labels=numbers[place, :kept].astype(int), scores=scores[place, :kept])
            for place, kept in enumerate(left)
        ]

    def seen(self, given: Mapping[str, Array]) -> JsonObject:
        """Return the picture over which the boxes are drawn."""
        return seen(self.read, given)

    def to_json(self, output: Array) -> JsonObject:
        """Return the boxes of which the network is sure."""
        one = self._sure(output)
        return self._shown(scored(one.boxes, one.scores, one.labels, self.classes))

    def truth(self, y: Array) -> Json:
        """Return the right boxes."""
        return self._shown(listed(y, self.classes))

    def judged(self, y: Array, output: Array) -> JsonObject:
        """Return the boxes, each with whether it is right, and those that were missed."""
        one, truth = self._sure(output), there(y)
        rows = taken(truth, one)
        boxes = cast("list[dict[str, Json]]", scored(one.boxes, one.scores, one.labels, self.classes))
        said: list[Json] = [{**box, "right": bool(row >= 0)} for box, row in zip(boxes, rows, strict=True)]
        missed = np.setdiff1d(np.arange(len(truth)), rows)
        return {**self._shown(said), "missed": listed(truth[missed], self.classes)}

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean average precision; the trivial answer is boxes of the usual sizes everywhere."""
        return precisions(_each(y), self.found(outputs), usual(_each(learnt), len(self.classes)), len(self.classes))

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return the average precision of each class, and how precision falls as recall rises."""
        truth, found, size = _each(y), self.found(outputs), len(self.classes)
        matches = matched(truth, found, size)
        sure = [one.at(SURE) for one in matches]
        return {
            "classes": list(self.classes),
            "colours": list(self.colours),
            "average": [one.average() if one.there else None for one in matches],
            "there": [one.there for one in matches],
            "said": [said for said, _ in sure],
            "right": [right for _, right in sure],
            "strict": float(np.mean([mean_precision(matched(truth, found, size, least)) for least in _STRICTER])),
            "curves": [_curve(one) for one in matches],
        }

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        size = len(self.classes)
        if any(len(value[name]) != size for name in ("average", "there", "said", "right", "curves")):
            raise ValueError("There is not one figure for each class.")
        return {
            "classes": list(self.classes),
            "colours": list(self.colours),
            "average": [None if each is None else number(each) for each in value["average"]],
            **{name: [count(each) for each in value[name]] for name in ("there", "said", "right")},
            "strict": number(value["strict"]),
            "curves": [
                {axis: [number(each) for each in curve[axis][:_POINTS]] for axis in _AXES} for curve in value["curves"]
            ],
        }

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return none as wrong; pictures with most wrong or missing boxes, of those there are, deserve most."""
        worst = [_faults(true, self._surest(one)) for true, one in zip(_each(y), self.found(outputs), strict=True)]
        return np.zeros(len(outputs), dtype=bool), np.asarray(worst)

    def described(self) -> str:
        """Return what the places say, and what is left of them."""
        names = ", ".join(f"“{name}”" for name in self.classes)
        return (
            f"for each place of a grid a box (left, top, right, bottom as shares of the picture) and how sure each "
            f"class of “{self.target}” is there, in the order {names}. A SavedModel also says what is left where of "
            f"two boxes of one class that overlap by half or more the surer is kept: `{self.node}_boxes`, "
            f"`{self.node}_scores` and `{self.node}_labels`, {MOST_FOUND} for each picture, the surest first; unused "
            f"ones have the score 0. The app shows boxes with a score of {SURE} or more"
        )

    def _sure(self, output: Array) -> Found:
        return self._surest(self.found(output[None])[0])

    def _surest(self, one: Found) -> Found:
        sure = one.scores >= SURE
        return Found(boxes=one.boxes[sure], labels=one.labels[sure], scores=one.scores[sure])

    def _shown(self, boxes: list[Json]) -> JsonObject:
        return {"boxes": boxes, "classes": list(self.classes), "colours": list(self.colours)}


_AXES = ("recall", "precision")


def _left(said: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return boxes, scores, numbers of classes and how many they are: non-maximum suppression, class by class."""
    found = tf.image.combined_non_max_suppression(
        said[:, :, tf.newaxis, :4],
        said[:, :, 4:],
        max_output_size_per_class=MOST_FOUND,
        max_total_size=MOST_FOUND,
        iou_threshold=HALF,
        score_threshold=_LEAST,
        clip_boxes=False,
    )
    return found.nmsed_boxes, found.nmsed_scores, found.nmsed_classes, found.valid_detections


def _each(y: Array) -> Sequence[Array]:
    return [there(rows) for rows in y]


def _curve(one: Matched) -> JsonObject:
    """Return some points of how precision falls as recall rises."""
    places = np.unique(np.linspace(0, len(one.scores) - 1, min(len(one.scores), _POINTS)).astype(int))
    return {"recall": one.recall[places].tolist(), "precision": one.precision[places].tolist()}


def _faults(truth: Array, one: Found) -> float:
    """Return the share of wrong and missing boxes among all that are there or were found."""
    right = int((taken(truth, one) >= 0).sum())
    both = len(truth) + len(one.boxes) - right
    return 1 - right / both if both else 0.0
