"""The epochs of a run: train, validate, keep the best, tell, and know when to end."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import keras

from engine.plan import Plan
from engine.runs import events, stopping
from engine.runtime.data.part import Samples, Streamed
from engine.runtime.data.prepare import Prepared
from engine.runtime.train.best import Best
from engine.runtime.train.live import Live
from engine.runtime.train.moved import training_step
from engine.runtime.train.steps import Batches, Steps, in_order, ready, shuffled

Reason: TypeAlias = Literal["done", "early-stopping", "stopped", "time-limit", "diverged"]
Values: TypeAlias = Mapping[str, float]

_TEST_BATCH = 4
"""Testing keeps no activations for gradients, so that larger batches fit where training's did."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Why the epochs ended, after how many, and the values of the last whole one."""

    reason: Reason
    epochs: int
    values: Values


class Loop:
    """Trains a compiled model on prepared data as the training settings of the plan's document say."""

    def __init__(self, folder: Path, model: keras.Model, prepared: Prepared, plan: Plan) -> None:
        training = plan.document.training
        self._folder = folder
        self._model = model
        self._training = training
        self._train = Batches(prepared.train, training.batch_size)
        self._tested = Batches(prepared.validation, _tested_at_once(prepared.validation, training.batch_size))
        ready(model, self._train)
        self._training_steps = Steps(model, self._train, training_step(model, plan))
        self._testing_steps = Steps(model, self._tested, model.test_step)
        self._live = Live(folder, epochs=training.epochs, steps=self._train.steps, samples=self._train.count)
        self.best = Best(folder, model)

    @property
    def steps(self) -> int:
        """How many steps all epochs together have."""
        return self._train.steps * self._training.epochs

    def run(self, after_epoch: Callable[[int], None]) -> Outcome:
        """Train until the epochs are done or something ends them; `after_epoch` is called with each epoch's number."""
        values: Values = {}
        for epoch in range(1, self._training.epochs + 1):
            began = time.monotonic()
            reason, found = self._epoch(epoch)
            if reason:
                return Outcome(reason=reason, epochs=epoch - 1, values=values)
            values = found
            best = self.best.offer(epoch, values["val_loss"])
            events.append(
                self._folder, "epoch", epoch=epoch, seconds=time.monotonic() - began, values=values, best=best
            )
            after_epoch(epoch)
            if ended := self._ended(epoch):
                return Outcome(reason=ended, epochs=epoch, values=values)
        return Outcome(reason="done", epochs=self._training.epochs, values=values)

    def _epoch(self, epoch: int) -> tuple[Reason | None, Values]:
        """Train and validate one epoch; a reason means that it was left unfinished."""
        self._model.reset_metrics()
        self._live.begin_epoch()
        order = shuffled(self._train, self._training.seed, epoch)
        for piece in self._train.pieces(order):
            step = 0
            while step < piece.steps:
                step, values = self._training_steps.run(piece, step)
                self._live.batch(epoch, piece.first + step, values)
                if not math.isfinite(values["loss"]):
                    return "diverged", values
                if why := stopping.asked(self._folder):
                    return why, values
        trained = time.monotonic()
        validated = self._validate()
        self._live.end_epoch(trained)
        return None, {**values, **{f"val_{name}": value for name, value in validated.items()}}

    def _validate(self) -> Values:
        self._model.reset_metrics()
        for piece in self._tested.pieces(in_order(self._tested)):
            step = 0
            while step < piece.steps:
                step, values = self._testing_steps.run(piece, step)
        return values

    def _ended(self, epoch: int) -> Reason | None:
        if why := stopping.asked(self._folder):
            return why
        since_best = epoch - (self.best.epoch or 0)
        if self._training.patience and since_best >= self._training.patience and epoch < self._training.epochs:
            return "early-stopping"
        return None


def _tested_at_once(part: Samples, batch_size: int) -> int:
    # Of what comes from the disk no more is held than training holds.
    return batch_size if isinstance(part, Streamed) else max(_TEST_BATCH * batch_size, 32)
