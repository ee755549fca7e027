"""What a network makes of prepared inputs: its outputs, and the texts that it writes."""

from collections.abc import Mapping, Sequence

import keras
import numpy as np
import tensorflow as tf

from engine.runtime.answers import Answer, TextAnswer
from engine.runtime.data.part import AT_ONCE
from engine.runtime.data.raw import Array, Tensor


class Answering:
    """Answers prepared inputs, `(sample, …)` by Input node, by Output node.

    Of a text it answers what the network writes when nobody tells it what stands before: numbers `(sample, place)`.
    """

    def __init__(self, network: keras.Model, read: Sequence[Answer]) -> None:
        self._network = network
        self._writing = {one.node: _writing(network, one) for one in read if isinstance(one, TextAnswer)}

    def __call__(self, x: Mapping[str, Array]) -> dict[str, Array]:
        """Return what every Output says."""
        others = len(self._writing) < len(self._network.output)
        found = predicted(self._network, x) if others else {}
        for node, write in self._writing.items():
            found[node] = np.concatenate([write(part).numpy() for part in _pieces(x)])
        return found


def predicted(network: keras.Model, x: Mapping[str, Array]) -> dict[str, Array]:
    """Return the outputs `(sample, …)` of every Output node for prepared inputs."""
    parts = [network(part, training=False) for part in _pieces(x)]
    return {node: np.concatenate([np.asarray(part[node]) for part in parts]) for node in parts[0]}


def _pieces(x: Mapping[str, Array]) -> list[dict[str, Tensor]]:
    count = len(next(iter(x.values())))
    return [
        {key: tf.convert_to_tensor(array[start : start + AT_ONCE]) for key, array in x.items()}
        for start in range(0, count, AT_ONCE)
    ]


def _writing(network: keras.Model, one: TextAnswer) -> tf.types.experimental.GenericFunction:
    # One place after the other, without a graph it takes a hundred times as long.
    takes = {key: tf.TensorSpec((None, *each.shape[1:]), each.dtype) for key, each in network.input.items()}
    return tf.function(lambda given: one.written(network, given), input_signature=[takes])
