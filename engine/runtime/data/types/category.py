"""Categories: one of a few words."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class CategoryField(Field):
    """One of `classes` as text, "" where missing; what is none of them is unknown."""

    type: ClassVar[FeatureType] = "category"
    answer: ClassVar[str] = "classes"

    classes: tuple[str, ...] = ()

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with its classes."""
        return cls(name=feature.name, key=key, shape=feature.shape, classes=feature.classes)

    def form(self, reading: Reading) -> Hashable:
        """Return how the classes are written."""
        return reading.encoding

    def rows(self, values: Array) -> Array:
        """Return texts as `(sample, 1)`."""
        return values.reshape(-1, 1)

    def input(self) -> Tensor:
        """Return an input of texts `(batch, 1)`."""
        return keras.Input((1,), dtype="string", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return a one for its class among zeros, or the number of its class; unknown comes first."""
        mode, what = ("one_hot", "one_hot") if reading.encoding == "one-hot" else ("int", "index")
        lookup = layers.StringLookup(vocabulary=list(self.classes), output_mode=mode, name=f"{what}_{self.key}_")
        return ops.cast(lookup(raw), "float32")

    def given(self, value: Json) -> Array:
        """Return a text from what a form sent."""
        return np.asarray([["" if value is None else _text(value)]], dtype=object)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the text."""
        return str(value) or None

    @staticmethod
    def present(values: Array) -> Array:
        """Return which texts are not empty."""
        found: Array = values != ""
        return found

    @classmethod
    def target(cls, feature: Feature) -> JsonObject:
        """Return the classes too."""
        return {**super().target(feature), "classes": list(feature.classes)}

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return the number of each class, int32 `(sample,)`, or float32 `(sample, class)`."""
        index = class_index(feature, values)
        return np.eye(len(feature.classes), dtype=np.float32)[index] if one_hot else index

    @staticmethod
    def strata(feature: Feature, values: Array) -> Array:
        """Return the number of each class."""
        return class_index(feature, values)


def class_index(feature: Feature, values: Array) -> Array:
    """Return the number of each text's class; −1 for what is none: of a sample that was removed, or has no label."""
    place = {name: number for number, name in enumerate(feature.classes)}
    return np.asarray([place.get(str(value), -1) for value in values], dtype=np.int32)


def _text(value: Json) -> str:
    # A category of whole numbers is known by “3”; a form may send 3 or 3.0.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
