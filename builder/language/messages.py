"""What every message is in other languages: `assets/messages/<language>/*.json`, English text to theirs."""

import json
from functools import cache

from engine.assets import asset
from engine.said import Said, Value, filled, written

ENGLISH = "en"
LANGUAGES = {"en": "English", "de": "Deutsch"}
PSEUDO = "xx"  # every message in brackets: what is not in any goes past the catalogue

_SWAPPED = str.maketrans(",.", ".,")


@cache
def messages(language: str) -> dict[str, str]:
    """Return the messages of a language by their English; none where it has no catalogue."""
    found: dict[str, str] = {}
    for path in sorted((asset("messages") / language).glob("*.json")):
        found.update(json.loads(path.read_bytes()))
    return found


def told(sentence: str, language: str) -> str:
    """Return a sentence in a language; in English where the catalogue does not have it."""
    if language == ENGLISH:
        return str.__str__(sentence)
    text, values = (sentence.text, sentence.values) if isinstance(sentence, Said) else (sentence, {})
    if language == PSEUDO:
        return f"⟦{filled(text, values, lambda value: _written(value, language))}⟧"
    return filled(messages(language).get(text, text), values, lambda value: _written(value, language))


def number(value: float, language: str) -> str:
    """Return a number as the language writes it: `1,797.5` and `1.797,5`."""
    return localized(written(value), language)


def localized(figure: str, language: str) -> str:
    """Return a figure that is written in English (`1,797.50`) with the marks of a language (`1.797,50`)."""
    return figure if language in (ENGLISH, PSEUDO) else figure.translate(_SWAPPED)


def preferred(accepted: str) -> str:
    """Return the language that a browser asks for first of those that are here (the header `Accept-Language`)."""
    wanted = sorted(accepted.split(","), key=_worth, reverse=True)
    tags = [part.split(";")[0].strip().split("-")[0].lower() for part in wanted]
    return next((tag for tag in tags if tag in (*LANGUAGES, PSEUDO)), ENGLISH)


def _written(value: Value, language: str) -> str:
    if isinstance(value, Said):
        return told(value, language)
    return value if isinstance(value, str) else number(value, language)


def _worth(part: str) -> float:
    weight = part.partition(";q=")[2]
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0
