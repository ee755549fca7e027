"""What was learnt from the training rows to turn raw values into tensors, and the Keras layers that do it.

It is small and plain JSON, so that a run can predict without its data, and the layers travel inside every export.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from engine.data.schema import Encoding, FeatureType
from engine.runtime.data.pixels import resizing
from engine.runtime.data.raw import Array, Tensor
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Field:
    """One raw feature as the model takes it in, under the input name `key`.

    `median`, `mean` and `variance` are over the training rows (a sequence has one mean for each of its values);
    `brightest` is the pixel value that becomes 1; `size` is what a picture is resized to.
    """

    name: str
    key: str
    type: FeatureType
    shape: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    median: float = 0.0
    mean: tuple[float, ...] = ()
    variance: tuple[float, ...] = ()
    brightest: float = 255.0
    size: tuple[int, int] | None = None

    def input(self) -> Tensor:
        """Return the Keras input that takes the raw values of this field."""
        if self.type == "category":
            return keras.Input((1,), dtype="string", name=self.key)
        if self.type == "image":
            fixed = self.shape if self.size is None else (None, None, self.shape[-1])
            return keras.Input(fixed, dtype="uint8", name=self.key)
        return keras.Input(self.shape or (1,), dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, encoding: Encoding) -> Tensor:
        """Return the tensor that the network reads, made from the raw one by preprocessing layers.

        Every layer's name ends in `_`, and no input's does (`engine.data.keys`), so that none can have another's name.
        """
        if self.type == "category":
            return self._looked_up(raw, encoding)
        if self.type == "image":
            sized = resizing(self.size, f"resize_{self.key}_")(ops.cast(raw, "float32")) if self.size else raw
            return layers.Rescaling(1 / self.brightest, name=f"scale_{self.key}_")(sized)
        filled = ops.nan_to_num(raw, nan=self.median) if self.type == "number" else raw
        return layers.Normalization(mean=self.mean, variance=self.variance, name=f"normalize_{self.key}_")(filled)

    def _looked_up(self, raw: Tensor, encoding: Encoding) -> Tensor:
        mode, what = ("one_hot", "one_hot") if encoding == "one-hot" else ("int", "index")
        lookup = layers.StringLookup(vocabulary=list(self.classes), output_mode=mode, name=f"{what}_{self.key}_")
        return ops.cast(lookup(raw), "float32")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an Input node reads: names of features, and how their categories are written."""

    features: tuple[str, ...]
    encoding: Encoding = "one-hot"


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """How raw values become what the network reads. `targets` says for each Output node its `target` and `classes`."""

    fields: Mapping[str, Field]
    inputs: Mapping[str, Reading]
    targets: Mapping[str, JsonObject]

    @property
    def keys(self) -> dict[str, str]:
        """The input name of the model for each feature."""
        return {name: field.key for name, field in self.fields.items()}

    def model(self) -> keras.Model:
        """Return a model from raw values, by input name, to a dict of what each Input node of the network reads.

        Numbers are float32 `(batch, 1)`, NaN where missing; categories strings `(batch, 1)`, "" where missing; images
        uint8 `(batch, height, width, channels)`; sequences float32 `(batch, step, value)`.
        """
        raw = {name: field.input() for name, field in self.fields.items()}
        wanted = {
            node: [self._form(name, reading) for name in reading.features] for node, reading in self.inputs.items()
        }
        # Two Inputs that read a column in the same form share its layers.
        forms = dict.fromkeys(form for forms in wanted.values() for form in forms)
        made = {(name, encoding): self.fields[name].prepared(raw[name], encoding) for name, encoding in forms}
        outputs = {node: _joined([made[form] for form in forms], f"join_{node}_") for node, forms in wanted.items()}
        return keras.Model({field.key: raw[name] for name, field in self.fields.items()}, outputs, name="prepare")

    def apply(self, raw: Mapping[str, Array]) -> dict[str, Array]:
        """Return what each Input node reads, for arrays of raw values by input name."""
        model = self.model()
        count = len(next(iter(raw.values())))
        chunks = [
            model({key: _tensor(values[start : start + _CHUNK]) for key, values in raw.items()})
            for start in range(0, max(count, 1), _CHUNK)
        ]
        return {node: np.concatenate([ops.convert_to_numpy(chunk[node]) for chunk in chunks]) for node in self.inputs}

    def to_json(self) -> JsonObject:
        """Return all of it as JSON."""
        return {
            "fields": [asdict(field) for field in self.fields.values()],
            "inputs": {node: asdict(reading) for node, reading in self.inputs.items()},
            "targets": dict(self.targets),
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> "Preparation":
        """Read what `to_json` wrote."""
        fields = [_field(field) for field in value["fields"]]
        return Preparation(
            fields={field.name: field for field in fields},
            inputs={
                node: Reading(features=tuple(reading["features"]), encoding=reading["encoding"])
                for node, reading in value["inputs"].items()
            },
            targets=value["targets"],
        )

    def _form(self, name: str, reading: Reading) -> tuple[str, Encoding]:
        return name, reading.encoding if self.fields[name].type == "category" else "one-hot"


_CHUNK = 2048


def _joined(parts: list[Tensor], name: str) -> Tensor:
    return parts[0] if len(parts) == 1 else layers.Concatenate(name=name)(parts)


def _tensor(values: Array) -> Tensor:
    return ops.convert_to_tensor(values, dtype="string" if values.dtype.kind == "O" else None)


def _field(value: Mapping[str, Any]) -> Field:
    plain: dict[str, Any] = {key: tuple(part) if isinstance(part, list) else part for key, part in value.items()}
    return Field(**plain)
