"""A press means what the fields beside it say by then: it may come before any run of the script has seen them."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from builder.pages import projects, reading
from engine.data.schema import Schema
from engine.words import JsonObject

Asked = list[tuple[str, dict[str, Any]]]


def _file_form(schema: object) -> None:
    from types import SimpleNamespace

    from builder.pages import reading

    reading.file_form(SimpleNamespace(person="ann"), schema)  # type: ignore[arg-type]


def _more(project: object) -> None:
    from types import SimpleNamespace

    from builder.pages import projects

    projects._more(SimpleNamespace(person="ann"), project)  # type: ignore[arg-type]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return what a file was asked to be read as; no job is ever over."""
    calls: Asked = []

    def inspect(_person: str, data_set: str, **asked: Any) -> str:
        calls.append((data_set, asked))
        return "job"

    monkeypatch.setattr(reading.data_sets, "find", lambda *_: object())
    monkeypatch.setattr(reading.intake, "inspect", inspect)
    monkeypatch.setattr(reading.jobs, "progress", lambda _key: False)
    return calls


def _table(**read: str) -> Schema:
    form: JsonObject = {"separator": ",", "encoding": "utf-8", "header": True, **read}
    return Schema(id="mine", title="Mine", kind="table", samples=3, features=(), read=form)


def test_a_table_is_read_again_as_the_fields_say_at_the_press(asked: Asked) -> None:
    page = AppTest.from_function(_file_form, kwargs={"schema": _table()}).run()
    page.selectbox[0].set_value(";")
    page.selectbox[1].set_value("latin-1")
    page.toggle[0].set_value(False)
    page.button[0].click().run()
    assert not page.exception
    assert asked == [("mine", {"read": {"separator": ";", "encoding": "latin-1", "header": False}})]


def test_pictures_are_read_again_as_the_fields_say_at_the_press(asked: Asked) -> None:
    pictures = Schema(id="mine", title="Mine", kind="images", samples=3, features=(), size=(64, 64))
    page = AppTest.from_function(_file_form, kwargs={"schema": pictures}).run()
    page.number_input[0].set_value(32)
    page.button[0].click().run()
    assert asked == [("mine", {"size": [32, 64]})]


def test_the_fields_show_how_a_file_was_read_last(asked: Asked) -> None:
    page = AppTest.from_function(_file_form, kwargs={"schema": _table()}).run()
    page.selectbox[0].set_value("|").run()
    assert page.selectbox[0].value == "|"
    page = AppTest.from_function(_file_form, kwargs={"schema": _table(separator=";")})
    assert page.run().selectbox[0].value == ";"
    assert asked == []


def test_a_project_gets_the_name_that_stands_there_at_the_press(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, str]] = []
    monkeypatch.setattr(projects.live_state, "rename", lambda _person, project, name: given.append((project, name)))
    monkeypatch.setattr(projects.workspace, "sharing", lambda *_: None)
    project = SimpleNamespace(id="p", name="Old", role="edit")
    page = AppTest.from_function(_more, kwargs={"project": project}).run()
    page.text_input[0].set_value("New")
    next(button for button in page.button if button.label == "Rename").click().run()
    assert given == [("p", "New")]
