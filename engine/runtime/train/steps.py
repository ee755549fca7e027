"""Many steps of training or testing in one call into the graph, over samples that lie on the device already."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from engine.runtime.data.prepare import Part

_CALL_SECONDS = 0.12
"""Time to spend in one call: as rarely as the live picture allows."""


class Samples:
    """Samples of one part on the device, and batches of them in any order."""

    def __init__(self, part: Part, batch_size: int) -> None:
        self.count = len(part.rows)
        self.batch_size = min(batch_size, self.count)
        self.steps = -(-self.count // self.batch_size)
        known: dict[int, tf.Tensor] = {}
        self._values = (_tensors(part.x, known), _tensors(part.y, known))

    def batch(self, order: tf.Tensor, step: tf.Tensor) -> tuple[Any, Any]:
        """Return batch number `step` (from 0) of the samples taken in `order`, as `(x, y)`."""
        rows = order[step * self.batch_size : (step + 1) * self.batch_size]
        x, y = tf.nest.map_structure(lambda values: tf.gather(values, rows), self._values)
        return x, y

    def first(self) -> tuple[Any, Any]:
        """Return one small batch."""
        x, y = tf.nest.map_structure(lambda values: values[: min(2, self.count)], self._values)
        return x, y


class Steps:
    """Runs steps of a compiled model, several in one call; the metrics gather over all calls until they are reset."""

    def __init__(self, model: keras.Model, samples: Samples, step: Callable[[Any], Any]) -> None:
        self.samples = samples
        self._model = model
        # Keras's own code needs no conversion by AutoGraph, which would only cost time before the first step.
        self._call = tf.function(self._steps, autograph=False, reduce_retracing=True)
        # Where the model is compiled by XLA (never on a CPU), Keras compiles one step as well.
        compiled = tf.function(step, jit_compile=True, autograph=False, reduce_retracing=True)
        self._step = compiled if model.jit_compile else step
        self._seconds_a_step: float | None = None

    def run(self, order: tf.Tensor, first: int) -> tuple[int, Mapping[str, float]]:
        """Run some steps from number `first` and return the number of the next one, with all metrics so far."""
        count = self._fitting(self.samples.steps - first)
        began = time.perf_counter()
        found = self._call(order, tf.constant(first), tf.constant(first + count))
        values = {name: float(value) for name, value in found.items()}
        seconds = (time.perf_counter() - began) / count
        # The first call also traces and compiles; it says nothing of the next.
        self._seconds_a_step = None if self._seconds_a_step is None and first == 0 and count == 1 else seconds
        return first + count, values

    def _fitting(self, remaining: int) -> int:
        if self._seconds_a_step is None:
            return 1
        return max(1, min(remaining, int(_CALL_SECONDS / max(self._seconds_a_step, 1e-6))))

    def _steps(self, order: tf.Tensor, first: tf.Tensor, end: tf.Tensor) -> Any:  # noqa: ANN401 - tensors by name
        def body(step: tf.Tensor) -> tuple[tf.Tensor]:
            self._step(self.samples.batch(order, step))
            return (step + 1,)

        tf.while_loop(lambda step: step < end, body, (first,), parallel_iterations=1)
        return self._model.get_metrics_result()


def ready(model: keras.Model, samples: Samples) -> None:
    """Make every variable of the compiled model (optimizer, loss, metrics), as a graph loop cannot make any."""
    x, y = samples.first()
    answers = model(x)
    model.compute_loss(x=x, y=y, y_pred=answers)
    model.compute_metrics(x, y, answers)
    model.optimizer.build(model.trainable_variables)
    model.reset_metrics()


def in_order(samples: Samples) -> tf.Tensor:
    """Return the order in which the samples lie."""
    return tf.range(samples.count)


def shuffled(samples: Samples, seed: int, epoch: int) -> tf.Tensor:
    """Return the order of one epoch, the same for the same seed and epoch wherever it is asked for."""
    order = np.random.default_rng((abs(seed), epoch)).permutation(samples.count)
    return tf.constant(order.astype(np.int32))


def _tensors(values: Mapping[str, np.ndarray], known: dict[int, tf.Tensor]) -> dict[str, tf.Tensor]:
    """Put arrays on the device, each once: what is to be given again is what goes in."""
    for array in values.values():
        if id(array) not in known:
            known[id(array)] = tf.convert_to_tensor(array)
    return {name: known[id(array)] for name, array in values.items()}
