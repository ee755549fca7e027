"""By configuration alone, without a document: the names of layers become blocks, repeats and parameters again."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from engine.catalog import catalog
from engine.document.model import Document
from engine.plan import plan
from engine.propose.published import architecture
from engine.runtime.bring.job import Brought
from engine.runtime.build import assembled
from tests.blocks import between, drawn, expr, inside, instance
from tests.nested import nested, port
from tests.networks import LOSS, node

Bring = Callable[[Path], Brought]
MOST_STEPS = 60


def built(document: Document) -> keras.Model:
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    with keras.StatelessScope(initialize_variables=False):
        return assembled(plan(document, catalog()))


def learning(document: Document) -> Document:
    """A document whose Outputs have a loss, which a configuration does not say."""
    ends = {key: replace(each, params=LOSS) for key, each in document.nodes.items() if each.kind == "Output"}
    return replace(document, nodes={**document.nodes, **ends})


def returned(document: Document, folder: Path, brought: Bring) -> tuple[keras.Model, keras.Model, Document]:
    """The model of a document, the model of what its JSON is brought in as, and that."""
    before = built(document)
    path = folder / "model.json"
    path.write_text(before.to_json())
    found = brought(path)
    assert found.sentences == ()
    return before, built(learning(found.document)), found.document


def said(model: keras.Model) -> dict[str, Any]:
    """A model's layers by name, without the order in which a shared one was called and inputs were named."""
    config = json.loads(model.to_json())["config"]
    calls = {layer["name"]: len(layer["inbound_nodes"]) for layer in config["layers"]}
    layers = {layer["name"]: {**layer, "config": _unnamed(layer["config"])} for layer in config["layers"]}
    if max(calls.values()) > 1:
        layers = {name: {**layer, "inbound_nodes": calls[name]} for name, layer in layers.items()}
    return {
        "layers": layers,
        "inputs": sorted(calls & config["input_layers"].keys()),
        "outputs": sorted(config["output_layers"]),
    }


def _unnamed(value: Any) -> Any:
    """A configuration without names of layers: Keras makes up those inside a layer, in the order they are made."""
    if isinstance(value, dict):
        return {key: _unnamed(each) for key, each in value.items() if key != "name" or "trainable" not in value}
    return [_unnamed(each) for each in value] if isinstance(value, list) else value


@given(document=nested())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
def test_random_blocks_are_found_again(document: Document, tmp_path: Path, brought: Bring) -> None:
    planned = plan(document, catalog())
    assume(len(planned.steps) <= MOST_STEPS and any("." in key for key in planned.part))
    before, after, found = returned(document, tmp_path, brought)
    assert said(after) == said(before)
    assert after.count_params() == before.count_params()
    assert found.blocks


@pytest.mark.parametrize(
    "name",
    [
        "vgg-16",
        "resnet-18",
        "mobilenet-v2",
        "vit-tiny",
        "bert",
        "gpt",
        "transformer",
        "u-net",
        "siamese",
    ],
)
def test_the_blocks_of_architectures_are_found_again(name: str, tmp_path: Path, brought: Bring) -> None:
    document = architecture(name)
    before, after, found = returned(document, tmp_path, brought)
    assert said(after) == said(before)
    assert after.count_params() == before.count_params()
    used = Counter(node.repeat for node in document.nodes.values() if node.kind == "Block" and node.block is None)
    assert Counter(node.repeat for node in found.nodes.values() if node.kind == "Block" and node.block is None) == used


def test_blocks_are_found_beside_operations(
    tmp_path: Path, brought: Bring, rebuilt: Callable[[Brought], Any], stirred: Callable[[keras.Model], None]
) -> None:
    # Operations come back as nodes that do the same under other names: it is the answers that are equal.
    model = assembled(plan(architecture("variational-autoencoder"), catalog()))
    stirred(model)
    path = tmp_path / "model.keras"
    model.save(path)
    found = brought(path)
    assert found.document.blocks
    again, _, left = rebuilt(replace(found, document=learning(found.document)))
    assert left == []
    pictures = {"picture": np.random.default_rng(0).random((3, 28, 28, 1), np.float32)}
    before, after = model.predict(pictures, verbose=0), again.predict(pictures, verbose=0)
    assert before.keys() == after.keys() == {"answer", "divergence"}
    for name, values in before.items():
        assert after[name] == pytest.approx(values, abs=1e-5)


def pair(**more: Any) -> dict[str, Any]:
    return inside(
        "pair",
        p_in=port("BlockInput", 0),
        one=node("Dense", "p_in", units=expr("2 * units + i"), activation=expr("act")),
        two=node("Dense", "one", units=4),
        p_out=port("BlockOutput", 0, "two"),
        **more,
    )


def test_repetitions_and_instances_that_differ_become_one_block_with_parameters(tmp_path: Path, brought: Bring) -> None:
    nodes = {
        **pair(),
        **between(
            "b",
            a=node("Input", shape=[4]),
            s=instance("pair", {"p_in": "a"}, repeat=3, params={"units": 5}),
            b=instance("pair", {"p_in": "s"}, params={"act": "tanh"}, frozen=True),
        ),
    }
    before, after, found = returned(drawn(nodes, pair={"units": 2, "act": "relu"}), tmp_path, brought)
    assert json.loads(after.to_json()) == json.loads(before.to_json())
    (block,) = found.blocks.values()
    assert {name: param.default for name, param in block.params.items()} == {"units": 10, "activation": "relu"}
    assert found.nodes["one"].params == {"units": expr("units + i"), "activation": expr("activation")}
    assert found.nodes["s"].repeat == 3
    assert found.nodes["s"].params == {}
    assert found.nodes["b"].params == {"units": 4, "activation": "tanh"}
    assert found.nodes["b"].frozen
    assert not found.nodes["two"].frozen


