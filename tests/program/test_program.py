"""Programs: what they say, which lines are whose, and that running them gives the same model and the same data."""

import ast
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assets import asset
from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply
from engine.document.edits import apply as edited
from engine.document.edits import remove_node, set_part
from engine.document.load import from_json, load
from engine.plan import plan
from engine.program import program
from engine.program.writer import WIDTH, folded
from engine.runtime.build import assembled, compile_model
from engine.runtime.data.columns import write_npz
from engine.runtime.data.prepare import prepare
from tests.networks import PICTURES, TABLE, classifier, document, loss, networks, node, regressor, twins

CATALOG = catalog()
TEMPLATES = sorted(asset("templates").glob("*.json"))


def run(text):
    """Run a program as `python program.py` would, and return its variables."""
    variables = {"__name__": "__main__"}
    exec(compile(text, "program.py", "exec"), variables)
    return variables


def test_the_program_imports_keras_and_numpy_alone():
    tree = ast.parse(program(plan(regressor(), CATALOG, TABLE)).text)
    imports = [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]
    assert {alias.name for each in imports for alias in each.names} == {"keras", "numpy"}


@pytest.mark.parametrize("network", [classifier(), regressor(), twins()], ids=["pictures", "table", "twins"])
def test_every_node_that_takes_part_has_its_lines(network):
    schema = {PICTURES.id: PICTURES, TABLE.id: TABLE}.get(network.data.source or "")
    written = program(plan(network, CATALOG, schema))
    lines = written.text.splitlines()
    assert set(written.lines) == set(network.nodes)
    for key, (first, last) in written.lines.items():
        assert any(key in line for line in lines[first - 1 : last])
    assert all(len(line) <= WIDTH + 4 for line in lines)


@given(networks())
@settings(max_examples=25)
def test_running_the_program_of_a_random_network_gives_the_model_that_is_built(network):
    planned = plan(network, CATALOG)
    written = run(program(planned).text.replace("model.summary()\n", ""))
    assert written["model"].get_config() == assembled(planned).get_config()


def test_shared_layers_and_several_outputs_are_written():
    planned = plan(twins(), CATALOG)
    text = program(planned).text
    assert "seen_layer = keras.layers.Dense(5" in text
    assert "first, first_1, first_2 = keras.layers.LSTM(" in text
    assert "initial_state=[first_1, first_2]" in text
    built = assembled(planned)
    compile_model(built, planned)
    made = run(text.replace("model.summary()\n", ""))["model"]
    assert made.get_config() == built.get_config()
    assert compiled(made) == compiled(built)


def compiled(model):
    config = model.get_compile_config()
    config["optimizer"]["config"].pop("name")  # Keras counts the optimizers of a process
    return config


@given(st.sampled_from(list(classifier().nodes)), st.sampled_from(list(classifier().nodes)))
@settings(max_examples=20)
def test_the_program_of_a_broken_network_is_still_python(one, other):
    network = edited(classifier(), [remove_node(key) for key in {one, other}])
    ast.parse(program(plan(network, CATALOG, PICTURES)).text)
    ast.parse(program(plan(network, CATALOG)).text)


HOSTILE = ['"""', "'; import os #", "\\", "\n\rimport os\n", "{x}", "\u2028", "</script>", "ü" * 50, "\x00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_names_of_people_and_columns_are_only_text(text):
    features = tuple(replace(feature, name=f"{feature.name}{text}") for feature in TABLE.features)
    classes = tuple(replace(each, classes=(text, "b")) if each.classes else each for each in features)
    schema = replace(TABLE, title=text, features=classes, target=f"price{text}")
    network = regressor(price=node("Output", "last", target=f"price{text}", loss=loss("MeanSquaredError")))
    network = edited(network, [set_part("meta", "name", text), set_part("data", "targets", [f"price{text}"])])
    written = program(plan(network, CATALOG, schema)).text
    imports = [each for each in ast.walk(ast.parse(written)) if isinstance(each, ast.Import | ast.ImportFrom)]
    assert len(imports) == 2


def test_ids_that_python_or_the_program_use_get_another_name():
    names = ["lambda", "model", "keras", "print", "x", "data"]
    nodes = {"None": node("Input", shape=[4])}
    for before, key in zip(["None", *names], names, strict=False):
        nodes[key] = node("Dense", before, units=3)
    nodes["match"] = node("Output", "data", loss=loss("MeanSquaredError"))
    planned = plan(document(nodes, None), CATALOG)
    made = run(program(planned).text.replace("model.summary()\n", ""))
    assert made["model"].get_config() == assembled(planned).get_config()


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("short(1, 2)", 1),
        (f"call({', '.join(str(number) for number in range(60))})", 62),
        (f'text("{"a, " * 60}")', 3),
        (f"x = outer(inner({', '.join('ab' for _ in range(60))}), 1)(y)", None),
    ],
)
def test_long_lines_are_folded_and_mean_the_same(line, parts):
    lines = folded(line)
    assert ast.dump(ast.parse("\n".join(lines))) == ast.dump(ast.parse(line))
    assert parts is None or len(lines) == parts


