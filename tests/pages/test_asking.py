"""What a page asks of the browser's document, and what it shows until the browser has done it."""

import pytest
import streamlit as st

from builder.pages import asking
from engine.document.edits import set_part
from engine.document.model import Document


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def test_a_page_is_ahead_of_the_browser_until_it_answers() -> None:
    asking.ask([set_part("training", "epochs", 7)])
    asking.ask([set_part("training", "epochs", 9), set_part("meta", "name", "Mine")])
    ahead = asking.ahead(Document())
    assert (ahead.training.epochs, ahead.name) == (9, "Mine")
    first, second = asking.waiting()
    asking.applied([first["id"], "unknown"])
    assert asking.waiting() == [second]
    asking.applied([second["id"]])
    assert asking.ahead(Document()) == Document()


def test_what_no_longer_fits_the_document_is_left_to_the_browser() -> None:
    asking.ask([{"edit": "set_param", "node": "gone", "param": "units", "value": 3}])
    assert asking.ahead(Document()) == Document()


def test_another_project_is_not_asked_for_the_last_ones_edits() -> None:
    asking.ask([set_part("meta", "name", "Mine")])
    asking.forget()
    assert asking.waiting() == []
