"""What happens to samples where a network begins is what its layers do to them."""

import json
from typing import Any

import keras
import numpy as np
import pytest

from engine.assets import asset
from engine.data import builtin, schema_json
from engine.data.reading import Reading
from engine.document.load import from_json
from engine.runtime.begin.beginning import Beginning
from engine.runtime.begin.changed import DRAWS, SAMPLES
from engine.runtime.begin.told import told
from engine.runtime.data.prepare import learn, part_of_rows
from engine.runtime.data.types import Field, LabelsField, TextField
from engine.words import Refusal


def asked(name: str, look: str, key: str, number: int = 0) -> Any:
    document = json.loads((asset("templates") / f"{name}.json").read_text("utf-8"))
    schema = schema_json.dump(builtin.schema(document["data"]["source"]))
    return Beginning().answer({"document": document, "schema": schema, "begin": look, "input": key, "number": number})


def test_samples_are_shown_before_and_after_several_draws() -> None:
    first, again, other = (asked("shapes-cnn", "changed", "image", number) for number in (0, 0, 1))
    assert first == again
    assert [each["before"] for each in first["samples"]] == [each["before"] for each in other["samples"]]
    assert len(first["samples"]) == SAMPLES
    for one, two in zip(first["samples"], other["samples"], strict=True):
        assert len({picture["picture"] for picture in (one["before"], *one["after"], *two["after"])}) > DRAWS
        assert one["before"]["mask"] is None
    assert not first["moved"]


def test_only_pictures_are_changed() -> None:
    with pytest.raises(Refusal, match="Only pictures"):
        asked("iris-mlp", "changed", "measures")
    with pytest.raises(Refusal, match="reads nothing"):
        asked("iris-mlp", "prepared", "dense1")


def test_what_was_learnt_is_told_with_a_value_before_and_after() -> None:
    found = asked("iris-mlp", "prepared", "measures", 7)
    document = from_json(json.loads((asset("templates") / "iris-mlp.json").read_text("utf-8")))
    learnt = learn(builtin.schema("iris"), document)
    rows = learnt.parts.training
    assert found["rows"] == len(rows)
    (read,) = part_of_rows(document, learnt, rows[7:8]).x["measures"]
    for number, column in enumerate(found["columns"]):
        values = learnt.raw[column["name"]]
        assert column["before"] == pytest.approx(float(values[rows[7]]))
        assert column["after"]["values"] == [pytest.approx(float(read[number]), rel=1e-3)]
        filled, scaled = column["steps"]
        assert filled["sentence"].values["value"] == pytest.approx(float(np.median(values[rows])), rel=1e-3)
        assert scaled["sentence"].values["mean"] == pytest.approx(float(np.mean(values[rows])), rel=1e-3)
        assert scaled["sentence"].values["spread"] == pytest.approx(float(np.std(values[rows])), rel=1e-3)
    assert [step["layer"] for step in column["steps"]] == ["NanToNum", "Normalization"]


def _told(field: Field, reading: Reading) -> Any:
    raw = field.input()
    ((_kind, what),) = told(keras.Model(raw, field.prepared(raw, reading)).operations)
    return what


def test_several_labels_are_no_number() -> None:
    what = _told(LabelsField(name="tags", key="tags", classes=("beach", "sun")), Reading(features=("tags",)))
    assert "Each of 2 labels" in str(what.sentence)
    assert what.words == ("beach", "sun")


def test_the_marks_of_a_text_that_is_written_are_no_words() -> None:
    reading = Reading(features=("de",), text_form="words", text_words=8, text_length=5, text_shifted=True)
    field = TextField(name="de", key="de", vocabularies=(("tidy words", ("hallo", "welt")),))
    what = _told(field, reading)
    assert what.words == ("hallo", "welt")
    assert "2 are known" in str(what.sentence)
