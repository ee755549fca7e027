"""An answer that is what comes next in a text: how likely each letter or word is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import tensorflow as tf

from engine.runtime.answers.classes import ClassesAnswer, indices
from engine.runtime.answers.told import number
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.evaluate.scores import Score, perplexity
from engine.words import JsonObject

_LIKELIEST = 100


@dataclass(frozen=True, kw_only=True)
class TokenAnswer(ClassesAnswer):
    """One of very many `classes`: `(sample, class)`."""

    kind: ClassVar[str] = "token"
    metric: ClassVar[str] = "perplexity"

    def to_json(self, output: Array) -> JsonObject:
        """Return the likeliest classes with their probabilities, the likeliest first."""
        chances = self.said(output[None])[0]
        first = np.argsort(-chances, kind="stable")[:_LIKELIEST]
        names = [self.classes[place] for place in first]
        return {"classes": names, "probabilities": [float(chances[place]) for place in first], "label": names[0]}

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the perplexity; the trivial answer knows how frequent each class is in the training samples."""
        chances = np.take_along_axis(self.said(outputs), indices(y)[:, np.newaxis], axis=-1)[:, 0]
        counts = np.bincount(indices(learnt), minlength=len(self.classes)) + 1
        return perplexity(chances, (counts / counts.sum())[indices(y)])

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return how many are right, and how many were, always saying the one that is most frequent here."""
        right, counts = indices(y), np.bincount(indices(y), minlength=len(self.classes))
        usual = int(np.argmax(counts))
        return {
            "right": float(np.mean(self._likeliest(outputs) == right)),
            "usual": self.classes[usual],
            "usual_right": float(counts[usual] / len(right)),
        }

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        usual = str(value["usual"])
        if usual not in self.classes:
            raise ValueError("The most frequent class is none.")
        return {"right": number(value["right"]), "usual": usual, "usual_right": number(value["usual_right"])}

    def more(self, said: Tensor) -> Mapping[str, Tensor]:
        """Return the classes, in the order of their probabilities, for whoever goes on writing."""
        return {"tokens": tf.constant(self.classes)}

    def described(self) -> str:
        """Return that it is the probability of each class."""
        count, order = f"{len(self.classes):,}", f"`{self.node}_tokens`"
        return f"how likely each of {count} letters or words is to come next, in the order of {order}"
