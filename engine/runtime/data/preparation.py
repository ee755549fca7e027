"""What was learnt from the training rows to turn raw values into tensors, and the Keras layers that do it.

It is small and plain JSON, so that a run can predict without its data, and the layers travel inside every export.
"""

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.runtime.data.raw import Array, Columns, Tensor
from engine.runtime.data.types import FIELDS, Field
from engine.words import JsonObject


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

        What raw values are of each type, its class says: `engine.runtime.data.types`.
        """
        raw = {name: field.input() for name, field in self.fields.items()}
        made: dict[tuple[str, Hashable], Tensor] = {}
        outputs = {}
        for node, reading in self.inputs.items():
            parts = []
            for name in reading.features:
                field = self.fields[name]
                # Two Inputs that read a column in the same form share its layers.
                form = name, field.form(reading)
                if form not in made:
                    made[form] = field.prepared(raw[name], reading)
                parts.append(made[form])
            outputs[node] = _joined(parts, f"join_{node}_")
        return keras.Model({field.key: raw[name] for name, field in self.fields.items()}, outputs, name="prepare")

    @cached_property
    def _made(self) -> keras.Model:
        return self.model()

    def rows(self, raw: Columns, rows: Array) -> dict[str, Array]:
        """Return some rows of raw columns by input name, as `model` takes them."""
        return {field.key: field.rows(raw[name][rows]) for name, field in self.fields.items()}

    def given(self, values: JsonObject) -> dict[str, Array]:
        """Return one sample that a person gave, `(1, …)` by input name; what is absent from `values` is missing.

        Raises `Refusal` for a value that its field cannot take.
        """
        return {field.key: field.given(values.get(name)) for name, field in self.fields.items()}

    def apply(self, raw: Mapping[str, Array]) -> dict[str, Array]:
        """Return what each Input node reads, for arrays of raw values by input name."""
        model = self._made
        count = len(next(iter(raw.values())))
        if not count:
            # Not every layer takes nothing.
            return {
                node: np.zeros((0, *(size or 0 for size in model.output[node].shape[1:])), np.float32)
                for node in self.inputs
            }
        step = max(_FEWEST, min(_CHUNK, _CHUNK_BYTES * count // max(1, sum(values.nbytes for values in raw.values()))))
        chunks = [
            model({key: _tensor(values[start : start + step]) for key, values in raw.items()})
            for start in range(0, count, step)
        ]
        return {node: np.concatenate([ops.convert_to_numpy(chunk[node]) for chunk in chunks]) for node in self.inputs}

    def to_json(self) -> JsonObject:
        """Return all of it as JSON."""
        return {
            "fields": [field.to_json() for field in self.fields.values()],
            "inputs": {node: asdict(reading) for node, reading in self.inputs.items()},
            "targets": dict(self.targets),
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> "Preparation":
        """Read what `to_json` wrote."""
        fields = [FIELDS[field["type"]].from_json(field) for field in value["fields"]]
        return Preparation(
            fields={field.name: field for field in fields},
            inputs={node: Reading.of(reading) for node, reading in value["inputs"].items()},
            targets=value["targets"],
        )


_CHUNK = 2048
_CHUNK_BYTES = 16_000_000  # what layers make of raw values on the way may be many times as large
_FEWEST = 16


def _joined(parts: list[Tensor], name: str) -> Tensor:
    return parts[0] if len(parts) == 1 else layers.Concatenate(name=name)(parts)


def _tensor(values: Array) -> Tensor:
    return ops.convert_to_tensor(values, dtype="string" if values.dtype.kind == "O" else None)
