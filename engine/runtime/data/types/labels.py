"""Labels: a sample has none of them, one, or several."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers

from engine.data.labels import SEPARATORS, joined, parts_of, rarest_first
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.several import table_of
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, JsonObject, Refusal


@dataclass(frozen=True, kw_only=True)
class LabelsField(Field):
    """Some of `classes`; in a cell, a text, `separator` stands between them. What is none of them is unknown."""

    type: ClassVar[FeatureType] = "labels"
    answer: ClassVar[str] = "labels"

    classes: tuple[str, ...] = ()
    separator: str = SEPARATORS[0]

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with its labels."""
        return cls(name=feature.name, key=key, classes=feature.classes, separator=separator_of(feature))

    def rows(self, values: Array) -> Array:
        """Return names of labels `(sample, place)`, "" where a sample has fewer than others."""
        cells, codes = np.unique(values.astype(np.str_), return_inverse=True)
        found = [parts_of(str(cell), self.separator) for cell in cells]
        names = np.full((len(found), max([1, *map(len, found)])), "", dtype=object)
        for row, each in zip(names, found, strict=True):
            row[: len(each)] = each
        return names[codes.reshape(-1)]

    def input(self) -> Tensor:
        """Return an input of names `(batch, place)`, as many as the sample with most has."""
        return keras.Input((None,), dtype="string", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return a number for each label, 1 where the sample has it; unknown ones come first."""
        lookup = layers.StringLookup(
            vocabulary=list(self.classes), mask_token="", output_mode="multi_hot", name=f"multi_hot_{self.key}_"
        )
        return keras.ops.cast(lookup(raw), "float32")

    def given(self, value: Json) -> Array:
        """Return labels from a list of names, or from a cell as the data have it."""
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return self.rows(np.asarray([joined([str(each) for each in value], self.separator)], dtype=object))
        if value is None or isinstance(value, str):
            return self.rows(np.asarray([value or ""], dtype=object))
        raise Refusal(say("“{field}” is a list of labels; what came is none.", field=self.name))

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the cell as it stands."""
        return str(value) or None

    @classmethod
    def target(cls, feature: Feature) -> JsonObject:
        """Return the labels too."""
        return {**super().target(feature), "classes": list(feature.classes)}

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return a 1 for each label that a sample has, float32 `(sample, label)`."""
        return spread(feature, values).astype(np.float32)

    @staticmethod
    def strata(feature: Feature, values: Array) -> Array:
        """Return the rarest label of each sample, as its place among them by how rare they are; the last: none."""
        table = spread(feature, values)[:, list(rarest_first(feature))]
        found: Array = np.where(table.any(axis=1), table.argmax(axis=1), len(feature.classes))
        return found


def spread(feature: Feature, values: Array) -> Array:
    """Return a row for each cell with a 1 for each label in it, int64 `(sample, label)`."""
    cells, codes = np.unique(values.astype(np.str_), return_inverse=True)
    found = [parts_of(str(cell), separator_of(feature)) for cell in cells]
    return table_of(found, feature.classes)[codes.reshape(-1)]


def separator_of(feature: Feature) -> str:
    """Return what stands between the labels of a column."""
    return feature.labels.separator if feature.labels else SEPARATORS[0]
