"""Shapes, counts and memory of the check, against Keras itself; and what is remembered."""

import json
import math
from contextlib import nullcontext

import keras
import pytest
from hypothesis import given, settings

from engine.catalog import catalog
from engine.data import schema_json
from engine.document.dump import to_json
from engine.document.edits import apply, set_param
from engine.plan import plan
from engine.runtime.build import assembled
from engine.runtime.catalogue.make import call_layer, make_layer
from engine.runtime.check import Budget, Memory, check, check_document
from engine.runtime.check.measure import measure
from engine.runtime.check.shapes import axes, takes, words
from tests.examples import example
from tests.networks import PICTURES, classifier, document, loss, networks, node, twins
from tests.residual import residual

CATALOG = catalog()
QUICK = "MobileNetV2"
KINDS = [
    pytest.param(kind, marks=pytest.mark.slow) if entry.pretrained and kind != QUICK else kind
    for kind, entry in CATALOG.layers.items()
    if entry.layer
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("ignore::UserWarning")  # Keras warns about masks and unused arguments; not what is tested
def test_every_kind_is_measured_as_keras_builds_it(kind):
    question = example(CATALOG.layers[kind])
    answer = measure(question)
    assert answer.error == ""
    inputs = [keras.Input(tensor.shape[1:], dtype=tensor.dtype) for tensor in question.tensors()]
    left = iter(inputs)
    wired = {port: [next(left) for _ in tensors] for port, tensors in question.ports}
    # The largest pre-trained networks would take gigabytes to say how many numbers they have.
    with keras.StatelessScope(initialize_variables=False) if question.entry.pretrained else nullcontext():
        layer = make_layer(question.entry, question.params, "layer")
        outputs = call_layer(question.entry, layer, wired, question.params)
    assert [tensor.shape for tensor in answer.outputs] == [tuple(output.shape) for output in outputs]
    # Keras builds no network with a layer that gives the very value it took: it would be a circle.
    assert question.entry.calculates or not any(output is given for output in outputs for given in inputs)
    weights = [*layer.trainable_weights, *layer.non_trainable_weights]
    assert answer.trainable + answer.frozen == sum(math.prod(weight.shape) for weight in weights)


@given(networks())
@settings(max_examples=15)
def test_the_report_of_a_random_network_says_what_the_built_one_has(network):
    planned = plan(network, CATALOG)
    report = check(planned, memory=Memory())
    assert [finding["code"] for finding in report["findings"] if finding["severity"] == "problem"] == ["no-data"]
    model = assembled(planned)
    assert report["totals"]["parameters"] == model.count_params()
    for layer in model.layers:
        shape = report["nodes"][layer.name]["outputs"][0]["shape"]
        assert tuple(shape) == tuple(layer.output.shape)


def test_shared_layers_states_and_several_outputs():
    planned = plan(twins(), CATALOG)
    report = check(planned, memory=Memory())
    model = assembled(planned)
    assert report["totals"]["parameters"] == model.count_params()
    assert [output["shape"] for output in report["nodes"]["first"]["outputs"]] == [[None, 6, 3], [None, 3], [None, 3]]
    assert set(model.output) == {"how_much", "whether"}
    assert set(model.input) == {"left", "right"}


def test_the_report_is_json_with_named_axes():
    report = json.loads(json.dumps(check_document(to_json(classifier()), schema_json.dump(PICTURES))))
    assert report["ready"] is True
    assert report["findings"] == []
    assert report["nodes"]["conv"] == {
        "outputs": [
            {"shape": [None, 6, 6, 4], "axes": ["batch", "height", "width", "channels"], "dtype": "float32"},
        ],
        "trainable": 112,
        "frozen": 0,
        "memory": 4 * 6 * 6 * 4,
        "multiply_adds": 6 * 6 * 4 * 3 * 3 * 3,
        "field": [3, 3],
    }
    assert report["nodes"]["animal"]["outputs"][0]["axes"] == ["batch", "classes"]
    assert report["totals"]["sizes"]["keras"]["bytes"] >= 4 * report["totals"]["parameters"]
    assert set(report["program"]["lines"]) == set(classifier().nodes)


def test_an_edit_asks_only_what_it_changed():
    network, memory = residual(32), Memory()
    check(plan(network, CATALOG), memory=memory)
    cold = memory.asked
    assert cold < len(network.nodes) / 2
    check(plan(network, CATALOG), memory=memory)
    assert memory.asked == cold
    check(plan(apply(network, [set_param("dense", "units", 9)]), CATALOG), memory=memory)
    assert memory.asked == cold + 1


def test_what_is_remembered_is_bounded():
    memory = Memory(most=5)
    for units in range(1, 20):
        network = document({"x": node("Input", shape=[4]), "d": node("Dense", "x", units=units)}, None)
        check(plan(network, CATALOG), memory=memory)
    assert len(memory._answers) == 5


@pytest.mark.parametrize(
    ("params", "budget", "where"),
    [
        ({"hidden": 1_000_000}, Budget(parameters=10**8, memory=10**12), "hidden"),
        ({"hidden": 1_000_000}, Budget(parameters=10**12, memory=10**8), "hidden"),
    ],
)
def test_a_network_of_many_billion_parameters_is_refused_at_once(params, budget, where):
    nodes = {
        "x": node("Input", shape=[10_000]),
        "hidden": node("Dense", "x", units=params["hidden"]),
        "last": node("Dense", "hidden", units=1),
        "out": node("Output", "last", loss=loss("MeanSquaredError")),
    }
    report = check(plan(document(nodes, None), CATALOG), budget, Memory())
    found = [finding for finding in report["findings"] if finding["code"] == "over-budget"]
    assert [finding["node"] for finding in found] == [where]
    assert report["totals"]["parameters"] > 10**10
    assert found[0]["fixes"]
    assert not report["ready"]


def test_outputs_too_large_for_memory_are_found_where_they_are():
    nodes = {
        "x": node("Input", shape=[64, 64, 3]),
        "large": node("UpSampling2D", "x", size=[60, 60]),
        "pool": node("GlobalAveragePooling2D", "large"),
        "last": node("Dense", "pool", units=1),
        "out": node("Output", "last", loss=loss("MeanSquaredError")),
    }
    report = check(plan(document(nodes, None), CATALOG), Budget(parameters=10**9, memory=10**9), Memory())
    found = {finding["code"]: finding for finding in report["findings"]}
    assert found["over-budget"]["node"] == "large"
    assert "GB" in found["over-budget"]["sentence"]


def test_masks_go_along_and_are_missed_where_a_layer_drops_them():
    nodes = {
        "x": node("Input", shape=[6], dtype="int32"),
        "words": node("Embedding", "x", input_dim=9, output_dim=4, mask_zero=True),
        "conv": node("Conv1D", "words", filters=3, kernel_size=2),
        "lstm": node("LSTM", "words", units=3),
        "both": node("Dense", "lstm", units=1),
        "out": node("Output", "both", loss=loss("MeanSquaredError")),
    }
    report = check(plan(document(nodes, None), CATALOG), memory=Memory())
    assert [each["node"] for each in report["findings"] if each["code"] == "mask-lost"] == ["conv"]
    masked = [key for key, known in report["nodes"].items() if any(each.get("mask") for each in known["outputs"])]
    assert masked == ["words"]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ((None,), "one number"),
        ((None, 1), "1 number"),
        ((None, 64), "64 numbers"),
        ((None, 20, 3), "20 steps of 3 numbers"),
        ((None, None, 3), "any number of steps of 3 numbers"),
        ((None, 8, 8, 1), "8 × 8 places with 1 channel"),
        ((None, 4, 8, 8, 32), "4 × 8 × 8 places with 32 channels"),
    ],
)
def test_shapes_in_words(shape, said):
    assert words(shape) == said
    assert axes(shape, {})[0] == "batch"
    assert len(axes(shape, {"data_format": "channels_first"})) == len(shape)
    assert takes((len(shape), len(shape)))
