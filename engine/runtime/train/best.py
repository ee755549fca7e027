"""Keeps the weights of the best epoch: in memory at once, on the disk as often as costs next to nothing."""

import os
import secrets
import time
from pathlib import Path

import keras
import tensorflow as tf

from engine.runs import events
from engine.runs.folder import BEST, LAST

_SHARE = 0.02
"""Of the training time that may go into writing weights before the end."""


class Best:
    """The best epoch so far, by one value of which less is better."""

    def __init__(self, folder: Path, model: keras.Model) -> None:
        self.epoch: int | None = None
        self.value = float("inf")
        self._folder = folder
        self._model = model
        self._kept: list[tf.Tensor] = []
        self._saved: int | None = None
        self._cost = 0.0
        self._at = time.monotonic()

    def offer(self, epoch: int, value: float) -> bool:
        """Keep the weights of this epoch if it is the best so far, and say whether it is."""
        if not value < self.value:
            return False
        self.epoch, self.value = epoch, value
        self._kept = [tf.identity(variable.value) for variable in self._model.variables]
        if self._saved is None or self._cost < _SHARE * (time.monotonic() - self._at):
            self._save()
        return True

    def finish(self) -> None:
        """Write the last weights and the best ones, and leave the best in the model."""
        save_weights(self._model, self._folder / LAST)
        if self.epoch is None:
            return
        for variable, value in zip(self._model.variables, self._kept, strict=True):
            variable.assign(value)
        if self._saved != self.epoch:
            self._save()

    def _save(self) -> None:
        began = time.monotonic()
        save_weights(self._model, self._folder / BEST)
        self._saved, self._at = self.epoch, time.monotonic()
        self._cost = self._at - began
        events.append(self._folder, "saved", epoch=self.epoch)


def save_weights(model: keras.Model, path: Path) -> None:
    """Write a model's weights so that a crash or a full disk leaves the old file or the new, never less."""
    # Keras insists on this ending.
    temporary = path.with_name(f".{secrets.token_hex(4)}.weights.h5")
    try:
        model.save_weights(temporary)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
