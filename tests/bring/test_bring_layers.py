"""A pre-trained network opened as layers: a block with all it is made of, which says the same."""

import keras
import pytest

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply
from engine.document.load import from_json
from engine.plan import plan
from engine.runtime.bring.layers import open_layers
from engine.runtime.build import assembled
from engine.words import Refusal


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
    assert after.nodes["base"].name == "My base"
    assert after.nodes["conv1_conv"] == before.nodes["conv1_conv"]
    assert set(after.layout) >= {key for key, node in after.nodes.items() if node.block}
    with keras.StatelessScope(initialize_variables=False):
        counts = [assembled(plan(each, catalog())).count_params() for each in (before, after)]
    assert counts[0] == counts[1]


def test_what_cannot_be_opened_is_said():
    for node in ("flat", "gone"):
        with pytest.raises(Refusal, match="Only a pre-trained network"):
            open_layers({"document": to_json(document("ResNet50", include_top=False)), "node": node}, nothing)
    learned = document("ResNet50", include_top=False, weights="imagenet")
    with pytest.raises(Refusal, match="set the network's weights to none"):
        open_layers({"document": to_json(learned), "node": "base"}, nothing)
