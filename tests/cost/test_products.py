"""Multiply-adds against what TensorFlow carries out, and against what papers say of their networks."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import tensorflow as tf

from engine.catalog import Entry, catalog
from engine.runtime.catalogue.make import call_layer, make_layer
from engine.runtime.check.measure import Question, Tensor, measure
from tests.examples import example

SETTINGS: dict[str, list[dict[str, Any]]] = {
    "Conv2D": [{"strides": [2, 2]}, {"dilation_rate": [2, 2]}, {"padding": "same"}],
    "Conv2DTranspose": [{"strides": [2, 2], "padding": "same"}],
    "DepthwiseConv2D": [{"depth_multiplier": 2}],
    "LSTM": [{"return_sequences": True}],
    "ConvLSTM2D": [{"return_sequences": True}],
    "Bidirectional": [{"merge_mode": "sum"}],
    "MultiHeadAttention": [{"value_dim": 5}],
}
"""Settings that change the cost, besides those of the example."""

OTHERWISE = {"AdditiveAttention": "its scores are added up without a matrix product, which TensorFlow does not count"}
LAYERS = [
    entry
    for entry in catalog().layers.values()
    # Preparation and augmentation draw and mix pictures; they are no part of a network's cost.
    if entry.layer and not entry.pretrained and not entry.calculates and entry.group != "augmentation"
]
CASES = [
    pytest.param(entry, params, id=f"{entry.kind}-{number}")
    for entry in LAYERS
    for number, params in enumerate([{}, *SETTINGS.get(entry.kind, [])])
    if entry.kind not in OTHERWISE
]
PUBLISHED = {
    "MobileNetV2": (300e6, "Sandler et al., MobileNetV2, 2018, table 4"),
    "MobileNet": (569e6, "Howard et al., MobileNets, 2017, table 4"),
    "MobileNetV3Large": (219e6, "Howard et al., Searching for MobileNetV3, 2019, table 3"),
    "ResNet50": (3.8e9, "He et al., Deep residual learning, 2016, table 1"),
    "VGG16": (15.3e9, "He et al., Deep residual learning, 2016, on VGG"),
    "InceptionV3": (5.7e9, "Chollet, Xception, 2017; Szegedy et al., 2016"),
    "DenseNet121": (2.87e9, "Huang et al., Densely connected networks, 2017, figure 3"),
    "NASNetMobile": (564e6, "Zoph et al., Learning transferable architectures, 2018, table 2"),
    "EfficientNetB0": (390e6, "Tan and Le, EfficientNet, 2019, table 2"),
    "ConvNeXtTiny": (4.5e9, "Liu et al., A ConvNet for the 2020s, 2022, table 9"),
}
QUICK = {"MobileNetV2", "MobileNetV3Large"}


def carried_out(asked: Question) -> int:
    """Multiply-adds of the graph that TensorFlow makes of a layer for one sample, loops unrolled by their counts."""
    layer = make_layer(asked.entry, asked.params, "layer")
    # A loop has its body once in the graph, however often it goes round.
    for each in (layer, *(getattr(layer, name, None) for name in ("forward_layer", "backward_layer"))):
        if hasattr(each, "unroll"):
            each.unroll = True
    shapes = [tf.TensorSpec((1, *(size or 1 for size in tensor.shape[1:])), tensor.dtype) for tensor in asked.tensors()]

    @tf.function(autograph=False, jit_compile=False)
    def run(*values: Any) -> Any:
        given = iter(values)
        ports = {name: [next(given) for _ in tensors] for name, tensors in asked.ports}
        return call_layer(asked.entry, layer, ports, asked.params)

    return sum(_of(operation) for operation in run.get_concrete_function(*shapes).graph.get_operations())


PRODUCTS: dict[str, Callable[[Any, list[list[int]], int], int]] = {
    "MatMul": lambda one, shapes, made: made * shapes[0][0 if one.get_attr("transpose_a") else 1],
    "BatchMatMulV2": lambda one, shapes, made: made * shapes[0][-2 if one.get_attr("adj_x") else -1],
    "BatchMatMulV3": lambda one, shapes, made: made * shapes[0][-2 if one.get_attr("adj_x") else -1],
    "Conv2D": lambda _, shapes, made: made * math.prod(shapes[1][:-1]),
    "Conv3D": lambda _, shapes, made: made * math.prod(shapes[1][:-1]),
    "DepthwiseConv2dNative": lambda _, shapes, made: made * math.prod(shapes[1][:2]),
    "Conv2DBackpropInput": lambda _, shapes, made: math.prod(shapes[2]) * math.prod(shapes[1][:-1]),
    "Conv3DBackpropInputV2": lambda _, shapes, made: math.prod(shapes[2]) * math.prod(shapes[1][:-1]),
    "Einsum": lambda one, shapes, made: _of_letters(one.get_attr("equation").decode(), shapes),
}
"""Operations of TensorFlow that multiply and add: shapes of what goes in, number of values that come out."""


def _of(operation: Any) -> int:
    if operation.type not in PRODUCTS:
        return 0
    shapes = [[size or 1 for size in tensor.shape] for tensor in operation.inputs]
    return PRODUCTS[operation.type](operation, shapes, math.prod(size or 1 for size in operation.outputs[0].shape))


def _of_letters(equation: str, shapes: list[list[int]]) -> int:
    terms = equation.split("->", maxsplit=1)[0].split(",")
    pairs = (zip(term, shape, strict=True) for term, shape in zip(terms, shapes, strict=True))
    return math.prod({letter: size for pair in pairs for letter, size in pair}.values())


@pytest.mark.parametrize(("entry", "params"), CASES)
def test_layers_cost_what_tensorflow_multiplies(entry: Entry, params: dict[str, Any]) -> None:
    asked = example(entry, **params)
    answer = measure(asked)
    assert not answer.error
    counted, truth = answer.multiply_adds, carried_out(asked)
    assert counted == truth


def test_scores_that_are_added_up_count() -> None:
    asked = example(catalog().layers["AdditiveAttention"])
    query, value = (tensor.shape for tensor in asked.tensors())
    assert measure(asked).multiply_adds == query[1] * value[1] * (query[2] + value[2]) == 384


def test_a_matrix_product_in_a_formula_counts() -> None:
    tensors = (Tensor(shape=(None, 4, 8), dtype="float32"), Tensor(shape=(None, 8, 5), dtype="float32"))
    entry = catalog().layers["Expression"]
    asked = Question(
        entry=entry,
        params={"expression": "relu(matmul(a, b)) + 1"},
        text="",
        ports=(("inputs", tensors),),
        same=(0, 1),
    )
    assert measure(asked).multiply_adds == 4 * 8 * 5


@pytest.mark.parametrize(
    "kind", [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.slow) for kind in PUBLISHED]
)
def test_networks_cost_what_their_papers_say(kind: str) -> None:
    """Within 2 %: papers round, and some count the means over places as well."""
    side = 299 if kind == "InceptionV3" else 224
    asked = example(catalog().layers[kind])
    pictures = (Tensor(shape=(None, side, side, 3), dtype="float32"),)
    whole = Question(
        entry=asked.entry,
        params={**asked.params, "include_top": True},
        text="",
        ports=((asked.ports[0][0], pictures),),
        same=(0,),
    )
    answer = measure(whole)
    assert not answer.error
    assert answer.multiply_adds == pytest.approx(PUBLISHED[kind][0], rel=0.02)


def test_an_open_size_is_carried_through_a_network() -> None:
    """Without its classifier a network is made for any size; what arrives says what it costs."""
    entry = catalog().layers["MobileNetV2"]
    params = {**example(entry).params, "include_top": False}

    def cost(side: int) -> int:
        pictures = (Tensor(shape=(None, side, side, 3), dtype="float32"),)
        asked = Question(entry=entry, params=params, text="", ports=((entry.inputs[0].name, pictures),), same=(0,))
        return measure(asked).multiply_adds

    assert cost(256) == pytest.approx(4 * cost(128), rel=0.01)
    assert 0 < cost(96) < cost(128)
