"""Boxes around the things in a picture, each of a class."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import keras
import numpy as np

from engine.data.boxes import FIGURES
from engine.data.colours import several
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.boxes import listed
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, JsonObject, Refusal


@dataclass(frozen=True, kw_only=True)
class BoxesField(Field):
    """Boxes `(box, 5)`: the number of a class (−1: none), left, top, right, bottom as shares of the picture.

    No network reads them: they are answered only.
    """

    type: ClassVar[FeatureType] = "boxes"
    answer: ClassVar[str] = "boxes"

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature."""
        return cls(name=feature.name, key=key, shape=feature.shape)

    def input(self) -> Tensor:
        """Return an input of boxes."""
        return keras.Input((None, FIGURES), dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the boxes as they are."""
        return raw

    def given(self, value: Json) -> Array:
        """Take none: raises `Refusal`."""
        raise Refusal(
            say("“{field}” are boxes, which the network finds itself; give the picture alone.", field=self.name)
        )

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the boxes with the names of their classes."""
        return listed(np.asarray(value), feature.classes)

    @classmethod
    def target(cls, feature: Feature) -> JsonObject:
        """Return the classes too, and in which colours they are drawn."""
        return {
            **super().target(feature),
            "classes": list(feature.classes),
            "colours": list(several(len(feature.classes))),
        }

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return the boxes of each picture, float32 `(sample, box, 5)`."""
        return np.asarray(values, dtype=np.float32)
