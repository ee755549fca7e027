"""Expressions against Keras: every function, the model and its program, what is saved, and what is refused."""

import inspect
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.catalog.operations import NAMES, OPERATIONS
from engine.catalog.source import formula
from engine.plan import plan
from engine.program import program
from engine.runtime.build import assembled
from engine.runtime.catalogue.calculation import Calculation
from engine.runtime.check import Memory, check
from engine.words import Json, Refusal
from tests.networks import document, loss, node

CATALOG = catalog()
RICH = "where(a > 0.5, exp(-a) * b, 2 ** a / (1 + abs(b))) + softmax(a, axis=-1) - mean(b, axis=1, keepdims=True)"


def network(expression: str, *shapes: list[int], **more: Json):
    """A document in which an Expression joins inputs of these shapes."""
    sources = {f"in{number}": node("Input", shape=shape) for number, shape in enumerate(shapes)}
    nodes = {
        **sources,
        "z": node("Expression", *sources, expression=expression),
        **more,
        "out": node("Output", [*sources, "z", *more][-1], loss=loss("MeanSquaredError")),
    }
    return document(nodes, None)


def findings(expression: str, *shapes: list[int]):
    return check(plan(network(expression, *shapes), CATALOG), memory=Memory())["findings"]


def example(name: str) -> str:
    operation = OPERATIONS[name]
    values = ", ".join([*"ab"[: operation.values - operation.numbers], *("0", "1")[: operation.numbers]])
    if operation.values == 3 and not operation.numbers:
        values = "a > 0, a, b"
    axis = ", axis=-1" if operation.axis else ""
    return f"{name}({values}{axis})"


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_function_is_one_of_keras_and_gives_what_its_code_gives(name: str) -> None:
    last = 1 if name == "squeeze" else 2
    symbols = [keras.Input((2, last)), keras.Input((2, last))]
    result = Calculation(example(name))(symbols)
    assert result._keras_history.operation.name.rstrip("_0123456789") in {each.rstrip("0123456789") for each in NAMES}
    model = keras.Model(symbols, result)
    x, y = (np.random.default_rng(seed).uniform(0.1, 0.9, (3, 2, last)).astype("float32") for seed in (0, 1))
    said = eval(formula(example(name), ["x", "y"]), {"keras": keras, "x": x, "y": y})
    np.testing.assert_allclose(model([x, y]), said, rtol=1e-5)


@pytest.mark.parametrize("name", OPERATIONS)
def test_arguments_are_those_of_keras(name: str) -> None:
    arguments = inspect.signature(getattr(keras.ops, name)).parameters
    operation = OPERATIONS[name]
    assert operation.axis <= ("axis" in arguments)
    assert operation.keepdims <= ("keepdims" in arguments)


@pytest.mark.parametrize("form", ["model.keras", "savedmodel"])
def test_what_is_saved_needs_nothing_of_ours(form: str, tmp_path: Path) -> None:
    model = assembled(plan(network(RICH, [4, 3], [4, 3]), CATALOG))
    values = {
        f"in{number}": np.random.default_rng(number).normal(size=(5, 4, 3)).astype("float32") for number in (0, 1)
    }
    expected = model(values)["out"]
    if form == "model.keras":
        model.save(tmp_path / form)
        found = keras.saving.load_model(tmp_path / form, safe_mode=True)(values)["out"]
    else:
        model.export(tmp_path / form, verbose=False)
        found = keras.layers.TFSMLayer(tmp_path / form, call_endpoint="serve")(values)["out"]
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_nodes_may_be_called_like_operations() -> None:
    named = {"exp": node("Dense", "z", units=3), "multiply": node("Dense", "exp", units=1)}
    planned = plan(network("exp(a) * exp(b) * b", [3], [3], **named), CATALOG)
    keras.utils.clear_session(free_memory=False)
    model = assembled(planned)
    names = [operation.name for operation in model.operations]
    assert len(set(names)) == len(names)
    assert {"exp_1", "exp_2", "multiply_1", "multiply_2"} < set(names)


@pytest.mark.parametrize("named", [{}, {"exp": node("Dense", "z", units=3), "multiply": node("Dense", "exp", units=1)}])
def test_code_and_model_have_equal_configurations(named: dict[str, Json]) -> None:
    planned = plan(network(f"{RICH} + exp(a) * exp(b) * b", [4, 3], [4, 3], **named), CATALOG)
    text = program(planned).text.replace("model.summary()\n", "")
    variables: dict[str, object] = {}
    keras.utils.clear_session(free_memory=False)
    exec(text, variables)
    keras.utils.clear_session(free_memory=False)
    assert variables["model"].get_config() == assembled(planned).get_config()


@pytest.mark.parametrize(
    ("expression", "shapes", "sentence"),
    [
        ("a + c", ([3], [3]), "The expression reads “c”, but only 2 inputs come in, a to b; wire another one."),
        ("a * b", ([3],), "The expression reads “b”, but only one input comes in, a; wire another one."),
        ("a + b", ([3], [4]), "Expression cannot join 3 numbers and 4 numbers; their sizes do not fit together."),
        (
            "a + b",
            ([3], [4, 3]),
            "“a + b” joins a value with 1 axis and a value with 2 axes; expand_dims(a, axis=1) puts in an axis that is "
            "missing.",
        ),
        ("sum(a, axis=-2)", ([3],), "In “sum(a, axis=-2)” there is no axis -2 besides the batch: a value with 1 axis."),
        ("sum(a, axis=2)", ([3],), "In “sum(a, axis=2)” there is no axis 2 besides the batch: a value with 1 axis."),
    ],
)
def test_what_does_not_fit_is_a_plain_finding(expression: str, shapes: tuple[list[int], ...], sentence: str) -> None:
    assert sentence in [finding["sentence"] for finding in findings(expression, *shapes)]


def test_one_wire_is_enough() -> None:
    assert findings("exp(a)", [3]) == [each for each in findings("exp(a)", [3]) if each["node"] != "z"]


def test_no_sample_is_mixed_with_another() -> None:
    with pytest.raises(Refusal):
        Calculation("expand_dims(a, axis=-3)")([keras.KerasTensor((None, 4))])
    assert Calculation("expand_dims(a, axis=-2)")([keras.KerasTensor((None, 4))]).shape == (None, 1, 4)
    assert Calculation("mean(a, axis=(1, 2))")([keras.KerasTensor((None, 4, 3, 2))]).shape == (None, 2)
