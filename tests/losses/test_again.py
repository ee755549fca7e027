"""Outputs that give an input again: what is said of them, what they are trained on, and what they answer."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.catalog import catalog
from engine.data import builtin, schema_json
from engine.data.apply import apply as applied
from engine.document.dump import to_json
from engine.document.edits import apply, remove_node, set_param, set_part
from engine.document.load import from_json
from engine.document.model import Data, Document
from engine.plan import plan
from engine.program import program
from engine.propose import templates
from engine.propose.published import architecture
from engine.runs.folder import RESULTS, Request, create, folder_of, read_json
from engine.runtime.check import check
from engine.runtime.data.columns import write_npz
from engine.runtime.data.prepare import prepare
from engine.runtime.export.job import export_run
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train
from tests.networks import PICTURES, document, loss, node

CATALOG = catalog()
AGAIN = {"input": "x"}


def drawing(kind: str = "BinaryCrossentropy", activation: str = "sigmoid", **output: Any) -> Document:
    return document(
        {
            "x": node("Input"),
            "deep": node("Conv2D", "x", filters=4, kernel_size=[3, 3], padding="same", activation="relu"),
            "drawn": node("Conv2D", "deep", filters=3, kernel_size=[3, 3], padding="same", activation=activation),
            "again": node("Output", "drawn", **{"target": AGAIN, "loss": loss(kind), **output}),
        }
    )


def on(name: str, **more: Any) -> Document:
    """A small network that gives the columns of a table, or a sequence, of a built-in set again."""
    schema = builtin.schema(name)
    columns = len(applied(schema, Data()).inputs())
    nodes = {
        "x": node("Input"),
        "narrow": node("Dense", "x", units=3, activation="tanh"),
        "wide": node("Dense", "narrow", units=columns),
        "again": node("Output", "wide", target=AGAIN, loss=loss("MeanSquaredError")),
    }
    training = {"epochs": 3, "batch_size": 32, "seed": 0, "optimizer": loss("Adam", learning_rate=0.02)}
    return document(nodes, None, data={"source": name, "targets": [schema.target]}, training=training, **more)


def findings(drawn: Document, schema: Any = PICTURES) -> list[dict[str, Any]]:
    return list(check(plan(drawn, CATALOG, schema))["findings"])


def test_a_picture_is_its_own_target() -> None:
    assert findings(drawing()) == []
    assert from_json(to_json(drawing())) == drawing()
    target = plan(drawing(), CATALOG, PICTURES).outputs["again"].target
    assert target is not None
    assert (target.name, target.shape) == ("x itself", (8, 8, 3))


@pytest.mark.parametrize("kind", [kind for kind in CATALOG.families["losses"] if kind != "Value"])
def test_every_loss_goes_with_a_picture_or_is_told_and_mended(kind: str) -> None:
    drawn = drawing(kind)
    wrong = [each for each in findings(drawn) if each["severity"] == "problem"]
    if wrong:
        assert {each["code"] for each in wrong} <= {"loss-target", "activation-loss"}
        mended = apply(drawn, wrong[0]["fixes"][0]["edits"])
        assert [each for each in findings(mended) if each["severity"] == "problem"] == []


@pytest.mark.parametrize(("kind", "activation"), [("BinaryCrossentropy", "relu"), ("BinaryCrossentropy", "softmax")])
def test_an_activation_that_does_not_go_with_the_loss_is_mended(kind: str, activation: str) -> None:
    (finding,) = findings(drawing(kind, activation))
    assert finding["code"] == "activation-loss"
    assert findings(apply(drawing(kind, activation), finding["fixes"][0]["edits"])) == []


def test_columns_are_scaled_around_zero_and_want_no_probability() -> None:
    schema = builtin.schema("iris")
    assert findings(on("iris"), schema) == []
    (finding,) = findings(apply(on("iris"), [set_param("again", "loss", loss("BinaryCrossentropy"))]), schema)
    assert (finding["code"], finding["param"]) == ("loss-target", "loss")
    assert findings(apply(on("iris"), [set_param("wide", "activation", "sigmoid")]), schema)[0]["severity"] == "advice"


def test_another_shape_is_told_and_mended_by_one_press() -> None:
    wide = apply(drawing(), [set_param("drawn", "filters", 5)])
    (finding,) = findings(wide)
    assert finding["code"] == "output-input"
    assert finding["sentence"] == "Makes 8 × 8 places with 5 channels; “x itself” is 8 × 8 places with 3 channels."
    assert apply(wide, finding["fixes"][0]["edits"]) == drawing()


@pytest.mark.parametrize("name", ["autoencoder", "variational-autoencoder"])
@pytest.mark.parametrize("data", ["digits", "shapes"])
def test_an_architecture_is_bound_to_pictures_by_one_press(name: str, data: str) -> None:
    schema = builtin.schema(data)
    opened = architecture(name)
    bound = from_json({**to_json(opened), "data": {"source": data, "targets": [schema.target]}})
    (finding,) = (each for each in findings(bound, schema) if each["severity"] == "problem")
    assert len(finding["fixes"]) == 1
    mended = apply(bound, finding["fixes"][0]["edits"])
    assert "problem" not in {each["severity"] for each in findings(mended, schema)}
    assert len(mended.nodes) == len(opened.nodes)


def test_an_input_that_is_gone_is_told() -> None:
    codes = {each["code"] for each in findings(apply(drawing(), [remove_node("x")]))}
    assert "target-unknown" in codes


def test_an_output_of_the_inputs_shape_is_offered_to_give_it_again() -> None:
    without = apply(drawing(), [{"edit": "unset_param", "node": "again", "param": "target"}])
    (finding,) = findings(without)
    assert (finding["code"], finding["fixes"][0]["title"]) == ("no-target", "Give Input again")
    assert apply(without, finding["fixes"][0]["edits"]) == drawing()


def test_no_column_is_asked_for_where_none_is_predicted() -> None:
    schema = schema_json.load({**schema_json.dump(PICTURES), "target": None})
    chosen = apply(drawing(), [set_param("x", "features", ["image"])])
    drawn = from_json({**to_json(chosen), "data": {"source": schema.id, "targets": []}})
    assert findings(drawn, schema) == []


@pytest.mark.parametrize("name", ["digits", "iris", "iris without a target"])
def test_what_is_learnt_is_what_the_input_reads_in_the_program_too(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = template("digits-vae", 1) if name == "digits" else on("iris")
    schema = builtin.schema(name.split(maxsplit=1)[0])
    if name.endswith("target"):
        schema, drawn = replace(schema, target=None), apply(drawn, [set_part("data", "targets", [])])
    (source,) = (key for key, each in drawn.nodes.items() if each.kind == "Input")
    prepared = prepare(schema, drawn)
    for part in (prepared.train, prepared.validation):
        assert part.y["again"] is part.x[source]
        assert all(not part.y[key].any() for key in part.y if key != "again")
    write_npz(applied(schema, drawn.data), tmp_path / "data.npz")
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {"__name__": "imported"}
    exec(compile(program(plan(drawn, CATALOG, schema)).text, "program.py", "exec"), variables)
    x, y = variables["samples"](variables["training"])
    np.testing.assert_allclose(x[source], prepared.train.x[source], atol=1e-6)
    assert {key: values.shape for key, values in y.items()} == {
        key: values.shape for key, values in prepared.train.y.items()
    }
    np.testing.assert_array_equal(y["again"], x[source])


def template(name: str, epochs: int) -> Document:
    content = to_json(templates.document(name))
    return from_json({**content, "training": {**content["training"], "epochs": epochs}})


def made(drawn: Document, epochs: int) -> str:
    """A run of a network on a built-in set, trained."""
    content = to_json(drawn)
    content = {**content, "training": {**content["training"], "epochs": epochs}}
    schema = builtin.schema(str(drawn.data.source))
    text = program(plan(from_json(content), CATALOG, schema)).text
    run = create(
        Request(
            document=content,
            schema=schema_json.dump(schema),
            program=text,
            project="p",
            owner="o",
            number=1,
            estimate=1,
        )
    )
    train(folder_of(run), threads=0)
    return run


def epochs_of(run: str) -> list[dict[str, float]]:
    lines = (folder_of(run) / "events.jsonl").read_text("utf-8").splitlines()
    return [event["values"] for event in map(json.loads, lines) if event["event"] == "epoch"]


def test_columns_that_are_given_again_are_judged_and_answered(home: Path) -> None:
    run = made(on("iris"), 40)
    values = epochs_of(run)
    assert values[-1]["val_loss"] < values[0]["val_loss"]
    outcome = read_json(folder_of(run), RESULTS)
    found = outcome["outputs"]["x itself"]
    assert (found["kind"], found["baseline_sentence"]) == ("again", "always giving the mean sample")
    assert found["score"] < found["baseline"]
    assert len(outcome["samples"][0]["truth"]["x itself"]["value"]) == 4
    row = builtin.schema("iris").preview[0]
    answer = Predictor().predict({"run": run, "inputs": dict(row)})["outputs"]["x itself"]
    assert len(answer["value"]) == 4


def test_a_network_of_values_alone_answers_them(home: Path) -> None:
    alone = {
        "square": node("Expression", "narrow", expression="square(a)"),
        "small": node("Output", "square", loss=loss("Value")),
    }
    drawn = on("iris")
    nodes = {key: content for key, content in to_json(drawn)["nodes"].items() if key in ("x", "narrow")}
    run = made(from_json({**to_json(drawn), "nodes": {**nodes, **alone}, "layout": {}}), 3)
    values = epochs_of(run)
    assert values[-1]["loss"] < values[0]["loss"]
    outcome = read_json(folder_of(run), RESULTS)
    assert outcome["outputs"]["Output"]["kind"] == "value"
    assert outcome["samples"][0]["truth"] == {"Output": None}
    answer = Predictor().predict({"run": run, "inputs": dict(builtin.schema("iris").preview[0])})["outputs"]["Output"]
    assert len(answer["value"]) == 3


@pytest.mark.slow
def test_pictures_from_raw_scores_leave_as_pictures(home: Path) -> None:
    raw = {"kind": "BinaryCrossentropy", "params": {"from_logits": True}}
    drawn = apply(
        template("digits-autoencoder", 2), [set_param("pixels", "activation", None), set_param("again", "loss", raw)]
    )
    assert findings(drawn, builtin.schema("digits")) == []
    run = made(drawn, 2)
    assert export_run({"run": run, "format": "keras"}, lambda *_: None)["difference"] <= 1e-5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["autoencoder", "variational-autoencoder"])
def test_an_architecture_learns_draws_again_and_leaves(home: Path, name: str) -> None:
    schema = builtin.schema("digits")
    opened = from_json({**to_json(architecture(name)), "data": {"source": "digits", "targets": ["digit"]}})
    bound = apply(opened, findings(opened, schema)[0]["fixes"][0]["edits"])
    run = made(bound, 8)
    values = epochs_of(run)
    assert values[-1]["loss"] < values[0]["loss"]
    assert values[-1]["val_loss"] < values[0]["val_loss"]
    outputs = read_json(folder_of(run), RESULTS)["outputs"]
    assert outputs["picture itself"]["score"] < outputs["picture itself"]["baseline"]
    picture = schema.preview[0]["image"]
    answers = Predictor().predict({"run": run, "inputs": {"image": picture}})["outputs"]
    assert set(answers) == {"picture itself"}
    assert answers["picture itself"]["given"].startswith("data:image/png;base64,")
    assert answers["picture itself"]["picture"] != answers["picture itself"]["given"]
    if name == "variational-autoencoder":
        assert {"answer_loss", "divergence_loss", "val_divergence_loss"} <= values[0].keys()
        assert (outputs["divergence"]["kind"], outputs["divergence"]["baseline"]) == ("value", None)
        for form in ("savedmodel", "keras", "program", "project"):
            told = export_run({"run": run, "format": form}, lambda *_: None)
            assert told["difference"] <= 1e-5
            assert "`divergence" not in told["card"]
