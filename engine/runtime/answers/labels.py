"""An answer that is some of several labels: how likely each is, by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import numpy as np
import tensorflow as tf
from keras import layers, ops

from engine.runtime.answers.answer import Answer
from engine.runtime.answers.told import count, number
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.evaluate.labels import THRESHOLD, found, mean_average_precision
from engine.runtime.evaluate.scores import Score
from engine.words import Json, JsonObject

_FIGURES = ("precision", "recall", "f1", "average")


@dataclass(frozen=True, kw_only=True)
class LabelsAnswer(Answer):
    """Any of `classes`, a probability for each `(sample, label)`; those from 0.5 on are said."""

    kind: ClassVar[str] = "labels"
    metric: ClassVar[str] = "mean average precision"
    form: ClassVar[str] = "probabilities"

    classes: tuple[str, ...]

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with its labels."""
        classes = cast("list[str]", target["classes"])
        return cls(node=node, target=str(target["target"]), logits=logits, classes=tuple(classes))

    def said(self, outputs: Array) -> Array:
        """Return probabilities."""
        return np.asarray(ops.sigmoid(outputs)) if self.logits else outputs

    def finished(self, output: Tensor) -> Tensor:
        """Return probabilities, by layers."""
        return layers.Activation("sigmoid", name=f"sigmoid_{self.node}_")(output) if self.logits else output

    def labels(self, said: Array) -> Array:
        """Return the labels of each sample, each in its own place, "" where it does not have it, `(sample, label)`."""
        named: Array = np.where(said >= THRESHOLD, np.asarray(self.classes, dtype=object), "")
        return named

    def label(self, said: Tensor) -> Tensor:
        """Return the same inside a graph."""
        return tf.where(said >= THRESHOLD, tf.constant(self.classes), "")

    def to_json(self, output: Array) -> JsonObject:
        """Return the labels that are said, and all with their probabilities."""
        chances = [float(chance) for chance in self.said(output[None])[0]]
        return {
            "classes": list(self.classes),
            "probabilities": chances,
            "labels": [name for name, chance in zip(self.classes, chances, strict=True) if chance >= THRESHOLD],
        }

    def truth(self, y: Array) -> Json:
        """Return the names of the right labels."""
        return [name for name, has in zip(self.classes, y, strict=True) if has > THRESHOLD]

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean average precision; the trivial answer says how frequent each label is."""
        return mean_average_precision(y, self.said(outputs))

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return how well each label was found, and how many samples have it."""
        each = found(y, self.said(outputs))
        figures: JsonObject = {name: _plain(getattr(each, name)) for name in _FIGURES}
        return {"classes": list(self.classes), "support": each.support.tolist(), **figures}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        size = len(self.classes)
        if any(len(value[name]) != size for name in ("support", *_FIGURES)):
            raise ValueError("There is not a figure for each label.")
        figures: JsonObject = {
            name: [None if each is None else number(each) for each in value[name]] for name in _FIGURES
        }
        return {"classes": list(self.classes), "support": [count(each) for each in value["support"]], **figures}

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return which have a label too many or too few; those that are most wrong, or least sure, deserve most."""
        chances = self.said(outputs)
        missed = ((chances >= THRESHOLD) != (y > THRESHOLD)).any(axis=-1)
        return missed, np.abs(chances - y).max(axis=-1)

    def described(self) -> str:
        """Return that it is the probability of each label."""
        names = ", ".join(f"“{name}”" for name in self.classes)
        return (
            f"how likely each label of “{self.target}” is, each by itself, in the order {names}; a sample has those "
            f"from {THRESHOLD} on"
        )


def _plain(figures: Array) -> list[Json]:
    return [float(each) if np.isfinite(each) else None for each in figures]
