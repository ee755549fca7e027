"""What a network answers all over the plane of two features: the picture that shows how it learns."""

import base64
import time
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np

from engine.data.schema import Feature
from engine.runs import events
from engine.runtime.answers import Answer, ClassesAnswer, NumberAnswer, answers
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.opened import Opened
from engine.words import JsonObject

_SIZE = 48
_MARGIN = 0.1
_EVERY_SECONDS = 0.8


def surface(opened: Opened, preparation: Preparation, model: keras.Model) -> "Surface | None":
    """Return the surface of a network, or `None` where its data has no plane to draw."""
    features = opened.used.inputs()
    read = answers(opened.plan, preparation)
    plain = len(features) == 2 and all(feature.type == "number" and not feature.shape for feature in features)
    if not plain or len(read) != 1 or not isinstance(read[0], ClassesAnswer | NumberAnswer):
        return None
    return Surface(opened.folder, features, preparation, model, read[0])


class Surface:
    """Writes `surface` events of a model as it is at the moment."""

    def __init__(
        self, folder: Path, features: Sequence[Feature], preparation: Preparation, model: keras.Model, answer: Answer
    ) -> None:
        self._folder = folder
        self._features = [feature.name for feature in features]
        self._ranges = [_range(feature) for feature in features]
        self._model = model
        self._answer = answer
        planes = np.meshgrid(*[np.linspace(low, high, _SIZE, dtype=np.float32) for low, high in self._ranges])
        keys = [preparation.keys[name] for name in self._features]
        self._grid = preparation.apply({key: plane.reshape(-1, 1) for key, plane in zip(keys, planes, strict=True)})
        self._at = 0.0

    def tell_sometimes(self, epoch: int) -> None:
        """Tell the surface after this epoch, if it is time to tell again."""
        if time.monotonic() - self._at >= _EVERY_SECONDS:
            self.tell(epoch)

    def tell(self, epoch: int) -> None:
        """Tell the surface after this epoch."""
        self._at = time.monotonic()
        shades, extent = _shades(self._answer, self._model(self._grid, training=False)[self._answer.node])
        events.append(
            self._folder,
            "surface",
            epoch=epoch,
            features=self._features,
            x=self._ranges[0],
            y=self._ranges[1],
            size=_SIZE,
            classes=list(self._answer.classes) if isinstance(self._answer, ClassesAnswer) else [],
            values=base64.b64encode(shades.tobytes()).decode(),
            **extent,
        )


def _shades(answer: Answer, output: Tensor) -> tuple[Array, JsonObject]:
    """Return a byte for each point: the second class's probability, the likeliest class, or the value in its range."""
    if not isinstance(answer, ClassesAnswer):
        values = np.asarray(output)[:, 0]
        low, high = float(values.min()), float(values.max())
        return _bytes((values - low) / ((high - low) or 1.0)), {"low": low, "high": high}
    chances = np.asarray(answer.probabilities(output))
    if len(answer.classes) == 2:
        return _bytes(chances[:, 1]), {}
    return np.argmax(chances, axis=1).astype(np.uint8), {}


def _bytes(shares: Array) -> Array:
    found: Array = np.round(255 * np.clip(np.nan_to_num(shares), 0, 1)).astype(np.uint8)
    return found


def _range(feature: Feature) -> list[float]:
    low, high = feature.min or 0.0, feature.max or 0.0
    margin = _MARGIN * ((high - low) or 1.0)
    return [low - margin, high + margin]
