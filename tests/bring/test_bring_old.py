"""Configurations of Keras 1 and 2, and weights as Keras 2 kept them."""

import json
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest

ASSETS = Path(__file__).with_name("assets")
KERAS_1, KERAS_2 = (json.loads((ASSETS / f"keras-{version}.json").read_text()) for version in (1, 2))


@pytest.fixture
def read(tmp_path, brought):
    def reading(config):
        path = tmp_path / "old.json"
        path.write_text(json.dumps(config))
        return brought(path)

    return reading


def test_keras_1_speaks_todays_words(read):
    found = read(KERAS_1)
    assert found.sentences == ()
    nodes = found.document.nodes
    assert [node.kind for node in nodes.values()] == [
        "Input", "Conv2D", "MaxPooling2D", "BatchNormalization", "Dropout", "Flatten", "Dense", "Output",
    ]  # fmt: skip
    assert nodes["convolution2d_1"].params == {
        "filters": 8,
        "kernel_size": [5, 3],
        "strides": [2, 2],
        "padding": "same",
        "activation": "relu",
        "kernel_regularizer": {"kind": "L1L2", "params": {"l2": 0.01}},
        "kernel_constraint": {"kind": "MaxNorm", "params": {"max_value": 3}},
    }
    assert nodes["d"].params == {"rate": 0.25}
    dense = nodes["dense_1"].params
    assert dense["units"] == 10
    assert dense["use_bias"] is False
    assert dense["kernel_initializer"] == {"kind": "RandomUniform", "params": {}}
    assert nodes["b"].params == {"epsilon": 1e-5, "momentum": 0.9}


def test_keras_2_wires_and_shares(read):
    found = read(KERAS_2)
    assert found.sentences == ()
    nodes = found.document.nodes
    assert nodes["words"].params == {"shape": [12], "dtype": "int32"}
    assert nodes["embed"].frozen
    assert nodes["gru"].params == {"units": 5, "return_sequences": True, "reset_after": False}
    assert nodes["twice_2"].shares == "twice"
    assert nodes["leak"].params == {"negative_slope": 0.1}
    assert [str(source) for source in nodes["leak"].sources()] == ["twice_2"]
    assert [str(source) for source in nodes["add"].sources()] == ["leak", "gru"]
    assert nodes["norm"].params == {"axis": 2}


def test_old_operations_become_formulas(read):
    layers = KERAS_2["config"]["layers"]
    scaled = {
        "name": "tf.math.multiply",
        "class_name": "TFOpLambda",
        "config": {"name": "tf.math.multiply", "function": "math.multiply"},
        "inbound_nodes": [["gru", 0, 0, {"y": 0.5, "name": None}]],
    }
    changed = {**KERAS_2["config"], "layers": [*layers[:3], scaled], "output_layers": [["tf.math.multiply", 0, 0]]}
    (node,) = (
        node for node in read({**KERAS_2, "config": changed}).document.nodes.values() if node.kind == "Expression"
    )
    assert node.params == {"expression": "a * 0.5"}


@pytest.mark.parametrize("form", ["keras", "h5"])
def test_weights_of_nested_wrapped_and_shared_layers_come(form, tmp_path, brought, stirred, rebuilt):
    inner_input = keras.Input((6, 4))
    inner = keras.Model(inner_input, keras.layers.Dense(5, name="inside")(inner_input), name="part")
    shared = keras.layers.Bidirectional(keras.layers.LSTM(3, return_sequences=True), name="both")
    start = keras.Input((6, 4), name="steps")
    value = inner(start)
    value = keras.layers.TimeDistributed(keras.layers.Dense(4), name="each")(value)
    value = shared(inner(value))
    value = keras.layers.MultiHeadAttention(2, 3, name="look")(value, value)
    value = keras.layers.BatchNormalization(name="norm")(value)
    value = keras.layers.SpectralNormalization(keras.layers.Dense(4), name="steady")(value)
    model = keras.Model(start, [keras.layers.Flatten()(value), keras.layers.GlobalMaxPooling1D()(value)])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.5, momentum=0.9))
    stirred(model)
    path = tmp_path / f"model.{form}"
    model.save(path)
    steps = np.random.default_rng(2).normal(size=(3, 6, 4)).astype("float32")

    found = brought(path)
    again, _, left = rebuilt(found)

    assert left == []
    assert again.count_params() == model.count_params()
    assert found.document.training.optimizer == {"kind": "SGD", "params": {"learning_rate": 0.5, "momentum": 0.9}}
    assert list(found.document.blocks) == ["part_block"]
    after = again.predict({"steps": steps}, verbose=0)
    for before, now in zip(model.predict(steps, verbose=0), after.values(), strict=True):
        np.testing.assert_allclose(now, before, atol=1e-5)


def test_weights_that_do_not_fit_are_said_and_the_others_come(tmp_path, brought, rebuilt):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="one"), keras.layers.Dense(2, name="two")])
    model.compile(loss="mse")
    path = tmp_path / "model.keras"
    model.save(path)
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="one"), keras.layers.Dense(5, name="two")])
    other.compile(loss="mse")
    mixed = tmp_path / "mixed.keras"
    other.save(tmp_path / "other.keras")
    exchange(tmp_path / "other.keras", path, mixed)

    found = brought(mixed)
    again, _, left = rebuilt(found)

    assert len(found.sentences) == 1
    assert "“two”" in found.sentences[0]
    assert "3 × 2" in found.sentences[0]
    assert "3 × 5" in found.sentences[0]
    assert left == ["“two” begins anew: no weights were brought for it."]
    np.testing.assert_array_equal(again.get_layer("one").get_weights()[0], model.get_layer("one").get_weights()[0])


def test_another_version_of_keras_is_no_obstacle(tmp_path, read):
    found = read({**KERAS_2, "keras_version": "9.9.9"})
    assert len(found.document.nodes) == 9


def exchange(config, weights, out):
    """Write a `.keras` file with the network of one and the weights of another."""
    with zipfile.ZipFile(config) as one, zipfile.ZipFile(weights) as other, zipfile.ZipFile(out, "w") as mixed:
        mixed.writestr("metadata.json", one.read("metadata.json"))
        mixed.writestr("config.json", one.read("config.json"))
        mixed.writestr("model.weights.h5", other.read("model.weights.h5"))
