"""Programs of networks with blocks: a function for each block, a loop for each repeat; running them gives the model."""

import ast
from typing import Any

import keras
import pytest
from hypothesis import assume, given, settings

from engine.catalog import catalog
from engine.document.model import Document
from engine.findings import problems
from engine.plan import plan
from engine.program import program
from engine.propose.published import architecture, architectures
from engine.runtime.build import assembled
from tests.blocks import inside, instance
from tests.nested import document as drawn
from tests.nested import nested, port
from tests.networks import loss, node

CATALOG = catalog()
MOST_STEPS = 120


def run(text: str) -> dict[str, Any]:
    """Run a program up to where it learns: an optimizer needs memory, a network in a `StatelessScope` none."""
    variables: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text.partition("# How it learns")[0], "program.py", "exec"), variables)
    return variables


def same(document: Document) -> str:
    """Assert that the program of a document builds its model; return the program."""
    planned = plan(document, CATALOG)
    assert {finding.code for finding in problems(planned.findings)} <= {"no-data"}
    written = program(planned).text
    with keras.StatelessScope(initialize_variables=False):
        keras.backend.clear_session()  # Keras counts the layers inside wrappers over a whole process
        made = run(written)["model"]
        keras.backend.clear_session()
        built = assembled(planned)
    assert said(made) == said(built)
    assert made.count_params() == built.count_params()
    frozen = [layer.name for layer in built.layers if not layer.trainable]
    assert [layer.name for layer in made.layers if not layer.trainable] == frozen
    return written


def said(model: keras.Model) -> dict[str, Any]:
    """A model's config without what calls of layers say that is so anyway: a block hands its `causal=False` on.

    Nor with the names of layers inside wrappers, which Keras counts: a program makes repetitions too that lead nowhere.
    """
    config = model.get_config()
    for layer in config["layers"]:
        _forget_inner_name(layer["config"])
        entry = CATALOG.layers.get(layer["class_name"])
        defaults = {param.name: param.default for param in entry.params if param.call} if entry else {}
        for call in layer["inbound_nodes"]:
            call["kwargs"] = {
                name: value for name, value in call["kwargs"].items() if name not in defaults or value != defaults[name]
            }
    return config


def _forget_inner_name(settings: dict[str, Any]) -> None:
    for place in ("layer", "forward_layer", "backward_layer", "cell"):
        if isinstance(inner := settings.get(place), dict):
            inner["config"].pop("name", None)
            _forget_inner_name(inner["config"])


def tower(**more: Any) -> dict[str, Any]:
    """A block of two layers in front of an Output; `more` are fields of its instance."""
    return {
        "x": node("Input", shape=[4]),
        **inside(
            "pair",
            pair_in=port("BlockInput", 0),
            one=node("Dense", "pair_in", units={"expr": "2 * (units + i) - 1"}),
            two=node("Dense", "one", units=4),
            pair_out=port("BlockOutput", 0, "two"),
        ),
        "first": instance("pair", {"pair_in": "x"}, **more),
        "last": node("Output", "first", loss=loss("MeanSquaredError")),
    }


PAIR = {"pair": {"name": "Pair", "help": "Two layers.", "params": {"units": {"default": 3, "help": ""}}}}


def test_a_block_is_a_function_and_a_repeat_a_loop() -> None:
    text = same(drawn(tower(repeat=3, params={"units": 5}), PAIR))
    assert 'def pair(in_, units=3, i=0, name="pair"):' in text
    assert 'one = keras.layers.Dense(2 * (units + i) - 1, name=f"{name}.one")(in_)' in text
    assert "for i in range(3):\n" in text
    assert 'first = pair(first, units=5, i=i, name=f"first.{i}")' in text
    assert text.count("keras.layers.Dense") == 2


def test_an_instance_that_is_not_repeated_is_a_call() -> None:
    assert 'first = pair(x_, name="first.0")' in same(drawn(tower(), PAIR))


def test_shared_blocks_are_made_once_and_called_twice() -> None:
    nodes = tower(repeat=2)
    nodes["twin"] = instance("pair", {"pair_in": "first"}, shares="first")
    nodes["last"] = node("Output", "twin", loss=loss("MeanSquaredError"))
    text = same(drawn(nodes, PAIR))
    assert 'first_layer = [pair(i=i, name=f"first.{i}") for i in range(2)]' in text
    assert text.count("for layer in first_layer:") == 2


def test_frozen_layers_and_frozen_blocks_are_frozen() -> None:
    nodes = tower(frozen=True, repeat=2)
    nodes["still"] = {**node("Dense", "first", units=3), "frozen": True}
    nodes["last"] = node("Output", "still", loss=loss("MeanSquaredError"))
    text = same(drawn(nodes, PAIR))
    assert "still_layer.trainable = False" in text
    assert 'layer.name.startswith(("first.",))' in text


def test_disabled_nodes_are_left_out() -> None:
    nodes = tower()
    nodes["one"]["disabled"] = True
    text = same(drawn(nodes, PAIR))
    assert "one" not in ast.dump(ast.parse(text))
    nodes["first"]["disabled"] = True
    nodes["wide"] = node("Dense", "first", units=2)
    nodes["last"] = node("Output", "wide", loss=loss("MeanSquaredError"))
    assert "pair" not in same(drawn(nodes, PAIR))


