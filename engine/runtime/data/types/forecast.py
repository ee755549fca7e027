"""Forecasts: numbers of a series that lie ahead. They are answered, never read."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array
from engine.runtime.data.types.number import NumberField
from engine.words import Json


@dataclass(frozen=True, kw_only=True)
class ForecastField(NumberField):
    """The next numbers of a series, one after the other, in their own units."""

    type: ClassVar[FeatureType] = "forecast"
    answer: ClassVar[str] = "forecast"

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the numbers with six digits; one alone as it is."""
        numbers: list[Json] = [float(f"{number:.6g}") if math.isfinite(number) else None for number in value]
        return numbers[0] if len(numbers) == 1 else numbers

    @staticmethod
    def present(values: Array) -> Array:
        """Return which of them are there as a whole."""
        return np.asarray(np.isfinite(values).all(axis=1))

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return numbers as float32 `(sample, step)`."""
        return values.astype(np.float32)