def test_blocks_in_blocks_and_their_sharing_are_found_again(tmp_path: Path, brought: Bring) -> None:
    nodes = {
        **pair(),
        **inside(
            "stage",
            s_in=port("BlockInput", 0),
            first=instance("pair", {"p_in": "s_in"}, repeat=expr("1 + i"), params={"units": expr("k + i // 2")}),
            again=instance("pair", {"p_in": "first"}, shares="first"),
            s_out=port("BlockOutput", 0, "again"),
        ),
        **between(
            "t",
            a=node("Input", shape=[4]),
            s=instance("stage", {"s_in": "a"}, repeat=4),
            t=instance("stage", {"s_in": "s"}, shares="s"),
        ),
    }
    before, after, found = returned(drawn(nodes, pair={"units": 2, "act": "relu"}, stage={"k": 3}), tmp_path, brought)
    assert said(after) == said(before)
    assert len(found.blocks) == 2
    assert found.nodes["first"].repeat == expr("1 + i")
    assert found.nodes["first"].params == {"units": expr("6 + 2 * (i // 2)")}
    assert {key: each.shares for key, each in found.nodes.items() if each.shares} == {"first_2": "first", "s_2": "s"}


def test_what_comes_in_twice_and_what_is_only_handed_on(tmp_path: Path, brought: Bring) -> None:
    nodes = {
        **inside(
            "turn",
            x=port("BlockInput", 0),
            y=port("BlockInput", 1),
            z=port("BlockInput", 2),
            sum=node("Add", "x", "z"),
            dense=node("Dense", "sum", units=4),
            first=port("BlockOutput", 0, "y"),
            second=port("BlockOutput", 1, "dense"),
        ),
        **between(
            "t:1",
            a=node("Input", shape=[4]),
            b=node("Input", shape=[4]),
            c=node("Input", shape=[4]),
            t=instance("turn", {"x": "a", "y": "b", "z": "c"}, repeat=4),
        ),
    }
    before, after, found = returned(drawn(nodes, turn={}), tmp_path, brought)
    assert said(after) == said(before)
    assert found.nodes["t"].repeat == 4


NAMES = {
    "of-no-block": ["res.one", "dense"],
    "of-two-things": ["res", "res.0.one"],
    "of-one-id-in-two-places": ["one", "res.0.one"],
    "of-no-id": ["1res.0.one", "dense"],
    "counted-oddly": ["res.01.one", "dense"],
    "of-a-block-in-itself": ["a.0.b.0.a.0.c", "dense"],
    "of-different-layers": ["res.0.one", "res.1.one"],
}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_say_no_blocks_come_as_they_are(name: str, tmp_path: Path, brought: Bring) -> None:
    first, second = NAMES[name]
    other = keras.layers.Dense(3, name=second) if name != "of-different-layers" else keras.layers.ReLU(name=second)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, name=first), other])
    model.compile(loss="mse")
    path = tmp_path / "model.keras"
    model.save(path)
    found = brought(path)
    assert found.sentences == ()
    assert not found.document.blocks
    assert built(learning(found.document)).count_params() == model.count_params()
    assert found.document.weights


def test_calls_of_a_shared_layer_keep_their_own_settings(tmp_path: Path, brought: Bring) -> None:
    words = keras.layers.ReversibleEmbedding(20, 4, name="words")
    text = keras.Input((6,), dtype="int32", name="text")
    model = keras.Model(text, words(keras.layers.Dense(4, name="dense")(words(text)), reverse=True))
    path = tmp_path / "model.json"
    path.write_text(model.to_json())
    nodes = brought(path).document.nodes
    assert "reverse" not in nodes["words"].params
    assert nodes["words_2"].params == {"reverse": True}


def test_an_operation_is_wired_as_its_layer_is(tmp_path: Path, brought: Bring) -> None:
    one, other = keras.Input((4,), name="one"), keras.Input((4,), name="other")
    value = keras.layers.Dense(2)(keras.ops.subtract(one, other) + keras.ops.zeros_like(one))
    model = keras.Model([one, other], value)
    path = tmp_path / "model.json"
    path.write_text(model.to_json())
    nodes = brought(path).document.nodes
    (found,) = (node for node in nodes.values() if node.kind == "Subtract")
    assert {port: str(wires[0]) for port, wires in found.inputs.items()} == {"first": "one", "second": "other"}
    assert [node.params for node in nodes.values() if node.kind == "Expression"] == [{"expression": "zeros_like(a)"}]


def test_weights_come_to_their_places_in_blocks(
    tmp_path: Path, brought: Bring, rebuilt: Callable[[Brought], Any], stirred: Callable[[keras.Model], None]
) -> None:
    nodes = {
        **pair(),
        **between("s", a=node("Input", shape=[4]), s=instance("pair", {"p_in": "a"}, repeat=3)),
    }
    model = assembled(plan(drawn(nodes, pair={"units": 2, "act": "relu"}), catalog()))
    stirred(model)
    path = tmp_path / "model.keras"
    model.save(path)
    found = brought(path)
    again, _, left = rebuilt(replace(found, document=learning(found.document)))
    assert left == []
    assert found.document.nodes["s"].repeat == 3
    for before, after in zip(model.get_weights(), again.get_weights(), strict=True):
        assert (before == after).all()
