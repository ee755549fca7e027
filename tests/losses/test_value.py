"""Outputs whose value is itself made small: check, model, program, training."""

from pathlib import Path

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document.edits import apply, set_param
from engine.document.model import Document
from engine.plan import plan
from engine.program import program
from engine.runtime.build import assembled, compile_model
from engine.runtime.check import check
from tests.networks import document, loss, networks, node

CATALOG = catalog()
FORMULAS = ("mean(square(a), axis=-1, keepdims=True)", "square(a)", "sum(abs(a), axis=1)", "softplus(a) + exp(-a)")


@st.composite
def valued(draw: st.DrawFn) -> Document:
    """A random network with one to three Outputs whose values are made small, some of whole pictures."""
    found = draw(networks())
    ends = [key for key, each in found.nodes.items() if each.kind != "Output"]
    more = {}
    for number in range(draw(st.integers(1, 3))):
        source, formula = draw(st.sampled_from(ends)), draw(st.sampled_from(FORMULAS))
        more[f"made{number}"] = node("Expression", source, expression=formula)
        weight = draw(st.sampled_from([0.25, 1.0, 3.0]))
        more[f"value{number}"] = node("Output", f"made{number}", loss=loss("Value"), weight=weight)
    known = {
        key: {"kind": each.kind, "params": dict(each.params), "inputs": {"inputs": list(map(str, each.sources()))}}
        for key, each in found.nodes.items()
    }
    for each in known.values():
        if not each["inputs"]["inputs"]:
            each["inputs"] = {}
    return document({**known, **more}, None)


def ran(text: str) -> dict:
    keras.utils.clear_session(free_memory=False)
    variables = {"__name__": "imported"}
    exec(compile(text, "program.py", "exec"), variables)
    return variables


@settings(max_examples=12)
@given(valued())
def test_the_program_is_the_built_network_and_minimises_the_same(drawn: Document) -> None:
    planned = plan(drawn, CATALOG)
    made = ran(program(planned).text)["model"]
    keras.utils.clear_session(free_memory=False)
    ours = assembled(planned)
    assert made.get_config() == ours.get_config()
    compile_model(ours, planned)
    ours.set_weights(made.get_weights())
    x = {"x0": np.random.default_rng(0).normal(size=(6, 8, 8, 2)).astype("float32")}
    y = {key: np.zeros((6, *made.output[key].shape[1:]), "float32") for key in ours.output}
    y |= {key: np.zeros(6, "float32") for key in ours.output if planned.outputs[key].is_value}
    mine, theirs = (model.evaluate(x, y, verbose=0, return_dict=True) for model in (ours, made))
    assert mine == pytest.approx(theirs, rel=1e-5)
    answers = ours.predict(x, verbose=0)
    for key in (each for each in ours.output if planned.outputs[each].is_value):
        assert mine[f"{key}_loss"] == pytest.approx(float(np.mean(answers[key])), rel=1e-4, abs=1e-5)
    total = sum(planned.outputs[key].weight * mine[f"{key}_loss"] for key in ours.output)
    assert mine["loss"] == pytest.approx(total, rel=1e-4, abs=1e-5)


def test_what_a_program_saves_is_loaded_again(tmp_path: Path) -> None:
    model = ran(program(plan(small(), CATALOG)).text)["model"]
    x, y = {"x": np.ones((2, 4), "float32")}, {"small": np.zeros(2)}
    model.fit(x, y, verbose=0)
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded.predict(x, verbose=0)["small"], model.predict(x, verbose=0)["small"])
    assert loaded.evaluate(x, y, verbose=0) == pytest.approx(model.evaluate(x, y, verbose=0))


def small(formula: str = "square(a)", **output: object) -> Document:
    return document(
        {
            "x": node("Input", shape=[4]),
            "dense": node("Dense", "x", units=3),
            "made": node("Expression", "dense", expression=formula),
            "small": node("Output", "made", loss=loss("Value"), **output),
        },
        None,
    )


def told(drawn: Document) -> list[tuple[str, str]]:
    report = check(plan(drawn, CATALOG))
    return [(each["node"], each["code"]) for each in report["findings"] if each["code"] != "no-data"]


@pytest.mark.parametrize("formula", ["square(a)", "sum(square(a), axis=-1, keepdims=True)", "mean(abs(a), axis=-1)"])
def test_any_shape_is_fine_and_no_target_is_asked_for(formula: str) -> None:
    assert told(small(formula)) == []
    assert told(small(formula, target="gone", metrics=[loss("Accuracy")])) == []


def test_what_training_cannot_lower_is_told() -> None:
    assert told(small("a > 0")) == [("small", "value-type")]
    steady = apply(small(), [{"edit": "connect", "node": "made", "port": "inputs", "index": 0, "source": "x"}])
    assert ("small", "value-steady") in told(steady)


def test_what_could_be_lowered_without_end_is_told_and_mended() -> None:
    drawn = apply(small(), [{"edit": "connect", "node": "small", "port": "inputs", "index": 0, "source": "dense"}])
    report = check(plan(drawn, CATALOG))
    (finding,) = (each for each in report["findings"] if each["code"] == "value-endless")
    assert finding["severity"] == "advice"
    mended = apply(drawn, finding["fixes"][0]["edits"])
    assert mended == apply(drawn, [set_param("dense", "activation", "softplus")])
    assert "value-endless" not in {code for _, code in told(mended)}


def test_a_masked_value_is_the_mean_of_what_is_not_padding() -> None:
    drawn = document(
        {
            "words": node("Input", shape=[5]),
            "seen": node("Embedding", "words", input_dim=7, output_dim=2, mask_zero=True),
            "small": node("Output", "seen", loss=loss("Value")),
        },
        None,
    )
    planned = plan(drawn, CATALOG)
    model = assembled(planned)
    compile_model(model, planned)
    words = {"words": np.array([[1, 2, 3, 0, 0], [4, 0, 0, 0, 0]], "float32")}
    answers = model.predict(words, verbose=0)["small"]
    found = model.evaluate(words, {"small": np.zeros(2)}, verbose=0, return_dict=True)["loss"]
    assert found == pytest.approx(float(answers[words["words"] > 0].mean()), rel=1e-4)
