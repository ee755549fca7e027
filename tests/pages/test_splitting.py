"""The form of the split: what it offers, what it says, and what it asks of the document."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from engine.document.dump import split_to_json
from engine.document.model import Split

_SCRIPT = """
import json
import streamlit as st
from types import SimpleNamespace
from builder.pages import asking, splitting
from engine.data.apply import apply
from engine.data.schema import Feature, Histogram, Schema
from engine.document.load import from_json

def column(name, distinct, *classes, **more):
    return Feature(name=name, type="category", distinct=distinct, classes=classes, counts=(9,) * len(classes), **more)

known = (
    column("patient", 30),
    column("set", 3, "train", "dev", "exam"),
    Feature(name="year", type="number", distinct=40, mean=1.0, histogram=Histogram(edges=(0, 1), counts=(9,))),
    column("sick", 2, "no", "yes"),
)
raw = Schema(id="x", title="x", kind="table", samples=100, features=known, target="sick")
given = {"format": "layerloom", "version": 2, "data": {"source": "x", "targets": ["sick"]}}
document = asking.ahead(from_json({**given, "data": {**given["data"], "split": json.loads(st.session_state["split"])}}))
visit = SimpleNamespace(document=document, editable=True, raw=raw, schema=apply(raw, document.data), person="p")
st.session_state["visit"] = visit
splitting.form(visit, raw)
"""


def _form(split: Split | None = None) -> AppTest:
    form = AppTest.from_string(_SCRIPT, default_timeout=60)
    form.session_state["split"] = json.dumps(split_to_json(split or Split()))
    return form.run()


def _asked(form: AppTest) -> dict:
    assert not form.exception
    (request,) = form.session_state["requests"]
    (edit,) = request["edits"]
    return {key: value for key, value in edit["value"].items() if key not in ("validation", "test", "seed")}


@pytest.mark.parametrize(
    ("way", "asked"),
    [
        ("group", {"by": "group", "column": "patient"}),
        ("column", {"by": "column", "column": "set"}),
        ("time", {"by": "time", "column": "year"}),
    ],
)
def test_a_way_is_chosen_with_the_likeliest_column(way: str, asked: dict) -> None:
    form = _form()
    form.button_group[0].set_value(way).run()
    assert _asked(form) == asked
    assert f"“{asked['column']}”" in form.caption[0].value.replace("\\", "")


def test_folds_are_chosen_and_said() -> None:
    form = _form()
    next(box for box in form.selectbox if box.label == "Folds").set_value(5).run()
    assert _asked(form) == {"folds": 5, "fold": 0}
    assert "5 folds" in form.caption[0].value
    assert "Validation, %" not in [slider.label for slider in form.slider]


def test_a_word_is_given_another_part() -> None:
    form = _form(Split(by="column", column="set"))
    boxes = {box.label: box for box in form.selectbox}
    assert [boxes[name].value for name in ("train", "dev", "exam")] == ["training", "validation", "training"]
    boxes["exam"].set_value("test").run()
    assert _asked(form)["parts"] == {"exam": "test"}