HOSTILE = [
    *('"""', "'; import os #", "\\", "\n\rimport os\n", "{x}", "\u2028", "a" * 92 + '"""', "#" * 300),
    *(" ", "\x00", "\t\u00a0"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_of_blocks_is_only_text(text: str) -> None:
    params = {"units": {"default": 3, "help": text}, "way": {"default": [text, {"a": text}], "help": ""}}
    block = {"name": text, "help": text, "params": params}
    nodes = tower(repeat=2, params={"way": text}, name=text)
    tree = ast.parse(program(plan(drawn(nodes, {"pair": block}), CATALOG)).text)
    assert len([each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]) == 1
    same(drawn(nodes, {"pair": block}))


def test_the_layer_of_a_disabled_node_can_still_be_shared() -> None:
    nodes = tower()
    nodes["first"]["disabled"] = True
    nodes["twin"] = instance("pair", {"pair_in": "first"}, shares="first")
    nodes["last"] = node("Output", "twin", loss=loss("MeanSquaredError"))
    nodes["one"]["disabled"] = True
    nodes["three"] = {**node("Dense", "one"), "shares": "one", "block": "pair"}
    nodes["two"] = {**node("Dense", "three", units=4), "block": "pair"}
    same(drawn(nodes, PAIR))


def test_every_node_of_a_block_has_its_lines() -> None:
    document = drawn(tower(repeat=2), PAIR)
    written = program(plan(document, CATALOG))
    assert set(written.lines) == set(document.nodes)
    lines = written.text.splitlines()
    assert lines[written.lines["one"][0] - 1].strip().startswith("one = ")
    assert lines[written.lines["first"][0]].startswith("for i in")


@pytest.mark.parametrize(
    ("params", "units", "written"),
    [
        ({"alpha": 0.5}, "alpha * 8", "int(alpha * 8)"),
        ({"alpha": 2}, "alpha * 8", "alpha * 8"),
        ({"lambda": 2, "name": 3, "keras": 1}, "lambda * name - keras", "lambda_ * name_ - keras_"),
        ({"alpha": 9}, "-(2 - alpha) // 2 - (1 - 1)", "-(2 - alpha) // 2 - (1 - 1)"),
    ],
)
def test_expressions_are_written_as_arithmetic(params: dict[str, Any], units: str, written: str) -> None:
    nodes = tower()
    nodes["one"]["params"]["units"] = {"expr": units}
    block = {**PAIR["pair"], "params": {name: {"default": value, "help": ""} for name, value in params.items()}}
    assert f"Dense({written}, name=" in same(drawn(nodes, {"pair": block}))


@pytest.mark.parametrize("name", list(architectures()))
def test_the_program_of_an_architecture_builds_its_model(name: str) -> None:
    same(architecture(name))


BROKEN: list[dict[str, Any]] = [
    {"pair_out": None},
    {"pair_in": None},
    {"two": None},
    {"first": instance("nothing", {"pair_in": "x"})},
    {"first": instance("pair", {})},
    {"first": instance("pair", {"pair_in": "x"}, repeat={"expr": "1 +"})},
    {"first": instance("pair", {"pair_in": "x"}, repeat=10**9)},
    {"first": instance("pair", {"pair_in": "x"}, params={"units": {"expr": "(("}})},
    {"first": instance("pair", {"pair_in": "x"}, shares="first")},
    {"two": {**instance("pair", {"pair_in": "one"}), "block": "pair"}},
    {"one": {**node("Dense", "two", units=3), "block": "pair"}},
    {"one": {**node("Dense", "x", units=3), "block": "pair"}},
    {"one": {**node("Dense", "pair_in", units={"expr": "if + 1"}), "block": "pair"}},
    {"first": instance("pair", {"pair_in": "x"}, params={"units": {"kind": "Nothing", "params": {"a": [{}]}}})},
]


@pytest.mark.parametrize("changed", BROKEN)
def test_the_program_of_a_broken_block_is_still_python(changed: dict[str, Any]) -> None:
    nodes = {key: each for key, each in {**tower(), **changed}.items() if each is not None}
    ast.parse(program(plan(drawn(nodes, PAIR), CATALOG)).text)


def test_an_owner_that_leads_nowhere_lends_its_layer() -> None:
    owner = node("DepthwiseConv2D", "before", kernel_size=[1, 1], padding="same", activation="tanh")
    nodes = {"x": node("Input", shape=[8, 8, 2]), "before": node("Add", "x", "x"), "owner": owner}
    sharer = {**node("DepthwiseConv2D", "x"), "shares": "owner"}
    end = {"flat": node("Flatten", "sharer"), "last": node("Output", "flat", loss=loss("MeanSquaredError"))}
    same(drawn({**nodes, "sharer": sharer, **end}, {}))


@given(nested())
@settings(max_examples=15, deadline=None)
def test_running_the_program_of_random_blocks_gives_the_model_that_is_built(document: Document) -> None:
    # Repeats within repeats open to thousands of layers, which Keras takes minutes to make twice.
    assume(len(plan(document, CATALOG).steps) <= MOST_STEPS)
    same(document)
