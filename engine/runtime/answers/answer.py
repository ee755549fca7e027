"""What an Output answers: everything that differs between kinds of answers, a subclass for each."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from engine.data.schema import Schema
from engine.runtime.answers.told import number
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Columns, Tensor
from engine.runtime.evaluate.scores import Score
from engine.said import heard
from engine.words import Json, JsonObject

_LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Answer(ABC):
    """How the output of one Output node is read. `logits`: it still needs softmax, or sigmoid.

    `metric` is what its score measures, `form` what exports call what it says, `named` what they call its name.
    """

    kind: ClassVar[str]
    metric: ClassVar[str]
    form: ClassVar[str] = "value"
    named: ClassVar[str] = "label"

    node: str
    target: str
    logits: bool = False

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, of what a preparation says of its target."""
        return cls(node=node, target=str(target["target"]), logits=logits)

    def looking_back(self, used: Schema, raw: Columns, rows: Array) -> "Answer":
        """Return the answer with what it must know of some rows of raw columns to be scored on them."""
        return self

    def said(self, outputs: Array) -> Array:
        """Return outputs `(sample, …)` as what they say: probabilities, or numbers."""
        return outputs

    def finished(self, output: Tensor) -> Tensor:
        """Return what an output says, worked out by layers only, so that any Keras can load them."""
        return output

    def labels(self, said: Array) -> Array:
        """Return the name of each sample's answer, `(sample, …)`, where answers have names; else none."""
        return np.empty(0, dtype=object)

    def label(self, said: Tensor) -> Tensor | None:
        """Return the same inside a TensorFlow graph, `(batch,)`."""
        return None

    def more(self, said: Tensor) -> Mapping[str, Tensor]:
        """Return what an exported model says besides, by what its name ends in, inside a TensorFlow graph."""
        return {}

    def expected(self, said: Array) -> Mapping[str, Array]:
        """Return labels, and what of `more` depends on what was said, outside of a graph; texts as objects."""
        labels = self.labels(said)
        return {self.named: labels} if len(labels) else {}

    def beside(self, given: Mapping[str, Tensor], finished: Tensor) -> Mapping[str, Tensor]:
        """Return what a model says besides, by what its name ends in, of what its Inputs read; by layers only."""
        return {}

    def answered(self, given: Mapping[str, Array], output: Array) -> JsonObject:
        """Return what one sample's output says beside what the Inputs read, `(1, …)` each."""
        return self.to_json(output)

    def limited(self, outcome: Mapping[str, Any]) -> "Answer":
        """Return the answer with what results of its run say of it."""
        return self

    def seen(self, given: Mapping[str, Array]) -> JsonObject:
        """Return what is shown beside an answer of what the Inputs read, `(1, …)` each."""
        return {}

    @abstractmethod
    def to_json(self, output: Array) -> JsonObject:
        """Return what one sample's output says, as a page shows it."""

    @abstractmethod
    def truth(self, y: Array) -> Json:
        """Return what would have been right for one sample, as a page shows it."""

    def judged(self, y: Array, output: Array) -> JsonObject:
        """Return what one sample's output says, as a page shows it beside what is right."""
        return self.to_json(output)

    @abstractmethod
    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Score outputs against `y`; a trivial answer knows what was `learnt`, the training samples' `y`."""

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return what is drawn of all answers: a confusion matrix, or truth against answers."""
        return {}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same from a project file. Raises `KeyError`, `TypeError` or `ValueError` for another form."""
        return {}

    def scored(self, learnt: Array, y: Array, outputs: Array) -> JsonObject:
        """Return the results of this Output."""
        score = self.score(learnt, y, outputs)
        return {
            "kind": self.kind,
            "metric": self.metric,
            "score": score.value,
            "interval": list(score.interval),
            "baseline": score.baseline,
            "baseline_sentence": score.sentence,
            **self.details(y, outputs),
        }

    def scored_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the results that a project file tells. Raises as `details_told` does."""
        low, high = value["interval"]
        baseline = value["baseline"]
        return {
            "kind": self.kind,
            "metric": self.metric,
            "score": number(value["score"]),
            "interval": [number(low), number(high)],
            "baseline": None if baseline is None else number(baseline),
            "baseline_sentence": _sentence(value, "baseline_sentence"),
            **self.details_told(value),
        }

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return which samples were answered wrongly, and how much each deserves to be looked at, from 0 to 1."""
        return np.zeros(len(outputs), dtype=bool), np.zeros(len(outputs))

    @abstractmethod
    def described(self) -> str:
        """Return what comes out, in words for the card of an export."""


def _sentence(value: Mapping[str, Any], key: str) -> str:
    """Return a sentence with its message; one that is too long is cut, and is plain text then."""
    sentence = heard({**value, key: str(value[key])}, key)
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST]
