"""How a value, and a list of choices, are said in a sentence."""

from collections.abc import Sequence

from engine.said import say
from engine.words import Json

LONGEST = 40
HUGE = 10**24


def shown(value: Json) -> str:
    """A value as a person would write it, shortened."""
    match value:
        case None:
            said: str = say("nothing")
        case bool():
            said = say("yes") if value else say("no")
        case str():
            said = f"“{_short(value)}”"
        case int():
            said = say("{number}", number=value) if abs(value) < HUGE else say("a number with too many digits")
        case float():
            said = repr(value)
        case {"kind": str(kind)}:
            said = _short(kind)
        case list() | tuple():
            said = _short(f"[{', '.join(shown(each) for each in value[:LONGEST])}]")
        case _:
            said = say("a group of settings")
    return said


def either(choices: Sequence[Json]) -> str:
    """`a`, `b` or `c`."""
    words = [shown(choice) for choice in choices]
    return words[0] if len(words) == 1 else say("{words} or {last}", words=", ".join(words[:-1]), last=words[-1])


def _short(text: str) -> str:
    """Cut to a sentence's measure, and writable: halves of characters and line breaks are replaced."""
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
