"""An answer that is a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from engine.runtime.answers.answer import Answer
from engine.runtime.answers.told import number
from engine.runtime.data.raw import Array
from engine.runtime.evaluate.scores import Score, differences, mean_absolute_error
from engine.words import Json, JsonObject

_POINTS = 2000


@dataclass(frozen=True, kw_only=True)
class NumberAnswer(Answer):
    """A number `(sample, 1)`, in the units of its column."""

    kind: ClassVar[str] = "number"
    metric: ClassVar[str] = "mean absolute error"

    def to_json(self, output: Array) -> JsonObject:
        """Return the number."""
        return {"value": plain(output)}

    def truth(self, y: Array) -> Json:
        """Return the right number."""
        return float(numbers(y[None])[0])

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean absolute error; the trivial answer is the mean."""
        return mean_absolute_error(numbers(y), numbers(outputs), float(numbers(learnt).mean()))

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return some of the right numbers, and what was answered."""
        every = max(1, len(y) // _POINTS)
        return {"truth": numbers(y)[::every].tolist(), "answers": numbers(outputs)[::every].tolist()}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        points = list(zip(value["truth"], value["answers"], strict=True))[:_POINTS]
        return {
            "truth": [number(truth) for truth, _ in points],
            "answers": [number(answer) for _, answer in points],
        }

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return none as wrong; large errors deserve most."""
        return by_difference(y, outputs)

    def described(self) -> str:
        """Return that it is a number."""
        return f"the predicted “{self.target}”, a number"


def numbers(values: Array) -> Array:
    """Return one number for each sample: the mean of what is there."""
    found: Array = values.reshape(len(values), -1).mean(axis=1).astype(np.float64)
    return found


def plain(output: Array) -> Json:
    """Return an output as JSON: a number where it is one."""
    return float(output.reshape(())) if output.size == 1 else output.tolist()


def by_difference(y: Array, said: Array) -> tuple[Array, Array]:
    """Return none as wrong, and by how much each differs, of the largest difference."""
    errors = differences(y, said)
    return np.zeros(len(errors), dtype=bool), errors / (errors.max() or 1.0)
