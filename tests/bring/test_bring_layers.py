"""A pre-trained network opened as layers: a block with all it is made of, which says the same."""

import h5py
import keras
import numpy as np
import pytest
from keras.src.legacy.saving import legacy_h5_format

from engine import brought
from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply
from engine.document.load import from_json
from engine.plan import plan
from engine.runtime.bring.kept import Kept, Room, making, storing
from engine.runtime.bring.layers import open_layers
from engine.runtime.bring.start import start
from engine.runtime.build import assembled
from engine.runtime.catalogue import imagenet
from engine.words import Refusal

MODEL = "m" * 24


def document(kind, **params):
    nodes = {
        "pictures": {"kind": "Input", "params": {"shape": [64, 64, 3]}},
        "base": {"kind": kind, "name": "My base", "params": params, "inputs": {"inputs": ["pictures"]}},
        "flat": {"kind": "GlobalAveragePooling2D", "inputs": {"inputs": ["base"]}},
        "conv1_conv": {"kind": "Dense", "params": {"units": 3}, "inputs": {"inputs": ["flat"]}},
        "out": {"kind": "Output", "params": {"loss": "MeanSquaredError"}, "inputs": {"inputs": ["conv1_conv"]}},
    }
    return from_json({"format": "layerloom", "version": 2, "nodes": nodes})


def nothing(share, sentence):
    pass


@pytest.mark.parametrize("kind", ["ResNet50", "MobileNetV2", "ConvNeXtTiny"])
def test_the_block_has_the_parameters_of_the_node(kind):
    before = document(kind, include_top=False)
    result = open_layers({"document": to_json(before), "node": "base"}, nothing)
    after = apply(before, result["edits"])
    assert after.nodes["base"].kind == "Block"
    assert after.nodes["base"].name == after.blocks[after.nodes["base"].uses].name == "My base"
    assert after.nodes["conv1_conv"] == before.nodes["conv1_conv"]
    assert set(after.layout) >= {key for key, node in after.nodes.items() if node.block}
    with keras.StatelessScope(initialize_variables=False):
        counts = [assembled(plan(each, catalog())).count_params() for each in (before, after)]
    assert counts[0] == counts[1]


def test_what_cannot_be_opened_is_said():
    for node in ("flat", "gone"):
        with pytest.raises(Refusal, match="Only a pre-trained network"):
            open_layers({"document": to_json(document("ResNet50", include_top=False)), "node": node}, nothing)
    follows = in_a_block("ResNet50", include_top=False, trainable_from={"expr": "n"})
    with pytest.raises(Refusal, match="plain values instead of expressions"):
        open_layers({"document": to_json(follows), "node": "base"}, nothing)


def in_a_block(kind, **params):
    """A document whose network stands in a block that is used twice."""
    nodes = {
        "pictures": {"kind": "Input", "params": {"shape": [64, 64, 3]}},
        "one": {"kind": "Block", "uses": "eyes", "inputs": {"in": ["pictures"]}},
        "two": {"kind": "Block", "uses": "eyes", "inputs": {"in": ["pictures"]}},
        "in": {"kind": "BlockInput", "block": "eyes", "params": {"number": 0}},
        "base": {"kind": kind, "block": "eyes", "params": params, "inputs": {"inputs": ["in"]}},
        "end": {"kind": "BlockOutput", "block": "eyes", "params": {"number": 0}, "inputs": {"inputs": ["base"]}},
        "both": {"kind": "Add", "inputs": {"inputs": ["one", "two"]}},
        "flat": {"kind": "Flatten", "inputs": {"inputs": ["both"]}},
        "dense": {"kind": "Dense", "params": {"units": 3}, "inputs": {"inputs": ["flat"]}},
        "out": {"kind": "Output", "params": {"loss": "MeanSquaredError"}, "inputs": {"inputs": ["dense"]}},
    }
    blocks = {"eyes": {"name": "Eyes", "help": "", "params": {"n": {"default": 5, "help": ""}}}}
    return from_json({"format": "layerloom", "version": 2, "nodes": nodes, "blocks": blocks})


def published(kind, classifier=False):
    """Put weights of our own making where those of ImageNet lie once they were downloaded."""
    keras.utils.set_random_seed(4)
    path = imagenet.kept(kind, classifier=classifier)
    path.parent.mkdir(exist_ok=True)
    made = getattr(keras.applications, kind)(weights=None, include_top=classifier)
    for weight in made.weights:
        if "moving_mean" in weight.path:
            weight.assign(keras.random.normal(weight.shape, stddev=0.1))
    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, made)


