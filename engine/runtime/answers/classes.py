"""An answer that is one of some classes: how likely each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import numpy as np
import tensorflow as tf
from keras import layers, ops

from engine.runtime.answers.answer import Answer
from engine.runtime.answers.told import count
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.evaluate.scores import Score, accuracy, confusion
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class ClassesAnswer(Answer):
    """One of `classes`: `(sample, class)`, or `(sample, 1)` for the second of two."""

    kind: ClassVar[str] = "classes"
    metric: ClassVar[str] = "accuracy"
    form: ClassVar[str] = "probabilities"

    classes: tuple[str, ...]

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with its classes."""
        classes = cast("list[str]", target["classes"])
        return cls(node=node, target=str(target["target"]), logits=logits, classes=tuple(classes))

    def probabilities(self, output: Tensor) -> Tensor:
        """Return the probabilities `(sample, class)`."""
        if output.shape[-1] == 1 and len(self.classes) == 2:
            second = ops.sigmoid(output) if self.logits else output
            return ops.concatenate([1 - second, second], axis=-1)
        return ops.softmax(output) if self.logits else output

    def said(self, outputs: Array) -> Array:
        """Return probabilities."""
        return np.asarray(self.probabilities(outputs))

    def finished(self, output: Tensor) -> Tensor:
        """Return probabilities, by layers."""
        if output.shape[-1] == 1 and len(self.classes) == 2:
            second = layers.Activation("sigmoid", name=f"sigmoid_{self.node}_")(output) if self.logits else output
            first = layers.Rescaling(-1.0, offset=1.0, name=f"other_{self.node}_")(second)
            return layers.Concatenate(name=f"both_{self.node}_")([first, second])
        return layers.Activation("softmax", name=f"softmax_{self.node}_")(output) if self.logits else output

    def labels(self, said: Array) -> Array:
        """Return the likeliest class of each sample."""
        named: Array = np.asarray(self.classes, dtype=object)[np.argmax(said, axis=-1)]
        return named

    def label(self, said: Tensor) -> Tensor:
        """Return the likeliest class of each sample."""
        return tf.gather(tf.constant(self.classes), tf.argmax(said, axis=-1))

    def to_json(self, output: Array) -> JsonObject:
        """Return the likeliest class, and all with their probabilities."""
        chances = [float(chance) for chance in self.said(output[None])[0]]
        # What is one number is told too: a distance is read off it.
        number: JsonObject = {"number": float(output[0])} if self.logits and output.shape == (1,) else {}
        return {
            **number,
            "classes": list(self.classes),
            "probabilities": chances,
            "label": self.classes[int(np.argmax(chances))],
        }

    def truth(self, y: Array) -> Json:
        """Return the name of the right class."""
        return self.classes[int(indices(y[None])[0])]

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the accuracy; the trivial answer is the most frequent class."""
        usual = int(np.argmax(np.bincount(indices(learnt), minlength=len(self.classes))))
        return accuracy(indices(y), self._likeliest(outputs), self.classes, usual)

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return the confusion matrix."""
        table = confusion(indices(y), self._likeliest(outputs), len(self.classes))
        return {"classes": list(self.classes), "confusion": table}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the confusion matrix."""
        rows, size = value["confusion"], len(self.classes)
        if len(rows) != size or any(len(row) != size for row in rows):
            raise ValueError("The confusion matrix has another size than there are classes.")
        return {"classes": list(self.classes), "confusion": [[count(number) for number in row] for row in rows]}

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return which are wrong; sure mistakes and unsure right answers deserve most."""
        chances = self.said(outputs)
        missed = np.argmax(chances, axis=-1) != indices(y)
        sure = chances.max(axis=-1)
        return missed, np.where(missed, sure, 1 - sure)

    def described(self) -> str:
        """Return that it is the probability of each class."""
        names = ", ".join(f"“{name}”" for name in self.classes)
        return f"how likely each class of “{self.target}” is, in the order {names}"

    def _likeliest(self, outputs: Array) -> Array:
        found: Array = np.argmax(self.said(outputs), axis=-1)
        return found


def indices(y: Array) -> Array:
    """Return class indices of answers that are indices or one-hot."""
    found: Array = np.argmax(y, axis=-1) if y.ndim > 1 else y.astype(np.int64)
    return found
