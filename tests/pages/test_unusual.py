"""Findings about data on the page: a fix, a reason, and what is not wanted."""

from streamlit.testing.v1 import AppTest

_SCRIPT = """
import json
import streamlit as st
from types import SimpleNamespace
from builder.pages import asking, unusual
from engine.data.insight import RULES
from engine.document.model import Document

schema, data = RULES[st.session_state["rule"]].wrong()
document = asking.ahead(Document(data=data, hidden=tuple(st.session_state["hidden"])))
visit = SimpleNamespace(document=document, editable=True, schema=schema)
st.session_state["visit"] = visit
unusual.show(visit)
"""


def _page(*hidden: str) -> AppTest:
    page = AppTest.from_string(_SCRIPT, default_timeout=60)
    page.session_state["rule"] = 0
    page.session_state["hidden"] = list(hidden)
    return page.run()


def _labels(page: AppTest) -> list[str]:
    assert not page.exception
    return [button.label.replace("\\", "") for button in page.button]


def test_a_finding_has_its_fix_and_its_reason() -> None:
    page = _page()
    assert _labels(page) == ["Leave “dose” out", "Do not tell me this"]
    assert "gives “sick” away" in page.markdown[0].value
    page.button[0].click().run()
    (request,) = page.session_state["requests"]
    assert request["edits"] == [{"edit": "set", "part": "data", "key": "columns", "value": {"dose": "ignore"}}]


def test_what_is_not_wanted_is_hidden_and_shown_again() -> None:
    page = _page()
    page.button[1].click().run()
    assert _labels(page) == ["Show 1 hidden finding again"]
    page.button[0].click().run()
    assert _labels(page) == ["Leave “dose” out", "Do not tell me this"]