def answers(drawn, layers=()):
    """What a network answers to pictures; of the layers named the weights are the same in every network."""
    planned = plan(drawn, catalog())
    model = assembled(planned)
    imagenet.give(model, planned)
    left = list(start(model, drawn))
    for name in layers:
        layer = model.get_layer(name)
        shapes = [weight.shape for weight in layer.weights]
        layer.set_weights([np.linspace(-1, 1, int(np.prod(shape))).reshape(shape) for shape in shapes])
    pictures = np.random.default_rng(1).uniform(0, 1, (2, 64, 64, 3)).astype("float32")
    (answer,) = model.predict({"pictures": pictures}, verbose=0).values()
    return answer, [each.split("”")[0].strip("“") for each in left]


@pytest.mark.parametrize(
    "kind",
    [
        "VGG16",
        *(
            pytest.param(kind, marks=pytest.mark.slow)
            for kind in ("ConvNeXtTiny", "EfficientNetB0", "MobileNetV3Small", "ResNet50")
        ),
    ],
)
def test_the_layers_start_with_the_weights_of_imagenet(kind, home):
    published(kind)
    before = document(kind, include_top=False, weights="imagenet")
    expected, _ = answers(before, ["conv1_conv"])
    result = open_layers({"document": to_json(before), "node": "base", "model": MODEL}, nothing)
    after = apply(before, result["edits"])
    assert after.weights == MODEL
    found, left = answers(after, ["conv1_conv"])
    assert left == ["conv1_conv"]
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("weights", ["none", pytest.param("imagenet", marks=pytest.mark.slow)])
def test_inside_a_block_the_layers_land_in_that_block(weights, home):
    published("MobileNetV3Small")
    before = in_a_block("MobileNetV3Small", include_top=False, weights=weights)
    result = open_layers({"document": to_json(before), "node": "base", "model": MODEL}, nothing)
    after = apply(before, result["edits"])
    assert (after.nodes["base"].kind, after.nodes["base"].block) == ("Block", "eyes")
    inner = after.nodes["base"].uses
    assert inner not in (None, "eyes")
    added = {key: node for key, node in after.nodes.items() if key not in before.nodes}
    assert len(added) > 50
    assert {node.block for node in added.values()} >= {inner}
    assert None not in {node.block for node in added.values()}
    assert after.weights == (MODEL if weights == "imagenet" else None)
    if weights == "imagenet":
        expected, _ = answers(before, ["dense"])
        found, left = answers(after, ["dense"])
        assert left == ["dense"]
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.slow
def test_weights_that_were_brought_before_stay(home, tmp_path):
    published("MobileNetV3Small")
    before = document("MobileNetV3Small", include_top=False, weights="imagenet")
    with making(Room(model="o" * 24)) as (_, folder), storing(folder, {"name": "", "keras": ""}) as store:
        store.put("conv1_conv/0", (576, 3), "float32", [np.full((576, 3), 0.5)])
        store.put("conv1_conv/1", (3,), "float32", [np.zeros(3)])
    before = apply(before, [{"edit": "set", "part": "meta", "key": "weights", "value": "o" * 24}])
    result = open_layers({"document": to_json(before), "node": "base", "model": MODEL}, nothing)
    after = apply(before, result["edits"])
    assert answers(after)[1] == []
    kept = Kept(brought.folder_of(MODEL))
    np.testing.assert_array_equal(kept.of("conv1_conv")[0], np.full((576, 3), 0.5))


def test_they_take_no_more_than_is_left(home):
    published("MobileNetV3Small")
    before = document("MobileNetV3Small", include_top=False, weights="imagenet")
    with pytest.raises(Refusal, match="that are left to you"):
        open_layers({"document": to_json(before), "node": "base", "model": MODEL, "most": 1_000_000}, nothing)
    assert list((home / "models").iterdir()) == []


def test_without_a_network_a_sentence_is_said(home, monkeypatch):
    nowhere = imagenet.Origin(name="w.h5", address="http://127.0.0.1:9/w.h5", checksum=None)
    monkeypatch.setattr(imagenet, "origin", lambda _kind, *, classifier: nowhere)
    before = document("MobileNetV3Small", include_top=False, weights="imagenet")
    with pytest.raises(Refusal, match="needs a network, and none answers here"):
        open_layers({"document": to_json(before), "node": "base", "model": MODEL}, nothing)
