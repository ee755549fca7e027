"""Asks Keras what one layer makes of its inputs: shapes, dtypes, masks and parameter counts; nothing is allocated."""

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import keras

from engine.catalog import Entry
from engine.runtime.catalogue.make import call_layer, make_layer
from engine.runtime.cost.products import multiply_adds
from engine.words import Json

FLOAT_BYTES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Tensor:
    """What is known of a value in the network before it exists: shape with the batch, dtype, and its mask's shape."""

    shape: tuple[int | None, ...]
    dtype: str
    mask: tuple[int | None, ...] | None = None

    def memory(self) -> int:
        """Return the bytes that one sample takes as float32; an open axis counts once."""
        return FLOAT_BYTES * math.prod(size or 1 for size in self.shape[1:])


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One layer with settings, the values that arrive at each port, and which of them are the same value.

    `text` says the settings in one canonical way. `first` is how its owner was called, for a layer that is shared.
    """

    entry: Entry
    params: Mapping[str, Json]
    text: str
    ports: tuple[tuple[str, tuple[Tensor, ...]], ...]
    same: tuple[int, ...]
    first: "Question | None" = None

    def key(self) -> tuple[object, ...]:
        """Return what the answer depends on, and nothing else."""
        return (self.entry.kind, self.text, self.ports, self.same, self.first and self.first.key())

    def tensors(self) -> tuple[Tensor, ...]:
        """Return all that arrives, port by port."""
        return tuple(tensor for _, tensors in self.ports for tensor in tensors)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What Keras says: outputs, counts of trainable and frozen numbers, the cost; or in `error` why it refuses.

    `multiply_adds` are those of one sample.
    """

    outputs: tuple[Tensor, ...] = ()
    trainable: int = 0
    frozen: int = 0
    multiply_adds: int = 0
    error: str = ""
    lost_mask: bool = False

    def memory(self) -> int:
        """Return the bytes that the outputs of one sample take."""
        return self._memory

    @cached_property
    def _memory(self) -> int:
        return sum(tensor.memory() for tensor in self.outputs)


def measure(question: Question) -> Answer:
    """Answer one question. Whatever Keras raises becomes the answer's `error`."""
    with warnings.catch_warnings(record=True) as caught, keras.StatelessScope(initialize_variables=False):
        warnings.simplefilter("always")
        try:
            layer, inputs, outputs = _made(question)
        except Exception as error:  # noqa: BLE001 the border to Keras: it raises every kind of exception at users
            return Answer(error=f"{type(error).__name__}: {error}")
    return Answer(
        outputs=tuple(_tensor(output) for output in outputs),
        trainable=_count(layer.trainable_weights),
        frozen=_count(layer.non_trainable_weights),
        multiply_adds=multiply_adds(layer, inputs, outputs),
        lost_mask=any("mask" in str(each.message) for each in caught),
    )


def built(question: Question) -> keras.Layer:
    """Return the layer of a question, called once. Raises what Keras raises; allocates what the caller's scope says."""
    return _made(question)[0]


Symbols = tuple[keras.KerasTensor, ...]


def _made(question: Question) -> tuple[keras.Layer, Symbols, Symbols]:
    layer = make_layer(question.entry, question.params, "layer")
    if question.first:
        _call(layer, question.first)
    return layer, *_call(layer, question)


def _call(layer: keras.Layer, question: Question) -> tuple[Symbols, Symbols]:
    """Return the symbols that arrive, port by port, and those that come out."""
    made: dict[int, keras.KerasTensor] = {}
    for place, tensor in zip(question.same, question.tensors(), strict=True):
        made.setdefault(place, _symbol(tensor))
    values = iter([made[place] for place in question.same])
    ports = {port: [next(values) for _ in tensors] for port, tensors in question.ports}
    outputs = call_layer(question.entry, layer, ports, question.params)
    return tuple(symbol for each in ports.values() for symbol in each), outputs


def _symbol(tensor: Tensor) -> keras.KerasTensor:
    symbol = keras.KerasTensor(tensor.shape, dtype=tensor.dtype)
    if tensor.mask is not None:
        symbol._keras_mask = keras.KerasTensor(tensor.mask, dtype="bool")
    return symbol


def _tensor(output: keras.KerasTensor) -> Tensor:
    mask = getattr(output, "_keras_mask", None)
    return Tensor(
        shape=tuple(output.shape),
        dtype=keras.backend.standardize_dtype(output.dtype),
        mask=None if mask is None else tuple(mask.shape),
    )


def _count(weights: list[keras.Variable]) -> int:
    return sum(math.prod(weight.shape) for weight in weights)
