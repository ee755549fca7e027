"""Answers raw inputs with trained models, of which the last used stay in memory."""

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from engine.runs.folder import BEST, RESULTS, folder_of
from engine.runtime.answers import Answer, answers, outcome
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.runtime.evaluate.answering import Answering
from engine.runtime.opened import open_trained
from engine.words import JsonObject

_KEPT = 4


class Model:
    """A trained network from raw values to its outputs."""

    def __init__(self, run: str) -> None:
        trained = open_trained(folder_of(run))
        self.preparation: Preparation = trained.preparation
        known = outcome(trained.opened.folder)
        read = answers(trained.opened.plan, trained.preparation)
        self.read: tuple[Answer, ...] = tuple(one.limited(known) for one in read)
        self._prepare = trained.preparation.model()
        self._answer = Answering(trained.model, self.read)

    def answer(self, raw: Mapping[str, Array]) -> JsonObject:
        """Return what each Output says of one sample of raw values by input name.

        Where a picture is given again, `given` is the one that the network saw.
        """
        given = self._prepare({name: _tensor(values) for name, values in raw.items()})
        found = self._answer({key: np.asarray(value) for key, value in given.items()})
        return {one.target: {**one.answered(given, found[one.node][0]), **one.seen(given)} for one in self.read}


class Predictor:
    """Keeps a few models and asks them."""

    def __init__(self) -> None:
        self._models: OrderedDict[tuple[str, int, int], Model] = OrderedDict()

    def predict(self, request: Mapping[str, Any]) -> JsonObject:
        """Answer `{run, inputs}` with `{"outputs": {target: …}}`; raises `Refusal` for inputs that cannot be read.

        Without inputs it only gets the model ready.
        """
        model = self._model(request["run"])
        if request["inputs"] is None:
            return {"outputs": {}}
        return {"outputs": model.answer(model.preparation.given(request["inputs"]))}

    def _model(self, run: str) -> Model:
        folder = folder_of(run)
        # A run that still goes on writes better weights from time to time, and in the end what it found.
        key = run, _written(folder / BEST), _written(folder / RESULTS)
        if key not in self._models:
            keras.backend.clear_session()
            self._models[key] = Model(run)
        self._models.move_to_end(key)
        while len(self._models) > _KEPT:
            self._models.popitem(last=False)
        return self._models[key]


def _written(path: Path) -> int:
    """Return when a file was written, in nanoseconds; 0 where it is not there."""
    return path.stat().st_mtime_ns if path.exists() else 0


def _tensor(values: Array) -> tf.Tensor:
    return tf.constant(values.tolist() if values.dtype.kind in "UO" else values)
