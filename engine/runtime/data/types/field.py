"""A column as a model takes it in: what every type says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.raw import Array, Tensor
from engine.said import say
from engine.words import Json, JsonObject, Refusal


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """One raw feature as the model takes it in, under the input name `key`; a subclass for each type.

    A subclass adds what it must know to make tensors of raw values; `LEARNT` names what of that comes from the training
    rows. All of it is plain JSON, so that a run can predict without its data. `answer` is the kind of answer
    (`engine.runtime.answers`) that an Output gives to a column of this type, where one can be predicted.
    """

    type: ClassVar[FeatureType]
    answer: ClassVar[str] = ""
    LEARNT: ClassVar[tuple[str, ...]] = ()

    name: str
    key: str
    shape: tuple[int, ...] = ()

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature, before anything is learnt."""
        return cls(name=feature.name, key=key, shape=feature.shape)

    @property
    def learns(self) -> bool:
        """Whether it learns anything; values of what does not are never read for that, as they may be too many."""
        return bool(self.LEARNT)

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with what it learns from the raw values of the training rows, for these readings of it."""
        return self

    def unlearnt(self) -> Self:
        """Return the field as it is before anything is learnt."""
        usual: dict[str, Any] = {each.name: each.default for each in fields(self) if each.name in self.LEARNT}
        return replace(self, **usual)

    @property
    def files(self) -> str:
        """Of which files a graph can make raw values, in words for whoever has an exported model; none where it cannot.

        Where it can, `from_file` does it, and `as_file` makes such a file of a raw value.
        """
        return ""

    def of_files(self) -> Self:
        """Return the field as it is where its raw values are what `from_file` gives."""
        return self

    def from_file(self, content: Tensor) -> Tensor:
        """Return the raw value of one file, given its bytes, in a graph of TensorFlow."""
        raise TypeError(f"A column of type {self.type} has no files.")

    def as_file(self, value: Array) -> bytes:
        """Return one raw value as the bytes of a file, without loss."""
        raise TypeError(f"A column of type {self.type} has no files.")

    def form(self, reading: Reading) -> Hashable:
        """Return what tells apart the forms in which Inputs read this field; they share the layers of a form."""
        return None

    def rows(self, values: Array) -> Array:
        """Return raw values `(sample, …)` as the model takes them."""
        return values

    @abstractmethod
    def input(self) -> Tensor:
        """Return the Keras input that takes the raw values of this field."""

    @abstractmethod
    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the tensor that the network reads, made from the raw one by preprocessing layers.

        Every layer's name ends in `_`, and no input's does (`engine.data.keys`), so that none can have another's name.
        """

    def taken(self, raw: Tensor) -> Tensor:
        """Return raw values that came to an exported model as `given` returns a person's, inside a TensorFlow graph."""
        return raw

    @abstractmethod
    def given(self, value: Json) -> Array:
        """Return one sample `(1, …)` that a person gave, as the model takes it; `None` is missing.

        Raises `Refusal` for a value that the field cannot take.
        """

    @staticmethod
    @abstractmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401 - what numpy gives for one cell
        """Return one raw value as a page shows it; `None` where it is missing."""

    @staticmethod
    def present(values: Array) -> Array:
        """Return which of the raw values are there."""
        return np.ones(len(values), dtype=bool)

    @classmethod
    def target(cls, feature: Feature) -> JsonObject:
        """Return what a run must know to read answers to this feature."""
        return {"target": feature.name, "kind": cls.answer}

    @staticmethod
    def answers(feature: Feature, values: Array, *, one_hot: bool) -> Array:
        """Return raw values of a target `(sample, …)` as an Output learns them; `one_hot`: a row for each."""
        raise TypeError(f"A column of type {feature.type} cannot be predicted.")

    @staticmethod
    def strata(feature: Feature, values: Array) -> Array | None:
        """Return a number for each raw value of a target, so that each part has its share of each; or nothing."""
        return None

    @staticmethod
    def arrays(name: str, values: Array) -> dict[str, Array]:
        """Return raw values as a program finds them beside it, by the name of their array."""
        return {name: values}

    def to_json(self) -> JsonObject:
        """Return the field as JSON."""
        return {"type": self.type, **asdict(self)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        known = {each.name: value[each.name] for each in fields(cls) if each.name in value}
        plain: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in known.items()}
        return cls(**plain)

    def numbers(self, value: Json) -> Array:
        """Return rows of finite numbers that a person gave. Raises `Refusal` where they are none."""
        try:
            array = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError) as fault:
            raise Refusal(say("“{field}” needs rows of numbers, all of one length.", field=self.name)) from fault
        if not np.isfinite(array).all():
            raise Refusal(say("“{field}” must hold finite numbers only.", field=self.name))
        return array


def normalization(name: str, mean: tuple[float, ...], variance: tuple[float, ...]) -> keras.layers.Layer:
    """Return the layer that brings values to mean 0 and variance 1, by figures of the training rows."""
    return keras.layers.Normalization(mean=mean, variance=variance, name=name)


def spread_of(values: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return mean and variance of each column of `(value, column)`."""
    # A column with one value has no variance; dividing by 1 keeps it at 0 instead of blowing up what is new.
    variance = tuple(float(number) if number > 0 else 1.0 for number in values.var(axis=0))
    return tuple(map(float, values.mean(axis=0))), variance
