"""Many steps of training or testing in one call into the graph, over samples that lie on the device by then."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from engine.runtime.data.part import Part, Samples, Streamed, Taken
from engine.runtime.data.raw import Array

_CALL_SECONDS = 0.12
"""Time to spend in one call: as rarely as the live picture allows."""
_PIECE = 32_000_000
"""Bytes of samples that come to the device at once, where not all of them can."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Samples on the device, by number; `order` says in which order they come, `first` which step of the epoch begins.

    `values` are what goes in, by Input node, and what it is compared with, by Output node.
    """

    values: tuple[Any, Any]
    order: tf.Tensor
    first: int
    steps: int


class Batches:
    """The batches of one part, in any order: of samples that lie on the device, or come to it piece by piece."""

    def __init__(self, part: Samples, batch_size: int) -> None:
        self.count = len(part.rows)
        self.batch_size = min(batch_size, self.count)
        self.steps = -(-self.count // self.batch_size)
        self._part = part
        self._values = _tensors((part.x, part.y)) if isinstance(part, Part) else None

    def pieces(self, order: Array) -> Iterator[Piece]:
        """Yield all samples in `order`; of what is read from the disk the next piece is prepared meanwhile."""
        if self._values:
            yield Piece(values=self._values, order=tf.constant(order), first=0, steps=self.steps)
            return
        steps = max(1, _PIECE // (self._part.size * self.batch_size)) if isinstance(self._part, Streamed) else 1
        with ThreadPoolExecutor(1) as reading:
            coming = reading.submit(self._piece, order, 0, steps)
            for first in range(steps, self.steps + steps, steps):
                piece = coming.result()
                if first < self.steps:
                    coming = reading.submit(self._piece, order, first, steps)
                yield piece

    def first(self) -> tuple[Any, Any]:
        """Return one small batch."""
        return _tensors(self._part.take(np.arange(min(2, self.count))))

    def _piece(self, order: Array, first: int, steps: int) -> Piece:
        places = order[first * self.batch_size : (first + steps) * self.batch_size]
        values = _tensors(self._part.take(places))
        count = len(places)
        return Piece(
            values=values, order=tf.range(count, dtype=tf.int32), first=first, steps=-(-count // self.batch_size)
        )


class Steps:
    """Runs steps of a compiled model, several in one call; the metrics gather over all calls until they are reset."""

    def __init__(self, model: keras.Model, batches: Batches, step: Callable[[Any], Any]) -> None:
        self._size = batches.batch_size
        self._model = model
        # Keras's own code needs no conversion by AutoGraph, which would only cost time before the first step.
        self._call = tf.function(self._steps, autograph=False, reduce_retracing=True)
        # Where the model is compiled by XLA (never on a CPU), Keras compiles one step as well.
        compiled = tf.function(step, jit_compile=True, autograph=False, reduce_retracing=True)
        self._step = compiled if model.jit_compile else step
        self._calls = 0
        self._seconds_a_step: float | None = None

    def run(self, piece: Piece, first: int) -> tuple[int, Mapping[str, float]]:
        """Run some steps of a piece from number `first`; return the number of the next one, with all metrics so far."""
        count = self._fitting(piece.steps - first)
        began = time.perf_counter()
        found = self._call(piece.values, piece.order, tf.constant(first), tf.constant(first + count))
        values = {name: float(value) for name, value in found.items()}
        # The first call also traces and compiles; it says nothing of the next.
        if self._calls:
            self._seconds_a_step = (time.perf_counter() - began) / count
        self._calls += 1
        return first + count, values

    def _fitting(self, remaining: int) -> int:
        if self._seconds_a_step is None:
            return 1
        return max(1, min(remaining, int(_CALL_SECONDS / max(self._seconds_a_step, 1e-6))))

    def _steps(self, values: Any, order: tf.Tensor, first: tf.Tensor, end: tf.Tensor) -> Any:  # noqa: ANN401
        def body(step: tf.Tensor) -> tuple[tf.Tensor]:
            rows = order[step * self._size : (step + 1) * self._size]
            self._step(tf.nest.map_structure(lambda each: tf.gather(each, rows), values))
            return (step + 1,)

        tf.while_loop(lambda step: step < end, body, (first,), parallel_iterations=1)
        return self._model.get_metrics_result()


def ready(model: keras.Model, batches: Batches) -> None:
    """Make every variable of the compiled model (optimizer, loss, metrics), as a graph loop cannot make any."""
    x, y = batches.first()
    answers = model(x)
    model.compute_loss(x=x, y=y, y_pred=answers)
    model.compute_metrics(x, y, answers)
    model.optimizer.build(model.trainable_variables)
    model.reset_metrics()


def in_order(batches: Batches) -> Array:
    """Return the order in which the samples lie."""
    return np.arange(batches.count, dtype=np.int32)


def shuffled(batches: Batches, seed: int, epoch: int) -> Array:
    """Return the order of one epoch, the same for the same seed and epoch wherever it is asked for."""
    return np.random.default_rng((abs(seed), epoch)).permutation(batches.count).astype(np.int32)


def _tensors(taken: Taken) -> tuple[Any, Any]:
    """Put arrays on the device, each once: what is to be given again is what goes in."""
    known: dict[int, tf.Tensor] = {}
    for array in (*taken[0].values(), *taken[1].values()):
        if id(array) not in known:
            known[id(array)] = tf.convert_to_tensor(array)
    x, y = ({name: known[id(array)] for name, array in values.items()} for values in taken)
    return x, y
