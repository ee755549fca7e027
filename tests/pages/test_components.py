"""What was pressed in a component is done once, whatever the browser sends again."""

import pytest
import streamlit as st

from builder.components import Asked, mount


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr("builder.components._renderers", {"pad": state.update})
    mount("pad", {}, key="pad")
    return state


def name_of(session: dict[str, object]) -> str:
    return str(session["data"][1])  # type: ignore[index]


def said(session: dict[str, object], number: float, value: object, *, of: str | None = None) -> object:
    session["pad"] = {"page": [of or name_of(session), number, value]}
    return Asked("pad").take("page")


def test_a_press_is_taken_once(session: dict[str, object]) -> None:
    assert said(session, 5, "data") == "data"
    assert said(session, 5, "data") is None
    assert said(session, 6, "data") == "data"


def test_an_older_press_is_not_done_after_a_newer_one(session: dict[str, object]) -> None:
    assert said(session, 6, "data") == "data"
    assert said(session, 5, "train") is None


def test_what_was_pressed_in_a_session_that_ended_is_not_done_again(session: dict[str, object]) -> None:
    assert said(session, 5, "train", of="before the server started again") is None


@pytest.mark.parametrize("forged", [None, "page", [], ["x"], {"a": 1}, [1, 2, 3]])
def test_what_no_component_says_is_no_press(session: dict[str, object], forged: object) -> None:
    session["pad"] = {"page": forged}
    assert Asked("pad").take("page") is None
