"""Multiply-adds of a layer: what convolutions, matrix products and attention multiply and add for one sample.

Counted as the papers of the field count them: one for each multiplication whose product is added up. Biases,
activations, pooling, normalization and preparation are left out; an open axis counts once. Every layer that multiplies
by a matrix has an entry here, a wrapper and a network inside a network are the sum of what they hold.
"""

# ruff: noqa: ANN401, ARG001 — layers that are counted alike have no public class in common; all entries are called alike

import math
from collections.abc import Sequence
from functools import singledispatch
from typing import Any

import keras
from keras import layers

from engine.runtime.catalogue.calculation import Calculation

Tensors = Sequence[keras.KerasTensor]


@singledispatch
def multiply_adds(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    """Return the multiply-adds of a layer called on `inputs` (batch, …) that made `outputs` (batch, …), a sample."""
    return 0


@multiply_adds.register
def _(layer: keras.Model, inputs: Tensors, outputs: Tensors) -> int:
    if [tensor.shape[1:] for tensor in layer.inputs] == [tensor.shape[1:] for tensor in inputs]:
        return _of_all(layer)
    return _of_all_at(layer, inputs)


@multiply_adds.register
def _(layer: keras.Sequential, inputs: Tensors, outputs: Tensors) -> int:
    total, arriving = 0, list(inputs)
    for each in layer.layers:
        made = flat(each.compute_output_spec(*arriving))
        total, arriving = total + multiply_adds(each, arriving, made), made
    return total


@multiply_adds.register
def _(layer: Calculation, inputs: Tensors, outputs: Tensors) -> int:
    # What the formula does not read was never given to an operation; the formula “a” is its input itself.
    read = [each for each in inputs if hasattr(each, "_keras_history")]
    return _of_all(keras.Function(read, list(outputs))) if read else 0


@multiply_adds.register
def _(layer: layers.Dense, inputs: Tensors, outputs: Tensors) -> int:
    return _entries(layer.kernel) * _places(outputs[0])


@multiply_adds.register
def _(layer: layers.EinsumDense, inputs: Tensors, outputs: Tensors) -> int:
    given, weights = layer.equation.split("->")[0].split(",")
    kernel = zip(weights, layer.kernel.shape, strict=True)
    return _size(inputs[0]) * int(math.prod(size for letter, size in kernel if letter not in given))


@multiply_adds.register
def _(layer: layers.ReversibleEmbedding, inputs: Tensors, outputs: Tensors) -> int:
    # Called the other way round it is a Dense over the vocabulary; looking up multiplies nothing.
    looks_up = len(outputs[0].shape) > len(inputs[0].shape)
    return 0 if looks_up else _size(outputs[0]) * int(layer.output_dim)


@multiply_adds.register(layers.Conv1D)
@multiply_adds.register(layers.Conv2D)
@multiply_adds.register(layers.Conv3D)
@multiply_adds.register(layers.DepthwiseConv1D)
@multiply_adds.register(layers.DepthwiseConv2D)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    # The kernel of a grouped convolution is that much smaller already.
    return _entries(layer.kernel) * _places(outputs[0])


@multiply_adds.register(layers.Conv1DTranspose)
@multiply_adds.register(layers.Conv2DTranspose)
@multiply_adds.register(layers.Conv3DTranspose)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    return _entries(layer.kernel) * _places(inputs[0])


@multiply_adds.register(layers.SeparableConv1D)
@multiply_adds.register(layers.SeparableConv2D)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    kernels = _entries(layer.depthwise_kernel) + _entries(layer.pointwise_kernel)
    return kernels * _places(outputs[0])


@multiply_adds.register(layers.SimpleRNN)
@multiply_adds.register(layers.LSTM)
@multiply_adds.register(layers.GRU)
@multiply_adds.register(layers.RNN)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    return _steps(inputs[0]) * sum(_matrices(cell) for cell in _cells(layer.cell))


@multiply_adds.register(layers.ConvLSTM1D)
@multiply_adds.register(layers.ConvLSTM2D)
@multiply_adds.register(layers.ConvLSTM3D)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    made = outputs[0].shape[2:] if layer.return_sequences else outputs[0].shape[1:]
    return _steps(inputs[0]) * _matrices(layer.cell) * int(math.prod(size or 1 for size in made[:-1]))


@multiply_adds.register
def _(layer: layers.Bidirectional, inputs: Tensors, outputs: Tensors) -> int:
    return sum(multiply_adds(each, inputs, outputs) for each in (layer.forward_layer, layer.backward_layer))


@multiply_adds.register
def _(layer: layers.TimeDistributed, inputs: Tensors, outputs: Tensors) -> int:
    once = [[_without_steps(tensor) for tensor in tensors] for tensors in (inputs, outputs)]
    return _steps(inputs[0]) * multiply_adds(layer.layer, *once)


@multiply_adds.register
def _(layer: layers.SpectralNormalization, inputs: Tensors, outputs: Tensors) -> int:
    return multiply_adds(layer.layer, inputs, outputs)


@multiply_adds.register
def _(layer: layers.Dot, inputs: Tensors, outputs: Tensors) -> int:
    axis = layer.axes if isinstance(layer.axes, int) else layer.axes[0]
    return _size(outputs[0]) * (inputs[0].shape[axis] or 1)


@multiply_adds.register(layers.Attention)
@multiply_adds.register(layers.AdditiveAttention)
def _(layer: Any, inputs: Tensors, outputs: Tensors) -> int:
    query, value = inputs[0], inputs[1]
    # Scores over the features, then the values weighed by them (Luong et al. 2015; Bahdanau et al. 2015).
    return _steps(query) * _steps(value) * ((query.shape[-1] or 1) + (value.shape[-1] or 1))


@multiply_adds.register
def _(layer: layers.MultiHeadAttention, inputs: Tensors, outputs: Tensors) -> int:
    said = layer.get_config()
    axes = said["attention_axes"] or range(1, len(inputs[0].shape) - 1)
    asked, looked_at = (int(math.prod(tensor.shape[axis] or 1 for axis in axes)) for tensor in inputs[:2])
    apart = _places(inputs[0]) // asked
    wide = int(said["key_dim"] + (said["value_dim"] or said["key_dim"]))
    scores = int(said["num_heads"]) * wide * asked * looked_at * apart
    return scores + _projections(layer, inputs)


@multiply_adds.register
def _(layer: layers.GroupQueryAttention, inputs: Tensors, outputs: Tensors) -> int:
    said = layer.get_config()
    scores = 2 * int(said["num_query_heads"] * said["head_dim"]) * _steps(inputs[0]) * _steps(inputs[1])
    return scores + _projections(layer, inputs)


@multiply_adds.register
def _(layer: layers.STFTSpectrogram, inputs: Tensors, outputs: Tensors) -> int:
    return sum(_entries(weight) for weight in layer.weights) * _places(outputs[0])


@multiply_adds.register
def _(layer: layers.MelSpectrogram, inputs: Tensors, outputs: Tensors) -> int:
    # The transform is a fast one without a matrix; gathering its lines into mel bands is a matrix product.
    return _size(outputs[0]) * int(layer.fft_length // 2 + 1)


def flat(tensors: Any) -> list[keras.KerasTensor]:
    """Return the tensors of a nested structure in order."""
    found: list[keras.KerasTensor] = keras.tree.flatten(tensors)
    return found


def _of_all(function: Any) -> int:
    """Return the sum over the operations of a network, at the shapes with which it was made."""
    return sum(_of_one(each, flat(each.input), flat(each.output)) for each in function.operations)


def _of_all_at(function: Any, inputs: Tensors) -> int:
    """Return the sum over the operations of a network that was made for open sizes, at those that arrive."""
    total = 0

    # The walk that Keras itself takes where sizes differ from those that it knows.
    def counting(operation: Any) -> Any:
        def carry(*args: Any, **kwargs: Any) -> Any:
            nonlocal total
            made = operation.compute_output_spec(*args, **kwargs)
            tensors = [each for each in flat((args, kwargs)) if isinstance(each, keras.KerasTensor)]
            total += _of_one(operation, tensors, flat(made))
            return made

        return carry

    function._run_through_graph(inputs, operation_fn=counting)
    return total


def _of_one(operation: Any, inputs: Tensors, outputs: Tensors) -> int:
    # An operation of `keras.ops`, of which only this one is a matrix product; Keras has no public class for it.
    if type(operation).__name__ == "Matmul":
        return _size(outputs[0]) * (inputs[0].shape[-1] or 1)
    return multiply_adds(operation, inputs, outputs)


def _projections(layer: Any, inputs: Tensors) -> int:
    """Return what query, key, value and output cost by their matrices, in the order in which Keras makes them."""
    query, value = inputs[0], inputs[1]
    key = inputs[2] if len(inputs) > 2 else value
    matrices = [_entries(weight) for weight in layer.weights if len(weight.shape) == 3]
    return sum(size * _places(at) for size, at in zip(matrices, (query, key, value, query), strict=True))


def _matrices(cell: Any) -> int:
    return _entries(cell.kernel) + _entries(cell.recurrent_kernel)


def _cells(cell: Any) -> list[Any]:
    return list(cell.cells) if isinstance(cell, layers.StackedRNNCells) else [cell]


def _without_steps(tensor: keras.KerasTensor) -> keras.KerasTensor:
    return keras.KerasTensor((tensor.shape[0], *tensor.shape[2:]), dtype=tensor.dtype)


def _entries(matrix: Any) -> int:
    return int(math.prod(matrix.shape))


def _size(tensor: keras.KerasTensor) -> int:
    return math.prod(size or 1 for size in tensor.shape[1:])


def _places(tensor: keras.KerasTensor) -> int:
    """Return at how many places of a sample there is one vector; the last axis is the vector."""
    return math.prod(size or 1 for size in tensor.shape[1:-1])


def _steps(tensor: keras.KerasTensor) -> int:
    return tensor.shape[1] or 1
