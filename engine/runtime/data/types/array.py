"""Arrays of any shape: each place of the last axis with mean 0 and variance 1."""

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

_MOST_SHOWN = 64


@dataclass(frozen=True, kw_only=True)
class ArrayField(Field):
    """Numbers of one shape, NaN where missing. `mean` and `variance` are along the last axis, over all else."""

    type: ClassVar[FeatureType] = "array"
    LEARNT: ClassVar[tuple[str, ...]] = ("mean", "variance")

    mean: tuple[float, ...] = ()
    variance: tuple[float, ...] = ()

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the figures of its training rows."""
        flat = values.reshape(-1, values.shape[-1]).astype(np.float64)
        known = np.isfinite(flat)
        mean = np.where(known, flat, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        figures = spread_of(np.where(known, flat, mean))
        return replace(self, mean=figures[0], variance=figures[1])

    def rows(self, values: Array) -> Array:
        """Return arrays as float32 `(sample, …)`."""
        return values.astype(np.float32)

    def input(self) -> Tensor:
        """Return an input of this shape."""
        return keras.Input(self.shape, dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the numbers, normalized; what is missing is the mean."""
        scaled = normalization(f"normalize_{self.key}_", self.mean, self.variance)(raw)
        return ops.where(ops.isfinite(scaled), scaled, 0.0)

    def given(self, value: Json) -> Array:
        """Return an array from nested lists of numbers."""
        numbers = self.numbers(value)
        if numbers.shape != self.shape:
            raise Refusal(
                say(
                    "“{field}” has the shape {shape}; what came has {shape_2}.",
                    field=self.name,
                    shape=str(self.shape),
                    shape_2=str(numbers.shape),
                )
            )
        return numbers.astype(np.float32)[np.newaxis]

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the numbers with four digits, of a large array the first ones."""
        flat = np.asarray(value).reshape(-1)[:_MOST_SHOWN]
        return [float(f"{number:.4g}") if np.isfinite(number) else None for number in flat]
