"""The settings of a run: every optimizer of the catalogue can be shown and chosen, whatever a document holds."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from engine.catalog import catalog
from engine.document.model import Training

_SCRIPT = """
import streamlit as st
from types import SimpleNamespace
from builder.pages import asking, training_form
from engine.document.model import Document, Training
import json

document = asking.ahead(Document(training=Training(optimizer=json.loads(st.session_state["given"]))))
visit = st.session_state["visit"] = SimpleNamespace(document=document, editable=st.session_state["editable"])
training_form.show(visit)
"""


def _form(optimizer: str, *, editable: bool = True, opened: bool = True) -> AppTest:
    form = AppTest.from_string(_SCRIPT, default_timeout=60)
    form.session_state["given"] = optimizer
    form.session_state["editable"] = editable
    form.session_state["more_settings"] = opened
    return form.run()


def _rate(form: AppTest) -> TextInput:
    return next(field for field in form.text_input if field.label == "Learning rate")


@pytest.mark.parametrize("kind", list(catalog().families["optimizers"]))
def test_every_optimizer_can_be_chosen(kind: str) -> None:
    form = _form('{"kind": "Adam", "params": {}}')
    form.selectbox[0].set_value(kind).run()
    assert not form.exception
    assert form.selectbox[0].value == kind
    if kind != "Adam":
        (request,) = form.session_state["requests"]
        assert request["edits"][0]["value"]["kind"] == kind


@pytest.mark.parametrize("value", ["abc", "-1", "1e20", ""])
def test_a_learning_rate_that_cannot_be_is_refused_in_words(value: str) -> None:
    form = _form('{"kind": "Adam", "params": {"learning_rate": 0.01}}')
    _rate(form).set_value(value).run()
    assert "requests" not in form.session_state
    assert any("red" in caption.value for caption in form.caption)


def test_a_comma_is_a_point() -> None:
    form = _form('{"kind": "Adam", "params": {}}')
    _rate(form).set_value("0,02").run()
    (request,) = form.session_state["requests"]
    assert request["edits"][0]["value"]["params"]["learning_rate"] == pytest.approx(0.02)


@pytest.mark.parametrize(
    "given",
    ["null", '"Adam"', '{"kind": "Nothing"}', '{"kind": "SGD", "params": {"learning_rate": "x", "momentum": []}}'],
)
def test_whatever_a_document_holds_there_is_a_form(given: str) -> None:
    assert not _form(given).exception


def test_who_may_only_look_gets_no_fields() -> None:
    form = _form('{"kind": "Adam", "params": {}}', editable=False)
    assert not form.number_input
    assert str(Training().epochs) in form.caption[0].value


def test_two_changes_of_one_optimizer_are_both_kept() -> None:
    """The second is made before the browser has applied the first."""
    form = _form('{"kind": "SGD", "params": {}}')
    _rate(form).set_value("0.5").run()
    next(field for field in form.text_input if field.label == "Momentum").set_value("0.9").run()
    params = form.session_state["requests"][-1]["edits"][0]["value"]["params"]
    assert params == {"learning_rate": 0.5, "momentum": 0.9}


def test_what_is_rarely_set_is_written_when_it_is_opened() -> None:
    form = _form('{"kind": "Adam", "params": {}}', opened=False)
    assert [field.label for field in form.number_input] == ["Epochs", "Batch size"]
    form.session_state["more_settings"] = True
    assert "Seed" in [field.label for field in form.run().number_input]
