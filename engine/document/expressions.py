"""Expressions in settings of blocks: numbers, names, `+ - * //` and brackets; read here, never by Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast

from engine.said import say
from engine.words import Json, Refusal

LONGEST = 200
DEEPEST = 32
LARGEST = 10**12

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([A-Za-z_][A-Za-z0-9_]*)|(//|[-+*()]))")

Sign: TypeAlias = Literal["+", "-", "*", "//"]


class ExpressionError(Refusal):
    """An expression that cannot be read or worked out; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter of the block, or `i`, the number of its repetition."""

    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    """What follows a minus sign."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions and the sign between them."""

    sign: Sign
    left: "Expression"
    right: "Expression"


Expression: TypeAlias = Number | Name | Negative | Operation


def parse(text: str) -> Expression:
    """Read an expression. Raises `ExpressionError` with one sentence."""
    if len(text) > LONGEST:
        raise ExpressionError(
            say(
                "This expression has {text} characters; it may have at most {longest}.", text=len(text), longest=LONGEST
            )
        )
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Expression:
    return _Reader(text).read()


def evaluate(expression: Expression, scope: Mapping[str, Json]) -> Json:
    """Return the value of an expression; a bare name gives whatever stands in `scope`, of any type.

    Raises `ExpressionError` with one sentence.
    """
    if isinstance(expression, Name):
        return _named(expression, scope)
    return _bounded(_number(expression, scope))


def expression_in(value: Json) -> str | None:
    """Return the text of `{"expr": text}`; `None` where a value is none."""
    if isinstance(value, Mapping) and len(value) == 1:
        text = value.get("expr")
        return text if isinstance(text, str) else None
    return None


def has_expression(value: Json) -> bool:
    """Whether an expression stands anywhere in a value."""
    if isinstance(value, Mapping):
        return expression_in(value) is not None or any(map(has_expression, value.values()))
    return isinstance(value, list | tuple) and any(map(has_expression, value))


def worked_out(value: Json, scope: Mapping[str, Json]) -> Json:
    """Return a value with what its expressions come to in their places. Raises `ExpressionError`."""
    text = expression_in(value)
    if text is not None:
        return evaluate(parse(text), scope)
    if isinstance(value, Mapping):
        return {key: worked_out(item, scope) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [worked_out(item, scope) for item in value]
    return value


def _named(name: Name, scope: Mapping[str, Json]) -> Json:
    if name.text not in scope:
        known = ", ".join(sorted(scope)) or say("nothing at the top level, where there are no parameters")
        raise ExpressionError(say("“{text}” is not known here; there is {known}.", text=name.text[:40], known=known))
    return scope[name.text]


def _number(expression: Expression, scope: Mapping[str, Json]) -> int | float:
    match expression:
        case Number(value):
            return value
        case Name(text):
            given = _named(expression, scope)
            if isinstance(given, bool) or not isinstance(given, int | float):
                raise ExpressionError(
                    say("“{text}” is no number here, so nothing can be worked out with it.", text=text[:40])
                )
            return given
        case Negative(of):
            return -_number(of, scope)
        case Operation(sign, left, right):
            return _bounded(_operated(sign, _number(left, scope), _number(right, scope)))


def _operated(sign: Sign, left: float, right: float) -> int | float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "//":
            if right == 0:
                raise ExpressionError(say("This expression divides by zero."))
            return left // right


def _bounded(value: float) -> int | float:
    if not -LARGEST <= value <= LARGEST:
        raise ExpressionError(
            say("This expression comes to more than {largest}, the largest number there may be.", largest=LARGEST)
        )
    return value


class _Reader:
    """Reads one expression: sums of products of numbers, names and what stands in brackets."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._place = 0
        self._depth = 0

    def read(self) -> Expression:
        expression = self._sum()
        if self._next():
            raise ExpressionError(say("“{next}” stands where a sign such as + is expected.", next=self._next()[:40]))
        return expression

    def _next(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _taken(self) -> str:
        token = self._next()
        self._place += 1
        return token

    def _sum(self) -> Expression:
        left = self._product()
        while self._next() in ("+", "-"):
            left = Operation(cast("Sign", self._taken()), left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._single()
        while self._next() in ("*", "//"):
            left = Operation(cast("Sign", self._taken()), left, self._single())
        return left

    def _single(self) -> Expression:
        word = self._taken()
        if word == "":
            raise ExpressionError(say("This expression breaks off; a number or a name is missing."))
        if word in ("-", "("):
            return self._deeper(word)
        if word[0].isdigit():
            return Number(_bounded(float(word) if "." in word else int(word)))
        if word[0].isalpha() or word[0] == "_":
            return Name(word)
        raise ExpressionError(say("“{word}” stands where a number or a name is expected.", word=word))

    def _deeper(self, word: str) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(say("This expression is nested more than {deepest} deep.", deepest=DEEPEST))
        inner = Negative(self._single()) if word == "-" else self._bracket()
        self._depth -= 1
        return inner

    def _bracket(self) -> Expression:
        inner = self._sum()
        if self._taken() != ")":
            raise ExpressionError(say("A bracket of this expression is not closed."))
        return inner


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            shown = text[place:].strip()[0]
            raise ExpressionError(
                say(
                    "“{shown}” cannot stand in an expression; there are numbers, names, + - * // and brackets.",
                    shown=shown,
                )
            )
        yield found[1] or found[2] or found[3]
        place = found.end()
