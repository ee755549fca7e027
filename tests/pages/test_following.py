"""Widgets show what the document says, are heard when a person changes them, and never speak of themselves."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


def script() -> None:
    """Write a slider over a document of one number; `others` is what somebody else made of it."""
    import streamlit as st

    from builder.pages.following import follow

    document = st.session_state.setdefault("document", {"epochs": 20})
    document.update(st.session_state.pop("others", {}))

    def changed(value: int, name: str) -> None:
        st.session_state.setdefault("heard", []).append((name, value))
        if value != st.session_state.get("refused"):
            document[name] = value

    if st.session_state.get("there", True):
        st.slider("Epochs", 5, 45, value=document["epochs"], **follow("epochs", document["epochs"], changed, "epochs"))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script).run()


def heard(page: AppTest) -> list[tuple[str, int]]:
    return list(page.session_state["heard"]) if "heard" in page.session_state else []


def by_another(page: AppTest, value: int) -> AppTest:
    page.session_state["others"] = {"epochs": value}
    return page.run()


def test_it_shows_what_the_document_says(page: AppTest) -> None:
    assert page.slider[0].value == 20
    assert heard(page) == []


def test_a_change_is_heard_once_and_the_widget_stays(page: AppTest) -> None:
    key = page.slider[0].key
    page.slider[0].set_value(30).run()
    page.run()
    assert heard(page) == [("epochs", 30)]
    assert (page.slider[0].value, page.slider[0].key) == (30, key)


@pytest.mark.parametrize("before", [[], [30], [30, 35]])
def test_what_another_changed_is_shown_and_not_answered(page: AppTest, before: list[int]) -> None:
    for value in before:
        page.slider[0].set_value(value).run()
    by_another(page, 10).run()
    assert page.slider[0].value == 10
    assert [value for _, value in heard(page)] == before
    page.slider[0].set_value(12).run()
    assert heard(page)[-1] == ("epochs", 12)


def test_what_was_refused_stays_to_be_mended(page: AppTest) -> None:
    page.session_state["refused"] = 40
    page.slider[0].set_value(40).run()
    page.run()
    assert page.slider[0].value == 40
    assert heard(page) == [("epochs", 40)]


@pytest.mark.parametrize("meanwhile", [lambda page: page, lambda page: by_another(page, 10)])
def test_a_widget_that_vanishes_and_comes_back_says_nothing(
    page: AppTest, meanwhile: Callable[[AppTest], AppTest]
) -> None:
    page.slider[0].set_value(30).run()
    page.session_state["there"] = False
    meanwhile(page.run())
    page.session_state["there"] = True
    page.run()
    assert heard(page) == [("epochs", 30)]
    assert page.slider[0].value == page.session_state["document"]["epochs"]


def test_its_state_is_never_written_from_here(page: AppTest) -> None:
    """What a run writes is lost if another overtakes it; the browser would answer with the least there is."""
    by_another(page, 10)
    assert not page.slider[0].proto.set_value
