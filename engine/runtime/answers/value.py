"""An answer that is compared with nothing: it was only made small."""

from dataclasses import dataclass
from typing import ClassVar

from engine.runtime.answers.answer import Answer
from engine.runtime.answers.number import numbers, plain
from engine.runtime.data.raw import Array
from engine.runtime.evaluate.scores import Score, mean_value
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class ValueAnswer(Answer):
    """A value that training made small."""

    kind: ClassVar[str] = "value"
    metric: ClassVar[str] = "mean"

    def to_json(self, output: Array) -> JsonObject:
        """Return the value."""
        return {"value": plain(output)}

    def truth(self, y: Array) -> Json:
        """Return nothing."""
        return None

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return how small it is; there is no trivial answer."""
        return mean_value(numbers(outputs))

    def described(self) -> str:
        """Return that it was made small."""
        return "a number that training made as small as it could"
