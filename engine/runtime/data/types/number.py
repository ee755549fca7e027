"""Numbers: what is missing is the median, the whole has mean 0 and variance 1."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import ops

from engine.data.reading import Reading
from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field, normalization, spread_of
from engine.said import say
from engine.words import Json, Refusal


@dataclass(frozen=True, kw_only=True)
class NumberField(Field):
    """A number, NaN where missing. `median`, `mean` and `variance` are over the training rows."""

    type: ClassVar[FeatureType] = "number"
    answer: ClassVar[str] = "number"
    LEARNT: ClassVar[tuple[str, ...]] = ("median", "mean", "variance")

    median: float = 0.0
    mean: tuple[float, ...] = ()
    variance: tuple[float, ...] = ()

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the figures of its training rows."""
        present = values[np.isfinite(values)]
        median = float(np.median(present)) if len(present) else 0.0
        filled = np.where(np.isfinite(values), values, median)
        mean, variance = spread_of(filled[:, np.newaxis])
        return replace(self, median=median, mean=mean, variance=variance)

    def rows(self, values: Array) -> Array:
        """Return numbers as float32 `(sample, 1)`."""
        return values.reshape(-1, 1).astype(np.float32)

    def input(self) -> Tensor:
        """Return an input of `(batch, 1)`."""
        return keras.Input((1,), dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the number, filled and normalized."""
        filled = ops.nan_to_num(raw, nan=self.median)
        return normalization(f"normalize_{self.key}_", self.mean, self.variance)(filled)

    def given(self, value: Json) -> Array:
        """Return a number from what a form sent: a number or its digits; nothing is missing."""
        return np.asarray([[self._number(value)]], dtype=np.float32)

    def _number(self, value: Json) -> float:
        if value is None or value == "":
            return math.nan
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError) as fault:
            raise Refusal(
                say("“{field}” is a number; {value} is none.", field=self.name, value=repr(str(value)[:40]))
            ) from fault
        if math.isinf(number):
            raise Refusal(say("“{field}” must be a finite number.", field=self.name))
        return number

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the number with six digits."""
        return float(f"{value:.6g}") if math.isfinite(value) else None

    @staticmethod
    def present(values: Array) -> Array:
        """Return which numbers are there."""
        found: Array = np.isfinite(values)
        return found

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return numbers as float32 `(sample, 1)`."""
        return values.astype(np.float32).reshape(-1, 1)
