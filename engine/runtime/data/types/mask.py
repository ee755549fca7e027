"""Masks: one of some classes for each place of a picture."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data.colours import colours
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.archive import Damaged
from engine.runtime.data.masks import coded, drawn, fitted, value_of, values
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, JsonObject, Refusal


@dataclass(frozen=True, kw_only=True)
class MaskField(Field):
    """A mask `(height, width)` of class numbers; `classes` are their names."""

    type: ClassVar[FeatureType] = "mask"
    answer: ClassVar[str] = "mask"

    classes: tuple[str, ...] = ()

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with its classes."""
        return cls(name=feature.name, key=key, shape=feature.shape, classes=feature.classes)

    def input(self) -> Tensor:
        """Return an input of class numbers."""
        return keras.Input(self.shape, dtype="uint8", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return a one for the class of each place among zeros."""
        flat = layers.Flatten(name=f"flat_{self.key}_")(ops.cast(raw, "int32"))
        spread = layers.CategoryEncoding(len(self.classes), output_mode="one_hot", name=f"one_hot_{self.key}_")(flat)
        return layers.Reshape((*self.shape, len(self.classes)), name=f"places_{self.key}_")(spread)

    def given(self, value: Json) -> Array:
        """Return a mask from a picture as base64 or a `data:` address, in the values of the data set's masks."""
        if not isinstance(value, str):
            raise Refusal(say("“{field}” is a mask; upload it as a PNG.", field=self.name))
        try:
            found = values(base64.b64decode(value.rpartition(",")[2], validate=True))
            mask = coded(found, [value_of(each) for each in self.classes])
        except (binascii.Error, ValueError, Damaged) as fault:
            raise Refusal(
                say(
                    "“{field}” is a mask of {classes}; what came is none.",
                    field=self.name,
                    classes=", ".join(self.classes),
                )
            ) from fault
        return fitted(mask, (self.shape[0], self.shape[1]))[np.newaxis]

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the mask as a picture to lay over what it masks, a `data:` address."""
        return drawn(np.asarray(value), colours(feature.counts))

    @classmethod
    def target(cls, feature: Feature) -> JsonObject:
        """Return the classes too, and in which colours they are drawn."""
        return {**super().target(feature), "classes": list(feature.classes), "colours": list(colours(feature.counts))}

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return the number of each place's class, uint8 `(sample, height, width)`, or a row for each, float32."""
        mask = np.asarray(values)
        return np.eye(len(feature.classes), dtype=np.float32)[mask] if one_hot else mask
