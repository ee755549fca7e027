"""How the raw values of an Input become tensors: the Keras layers that do it, with what they have learnt."""

from collections.abc import Iterator, Mapping

import keras
import numpy as np
from keras import ops

from engine.runtime.begin.told import told
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import Learnt
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.samples import values as samples
from engine.runtime.trace.shown import shown
from engine.said import say
from engine.words import Json, JsonObject, Refusal


def prepared(learnt: Learnt, key: str, number: int) -> JsonObject:
    """Return how each column that an Input reads is prepared, and what that makes of training sample `number`.

    `{"rows": how many rows it was learnt from, "columns": [{"name", "type", "steps": [{"layer", "sentence", "words"}],
    "before", "after"}]}`. Raises `Refusal` where the Input reads nothing.
    """
    reading = learnt.preparation.inputs.get(key)
    if reading is None:
        raise Refusal(say("This Input reads nothing of the data."))
    row = learnt.parts.training[number % len(learnt.parts.training) :][:1]
    (before,) = samples(learnt.used, learnt.raw, row)
    raw = learnt.preparation.rows(learnt.raw, row)
    columns: list[Json] = [
        {
            "name": name,
            "type": learnt.preparation.fields[name].type,
            "steps": list(_steps(*_column(learnt.preparation, key, name))),
            "before": before.get(name),
            "after": _after(learnt.preparation, key, name, raw),
        }
        for name in reading.features
    ]
    return {"rows": len(learnt.parts.training), "columns": columns}


def _column(preparation: Preparation, key: str, name: str) -> tuple[Tensor, Tensor]:
    """Return what comes in of a column, and what the Input makes of it."""
    field = preparation.fields[name]
    raw = field.input()
    return raw, field.prepared(raw, preparation.inputs[key])


def _after(preparation: Preparation, key: str, name: str, raw: Mapping[str, Array]) -> JsonObject:
    model = keras.Model(*_column(preparation, key, name))
    values = raw[preparation.fields[name].key]
    tensor = ops.convert_to_tensor(values, dtype="string" if values.dtype.kind == "O" else None)
    found = np.asarray(model(tensor))[0]
    return shown(np.atleast_1d(found), picture=preparation.fields[name].type == "image")


def _steps(raw: Tensor, made: Tensor) -> Iterator[Json]:
    for kind, what in told(keras.Model(raw, made).operations):
        yield {"layer": kind, "sentence": what.sentence, "words": list(what.words)}