def small(source, nodes):
    schema = builtin.schema(source)
    content = {
        "format": "layerloom",
        "version": 1,
        "data": {"source": source, "targets": [schema.target]},
        "training": {"epochs": 1, "batch_size": 64},
        "nodes": nodes,
    }
    return from_json(content), schema


def _iris():
    last = node("Dense", "x", units=3, activation="softmax")
    return small(
        "iris",
        {
            "x": node("Input"),
            "d": last,
            "y": node("Output", "d", target="species", loss=loss("SparseCategoricalCrossentropy")),
        },
    )


def _diabetes():
    target = builtin.schema("diabetes").target
    return small(
        "diabetes",
        {
            "x": node("Input"),
            "d": node("Dense", "x", units=1),
            "y": node("Output", "d", target=target, loss=loss("MeanSquaredError")),
        },
    )


def _digits():
    nodes = {
        "x": node("Input"),
        "f": node("Flatten", "x"),
        "d": node("Dense", "f", units=10, activation="softmax"),
        "y": node(
            "Output", "d", target="digit", loss=loss("CategoricalCrossentropy"), metrics=[loss("CategoricalAccuracy")]
        ),
    }
    return small("digits", nodes)


def _sines():
    schema = builtin.schema("sine_waves")
    (target,) = (feature for feature in schema.features if feature.name == schema.target)
    kind = "SparseCategoricalCrossentropy" if target.classes else "MeanSquaredError"
    nodes = {
        "x": node("Input"),
        "l": node("LSTM", "x", units=2),
        "d": node("Dense", "l", units=target.width, activation="softmax" if target.classes else "linear"),
        "y": node("Output", "d", target=target.name, loss=loss(kind)),
    }
    return small("sine_waves", nodes)


@pytest.mark.parametrize("make", [_iris, _diabetes, _digits, _sines], ids=lambda make: make.__name__[1:])
def test_the_program_prepares_and_splits_as_the_app_does_trains_and_saves(make, tmp_path, monkeypatch, home):
    network, schema = make()
    planned = plan(network, CATALOG, schema)
    write_npz(apply(schema, network.data), tmp_path / "data.npz")
    monkeypatch.chdir(tmp_path)
    made = run(program(planned).text)
    prepared = prepare(schema, network)
    for name, part in (("training", prepared.train), ("validation", prepared.validation), ("test", prepared.test)):
        np.testing.assert_array_equal(made[name], part.rows)
        np.testing.assert_allclose(made["x"]["x"][made[name]], part.x["x"], atol=1e-6)
        np.testing.assert_allclose(made["y"]["y"][made[name]], part.y["y"], atol=1e-6)
    assert made["model"].get_config() == assembled(planned).get_config()
    assert Path("model.keras").stat().st_size > 1000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_the_program_of_every_template_builds_the_same_model(path):
    network = load(path.read_bytes())
    planned = plan(network, CATALOG, builtin.schema(network.data.source))
    assert planned.findings == ()
    text = program(planned).text
    begin, end = text.index("def samples(rows):"), text.index("# How it learns")
    # Keras names the operations of an Expression by counting.
    keras.utils.clear_session(free_memory=False)
    made = run(f"import keras\n{text[begin:end]}")["model"].get_config()
    keras.utils.clear_session(free_memory=False)
    assert made == assembled(planned).get_config()


def test_seeds_are_set():
    assert (
        "keras.utils.set_random_seed(7)"
        in program(plan(edited(twins(), [set_part("training", "seed", 7)]), CATALOG)).text
    )
