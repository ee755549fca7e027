"""Sentences remember their message and values through exceptions, JSON and copies, and are told in any language."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.language import messages
from engine.said import Said, carried, counted, filled, heard, message_of, say, written
from engine.words import Refusal

NUMBERS = json.loads(Path(__file__).with_name("numbers.json").read_bytes())
NESTED = say("{node}, because {why}", node="a", why=say("{count} inputs are missing", count=2))

texts = st.text("ab {}xyé", max_size=20)
values = st.dictionaries(st.from_regex(r"[a-z]\w{0,5}", fullmatch=True), texts | st.integers(), max_size=3)


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"{node}, because {why}": "{node}, denn {why}", "{count} inputs are missing": "{count} Eingänge fehlen"}
    monkeypatch.setattr(messages, "messages", lambda language: known if language == "de" else {})


def test_it_is_its_english() -> None:
    assert NESTED == "a, because 2 inputs are missing"
    assert say("{count} of {all}", count=1797) == "1,797 of {all}"


def test_it_stays_whole_through_exceptions_and_copies() -> None:
    for kept in (str(NESTED), str(Refusal(NESTED)), deepcopy(NESTED)):
        assert isinstance(kept, Said)
        assert message_of(kept) == message_of(NESTED)


def test_it_travels_in_json_beside_its_english() -> None:
    sent = json.loads(json.dumps(carried({"findings": [{"sentence": NESTED, "node": "a"}], "name": "Digits"})))
    assert sent["name"] == "Digits"
    assert sent["findings"][0]["sentence"] == str.__str__(NESTED)
    assert message_of(heard(sent["findings"][0])) == message_of(NESTED)
    assert "said" not in sent


@given(text=texts, values=values)
def test_what_travels_comes_back(text: str, values: dict[str, str | int]) -> None:
    said = say(text, **values)
    assert heard(json.loads(json.dumps(carried({"sentence": said})))) == said


@pytest.mark.parametrize("sent", [{}, {"sentence": None}, {"said": 3}, {"said": {"sentence": "x"}}, {"said": {}}])
def test_what_came_without_its_message_is_what_it_is(sent: dict[str, object]) -> None:
    assert heard({**sent, "sentence": "so"}) == "so"


def test_a_count_chooses_the_message() -> None:
    assert counted(1, "{count} sample of {name}", "{count} samples of {name}", name="x") == "1 sample of x"
    assert counted(0, "{count} sample", "{count} samples") == "0 samples"


@pytest.mark.usefixtures("german")
def test_it_is_told_in_the_language_of_whoever_reads() -> None:
    assert messages.told(NESTED, "de") == "a, denn 2 Eingänge fehlen"
    assert messages.told(NESTED, "en") == "a, because 2 inputs are missing"
    assert messages.told("no message", "de") == "no message"
    assert messages.told(NESTED, "xx") == "⟦a, because ⟦2 inputs are missing⟧⟧"


@pytest.mark.parametrize(("value", "english", "german"), NUMBERS)
def test_numbers_are_written_as_the_browser_writes_them(value: float, english: str, german: str) -> None:
    assert written(value) == english
    assert messages.number(value, "de") == german


@pytest.mark.parametrize(
    ("asked", "language"),
    [("de-CH,de;q=0.9,en;q=0.8", "de"), ("fr,en;q=0.5,de;q=0.6", "de"), ("", "en"), ("fr;q=x, ;;", "en"), ("*", "en")],
)
def test_the_browser_says_which_language_it_prefers(asked: str, language: str) -> None:
    assert messages.preferred(asked) == language


@given(text=texts)
def test_a_message_without_values_is_not_touched(text: str) -> None:
    assert filled(text, {}, str) == text
