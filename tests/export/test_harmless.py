"""A program is run only if it says nothing but what programs of ours say."""

import pytest
from hypothesis import given, settings

from engine.assets import asset
from engine.catalog import catalog
from engine.data import builtin
from engine.document.load import load
from engine.plan import plan
from engine.program import program
from engine.runtime.export.harmless import refuse_strange
from engine.words import Refusal
from tests.networks import document, loss, networks, node
from tests.propose.test_masks_proposed import schema_of
from tests.runs.test_moved import CLASSES, MANY, SIDE, TURNED, drawn


@pytest.mark.parametrize("path", sorted(asset("templates").glob("*.json")), ids=lambda path: path.stem)
def test_programs_of_templates_are(path):
    template = load(path.read_bytes())
    refuse_strange(program(plan(template, catalog(), builtin.schema(template.data.source))).text)


@given(networks())
@settings(max_examples=30)
def test_programs_of_random_networks_are(network):
    refuse_strange(program(plan(network, catalog())).text)


def test_programs_with_nodes_called_like_builtins_are():
    names = ["open", "eval", "exec", "hash", "compile", "vars", "input"]
    nodes = {"first": node("Input", shape=[4])}
    for before, key in zip(["first", *names], names, strict=False):
        nodes[key] = node("Dense", before, units=3)
    nodes["last"] = node("Output", "input", loss=loss("MeanSquaredError"))
    text = program(plan(document(nodes, None), catalog())).text
    assert "open_ = keras.layers.Dense(" in text
    refuse_strange(text)


@pytest.mark.parametrize("path", sorted(asset("architectures").glob("*.json")), ids=lambda path: path.stem)
def test_programs_of_named_architectures_are(path):
    refuse_strange(program(plan(load(path.read_bytes()), catalog())).text)


@pytest.mark.parametrize("one_hot", [False, True])
def test_programs_that_move_masks_are(one_hot):
    network = drawn(*TURNED, one_hot=one_hot)
    text = program(plan(network, catalog(), schema_of(SIDE, SIDE, CLASSES, samples=MANY))).text
    assert "class Moved(keras.utils.PyDataset)" in text
    refuse_strange(text)


@pytest.mark.parametrize(
    "text",
    [
        "import os",
        "from os import system",
        "import keras, os",
        "import numpy",
        "exec('1')",
        "open('x')",
        "f = open",
        "__import__('os')",
        "getattr(keras, 'saving')",
        "keras.saving.load_model('x')",
        "keras.models.load_model('x')",
        "keras.utils.get_file('x', 'y')",
        "keras.src.utils.io_utils",
        "np.load('other.npz')",
        "np.load('data.npz', allow_pickle=True)",
        "load = np.load",
        "np.fromfile('x')",
        "np.random.set_state(1)",
        "().__class__.__base__.__subclasses__()",
        "model._layers",
        "keras.layers.Dense.__init__.__globals__",
        "keras.layers.Lambda(print)",
        "keras.layers.TFSMLayer('x')",
        "super().__getattribute__('x')",
        "super(keras.Model).__init__()",
        "keras.utils.PyDataset.__init__",
    ],
)
def test_what_is_strange_is_refused(text):
    with pytest.raises(Refusal, match="not offered"):
        refuse_strange(f"import keras\nimport numpy as np\n{text}\n")
