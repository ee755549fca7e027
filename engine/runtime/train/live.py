"""The live picture of a run: batch events, several a second, with rate and time left."""

import time
from collections.abc import Mapping
from pathlib import Path

from engine.runs import events

_EVERY_SECONDS = 0.1
_SMOOTH = 0.3


class Live:
    """Writes the batch events of a run whose epochs have so many `steps` and `samples`."""

    def __init__(self, folder: Path, *, epochs: int, steps: int, samples: int) -> None:
        self._folder = folder
        self._epochs, self._steps, self._samples = epochs, steps, samples
        self._rate: float | None = None
        self._between = 0.0
        self._written = 0.0
        self.begin_epoch()

    def begin_epoch(self) -> None:
        """Count from zero what is gathered over an epoch."""
        self._told = 0.0
        self._told_loss = 0.0
        self._mark = time.monotonic()

    def end_epoch(self, training_ended: float) -> None:
        """Note how long all that follows the training of an epoch took; `training_ended` is in monotonic seconds."""
        self._between = time.monotonic() - training_ended

    def batch(self, epoch: int, step: int, values: Mapping[str, float]) -> None:
        """Tell that `step` steps of this epoch are done, if it is time to tell again.

        `values` are means over the epoch so far; the loss is told as the mean since the last event.
        """
        now = time.monotonic()
        if now - self._written < _EVERY_SECONDS:
            return
        done = min(float(self._samples), step * self._samples / self._steps)
        fresh = (values["loss"] * done - self._told_loss) / (done - self._told)
        self._measure((done - self._told) / max(now - self._mark, 1e-6))
        events.append(
            self._folder,
            "batch",
            step=(epoch - 1) * self._steps + step,
            epoch=epoch,
            values={**values, "loss": fresh},
            rate=self._rate,
            left=self._left(epoch, done),
        )
        self._told, self._told_loss = done, values["loss"] * done
        self._mark = self._written = now

    def _measure(self, rate: float) -> None:
        # The first batches also trace the graph, so that they tell nothing of those to come.
        if self._written:
            self._rate = rate if self._rate is None else self._rate + _SMOOTH * (rate - self._rate)

    def _left(self, epoch: int, done: float) -> float | None:
        if self._rate is None:
            return None
        epochs = self._epochs - epoch
        return (epochs * self._samples + self._samples - done) / self._rate + (epochs + 1) * self._between
