"""Types of settings with one plain value: whole numbers, numbers, yes or no, choices and text.

Each type says whether a value fits, how values are brought to their one written form, what it asks for in English, and
gives good and bad values for tests.
"""
# ruff: noqa: D102 — what the methods do is said once, at `engine.catalog.params.Plain`

import math
import unicodedata
from dataclasses import dataclass

from engine.catalog.entries import Param
from engine.catalog.shown import either, shown
from engine.said import say
from engine.words import Json

WIDEST = 2**31 - 1
LONGEST_TEXT = 500


def whole(value: Json) -> Json:
    """`32.0` is how Yjs writes `32`; anything else stays as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_integer(value: Json, low: float = -WIDEST, high: float = WIDEST) -> bool:
    """Whether a value is a whole number in a range; yes and no are no numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_number(value: Json, low: float = -1e30, high: float = 1e30) -> bool:
    """Whether a value is a finite number in a range."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def is_text(value: Json, longest: int = LONGEST_TEXT) -> bool:
    """Whether a value is writable text: no control characters, no halves of characters."""
    return (
        isinstance(value, str)
        and len(value) <= longest
        and not any(unicodedata.category(char) in ("Cc", "Cs") for char in value)
    )


def bounds(param: Param) -> tuple[float, float]:
    """The least and greatest value of a setting."""
    return (-WIDEST if param.min is None else param.min, WIDEST if param.max is None else param.max)


def between(param: Param) -> str:
    """` from 1 to 10`, ` of at least 1`, or nothing."""
    low, high = (None if bound is None else shown(whole(bound)) for bound in (param.min, param.max))
    if low is None:
        return "" if high is None else say(" of at most {high}", high=high)
    return say(" of at least {low}", low=low) if high is None else say(" from {low} to {high}", low=low, high=high)


@dataclass(frozen=True)
class Integer:
    """A whole number."""

    def normal(self, value: Json, _param: Param) -> Json:
        return whole(value)

    def fits(self, value: Json, param: Param) -> bool:
        return is_integer(value, *bounds(param))

    def english(self, param: Param) -> str:
        return say("a whole number{between}", between=between(param))

    def good(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        edges = [int(edge) for edge in (param.min, param.max) if edge is not None]
        return tuple({*edges, *(int(min(max(low, value), high)) for value in (1, 2, 3))})

    def bad(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        return ("many", True, 1.5, math.nan, [1], {}, int(low) - 1, int(high) + 1)


@dataclass(frozen=True)
class Number:
    """A finite number."""

    def normal(self, value: Json, _param: Param) -> Json:
        return value

    def fits(self, value: Json, param: Param) -> bool:
        return is_number(value, *bounds(param))

    def english(self, param: Param) -> str:
        return say("a number{between}", between=between(param))

    def good(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        edges = [edge for edge in (param.min, param.max) if edge is not None]
        return tuple({*edges, *(min(max(low, value), high) for value in (0.25, 0.5))})

    def bad(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        return ("much", True, math.nan, math.inf, [0.5], {}, low - 1, high + 1)


@dataclass(frozen=True)
class Boolean:
    """Yes or no."""

    def normal(self, value: Json, _param: Param) -> Json:
        return value

    def fits(self, value: Json, _param: Param) -> bool:
        return isinstance(value, bool)

    def english(self, _param: Param) -> str:
        return say("yes or no")

    def good(self, _param: Param) -> tuple[Json, ...]:
        return (True, False)

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return (0, 1, "true", [True], {})


@dataclass(frozen=True)
class Choice:
    """One of a few given values."""

    def normal(self, value: Json, _param: Param) -> Json:
        return value

    def fits(self, value: Json, param: Param) -> bool:
        return any(value == choice and type(value) is type(choice) for choice in param.choices)

    def english(self, param: Param) -> str:
        return either(param.choices)

    def good(self, param: Param) -> tuple[Json, ...]:
        return param.choices

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return (say("no such choice"), "/etc/passwd", "os:system", True, 7.5, [], {})


@dataclass(frozen=True)
class Text:
    """A short text, never the name of a file, an address or a function."""

    def normal(self, value: Json, _param: Param) -> Json:
        return value

    def fits(self, value: Json, _param: Param) -> bool:
        return is_text(value)

    def english(self, _param: Param) -> str:
        return say("a text of at most {longest_text} characters", longest_text=LONGEST_TEXT)

    def good(self, param: Param) -> tuple[Json, ...]:
        return ("abc",) if param.initial is None else (param.initial,)

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return (1, True, ["a"], {}, "x" * (LONGEST_TEXT + 1), "\0", "\ud800")


@dataclass(frozen=True)
class Target(Text):
    """The name of a column, or `{"input": id}`: what an Input brings is itself the answer."""

    def fits(self, value: Json, _param: Param) -> bool:
        match value:
            case {"input": str(key), **rest}:
                return not rest and is_text(key)
            case _:
                return is_text(value)

    def english(self, param: Param) -> str:
        return say("{english}, or an Input", english=super().english(param))

    def good(self, param: Param) -> tuple[Json, ...]:
        return (*super().good(param), {"input": "picture"})

    def bad(self, param: Param) -> tuple[Json, ...]:
        return (*super().bad(param), {"input": 1}, {"input": None}, {"input": "picture", "output": 1}, {"node": "x"})
