"""Sequences: so many steps of so many values, each value with mean 0 and variance 1."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np

from engine.data.reading import Reading
from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field, normalization, spread_of
from engine.said import say
from engine.words import Json, Refusal


@dataclass(frozen=True, kw_only=True)
class SequenceField(Field):
    """Steps of values. `mean` and `variance` are one for each value, over all steps of the training rows."""

    type: ClassVar[FeatureType] = "sequence"
    LEARNT: ClassVar[tuple[str, ...]] = ("mean", "variance")

    mean: tuple[float, ...] = ()
    variance: tuple[float, ...] = ()

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the figures of its training rows."""
        mean, variance = spread_of(values.reshape(-1, values.shape[-1]).astype(np.float64))
        return replace(self, mean=mean, variance=variance)

    def rows(self, values: Array) -> Array:
        """Return sequences as float32 `(sample, step, value)`."""
        return values.astype(np.float32)

    def input(self) -> Tensor:
        """Return an input of `(batch, step, value)`."""
        return keras.Input(self.shape, dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the sequence, normalized."""
        return normalization(f"normalize_{self.key}_", self.mean, self.variance)(raw)

    def given(self, value: Json) -> Array:
        """Return a sequence from steps of values, or from one value a step."""
        steps = self.numbers(value)
        if steps.ndim == 1:
            steps = steps[:, np.newaxis]
        if steps.shape != self.shape:
            raise Refusal(
                say(
                    "“{field}” has {shape} steps of {shape_2}; what came has {shape_3}.",
                    field=self.name,
                    shape=self.shape[0],
                    shape_2=self.shape[1],
                    shape_3=str(steps.shape),
                )
            )
        return steps.astype(np.float32)[np.newaxis]

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the steps with four digits."""
        return [[float(f"{number:.4g}") for number in step] for step in value.tolist()]
