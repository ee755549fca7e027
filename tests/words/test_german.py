"""Every message that a person may read has its German, and nothing else has: `python -m tests.words` lists both."""

import json
from collections import Counter
from pathlib import Path

import pytest

from builder.language.messages import messages, number, told
from engine.said import say
from tests.words.messages_in_use import GERMAN, PLACE, in_use

CATALOGUES = sorted(GERMAN.glob("*.json"))
KNOWN = {path: json.loads(path.read_bytes()) for path in CATALOGUES}


def test_every_message_has_its_german() -> None:
    assert sorted(in_use() - messages("de").keys()) == []


def test_no_german_is_left_over() -> None:
    assert sorted(messages("de").keys() - in_use()) == []


def test_a_message_stands_in_one_catalogue() -> None:
    counts = Counter(text for known in KNOWN.values() for text in known)
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_places_are_those_of_the_english(path: Path) -> None:
    assert [
        text for text, german in KNOWN[path].items() if set(PLACE.findall(text)) != set(PLACE.findall(german))
    ] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_german_has_its_own_quotes_and_is_in_order(path: Path) -> None:
    known = KNOWN[path]
    assert list(known) == sorted(known)
    assert [german for german in known.values() if "“{" in german or "}”" in german] == []


def test_a_sentence_is_told_in_german_with_its_numbers() -> None:
    assert told(say("{count} samples it never saw in any way.", count=1797), "de").startswith("1.797 Beispiele")
    assert number(0.5, "de") == "0,5"
