"""Steps of a series: each as its own type is, one after the other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import ops

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.category import CategoryField
from engine.runtime.data.types.date import DateField
from engine.runtime.data.types.field import Field
from engine.runtime.data.types.number import NumberField
from engine.said import say
from engine.words import Json, JsonObject, Refusal

EACH: Mapping[FeatureType, type[Field]] = {each.type: each for each in (NumberField, CategoryField, DateField)}


@dataclass(frozen=True, kw_only=True)
class SeriesField(Field):
    """So many steps, each of which is what `each` says."""

    type: ClassVar[FeatureType] = "series"

    each: Field

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature, before anything is learnt."""
        one = replace(feature, type=feature.each or "number", shape=(), each=None)
        return cls(name=feature.name, key=key, shape=feature.shape, each=EACH[one.type].of(one, key, schema))

    @property
    def learns(self) -> bool:
        """Whether its type learns anything."""
        return self.each.learns

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with what its type learns from all steps of the training rows."""
        return replace(self, each=self.each.learnt(values.reshape(-1), readings))

    def unlearnt(self) -> Self:
        """Return the field as it is before anything is learnt."""
        return replace(self, each=self.each.unlearnt())

    def form(self, reading: Reading) -> Hashable:
        """Return how many steps are read, in which units, and the form of each."""
        return reading.series_steps, reading.series_scale, self.each.form(reading)

    def rows(self, values: Array) -> Array:
        """Return steps `(sample, step)`."""
        return self.each.rows(values.reshape(-1)).reshape(values.shape)

    def input(self) -> Tensor:
        """Return an input of `(batch, step)`."""
        return keras.Input(self.shape, dtype=self.each.input().dtype, name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the last steps `(batch, step, value)`, each prepared as its type is, or a number as it came."""
        steps = min(reading.series_steps or self.shape[0], self.shape[0])
        each = ops.reshape(raw[:, -steps:], (-1, 1))
        if isinstance(self.each, NumberField) and reading.series_scale == "own":
            made = ops.nan_to_num(each, nan=self.each.median)
        else:
            made = self.each.prepared(each, reading)
        return ops.reshape(made, (-1, steps, made.shape[-1]))

    def given(self, value: Json) -> Array:
        """Return the steps that a person gave, the last ones where there are more."""
        values = list(value) if isinstance(value, list | tuple) else []
        (steps,) = self.shape
        if len(values) < steps:
            raise Refusal(
                say(
                    "“{field}” needs its last {steps} values, one for each step; {count} came.",
                    field=self.name,
                    steps=steps,
                    count=len(values),
                )
            )
        return np.concatenate([self.each.given(one) for one in values[-steps:]], axis=1)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the steps, each as its type is shown."""
        one = replace(feature, type=feature.each or "number", shape=(), each=None)
        return [EACH[one.type].shown(one, step) for step in value]

    def to_json(self) -> JsonObject:
        """Return the field as JSON."""
        own = {name: value for name, value in asdict(self).items() if name != "each"}
        return {"type": self.type, **own, "each": self.each.to_json()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        each = EACH[value["each"]["type"]].from_json(value["each"])
        return cls(name=value["name"], key=value["key"], shape=tuple(value["shape"]), each=each)
