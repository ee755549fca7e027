"""Reads the text of an expression: arithmetic, comparisons and the closed list of functions. Nothing is evaluated."""

import math
import re
from dataclasses import replace
from difflib import get_close_matches

from engine.catalog.formula import LETTERS, Applied, Between, Formula, Given, Negated, Number, parts
from engine.catalog.operations import OPERATIONS, Operation
from engine.said import say

LONGEST = 500
DEEPEST = 32
MOST_OPERATIONS = 100
GREATEST = 1e30
MOST_AXES = 8

_WORDS = re.compile(r"\s*((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|//|[<>=!]=|[-+*/()<>,=\[\]]|\S)")
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_CONSTANTS = {"pi": math.pi}
_LIKELY = {"^": "**", "//": "/", "=": "=="}
_UNREADABLE = say("There is a character in the expression that cannot be read.")
_MEANT = {"min": "minimum", "max": "maximum"}


class ExpressionError(ValueError):
    """What is wrong with an expression, in one sentence for people."""


def read(text: str) -> Formula:
    """The formula that a text says. Raises `ExpressionError`."""
    if len(text) > LONGEST:
        raise ExpressionError(
            say("The expression is longer than {longest} characters; use several nodes.", longest=LONGEST)
        )
    reader = _Reader(text)
    formula = reader.whole()
    found = list(parts(formula))
    if sum(not isinstance(part, Number | Given) for part in found) > MOST_OPERATIONS:
        raise ExpressionError(
            say(
                "The expression does more than {most_operations} operations; use several nodes.",
                most_operations=MOST_OPERATIONS,
            )
        )
    if not any(isinstance(part, Given) for part in found):
        raise ExpressionError(
            say("The expression reads no input; the inputs are called a, b, c … in the order of wires.")
        )
    return formula


class _Reader:
    """One text, read from left to right."""

    def __init__(self, text: str) -> None:
        self._words = [match[1] for match in _WORDS.finditer(text)]
        self._place = 0
        self._depth = 0

    def whole(self) -> Formula:
        """The whole text as one formula."""
        formula = self._compared()
        if self._next in _COMPARISONS:
            raise ExpressionError(say("Put brackets around the first of two comparisons, such as (a > 0) == (b > 0)."))
        if self._next:
            raise self._unexpected()
        return formula

    @property
    def _next(self) -> str:
        return self._words[self._place] if self._place < len(self._words) else ""

    def _take(self, *wanted: str) -> str:
        """The next word where it is one of these, else nothing."""
        word = self._next
        if word not in wanted:
            return ""
        self._place += 1
        return word

    def _compared(self) -> Formula:
        self._deeper()
        left = self._summed()
        if symbol := self._take(*_COMPARISONS):
            left = _between(symbol, left, self._summed())
        self._depth -= 1
        return left

    def _summed(self) -> Formula:
        left = self._multiplied()
        while symbol := self._take("+", "-"):
            left = _between(symbol, left, self._multiplied())
        return left

    def _multiplied(self) -> Formula:
        left = self._signed()
        while symbol := self._take("*", "/"):
            left = _between(symbol, left, self._signed())
        return left

    def _signed(self) -> Formula:
        if not self._take("-"):
            return self._raised()
        self._deeper()
        of = self._signed()
        self._depth -= 1
        return Negated(of=of)

    def _raised(self) -> Formula:
        base = self._value()
        if not self._take("**"):
            return base
        self._deeper()
        exponent = self._signed()
        self._depth -= 1
        return _between("**", base, exponent)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(
                say("The expression is nested more than {deepest} deep; use several nodes.", deepest=DEEPEST)
            )

    def _value(self) -> Formula:
        word = self._next
        self._place += 1
        if re.match(r"\.?\d", word):
            return Number(value=_number(word))
        if word == "(":
            inside = self._compared()
            self._close()
            return inside
        if re.match(r"[A-Za-z_]", word):
            return self._function(word) if self._next == "(" else _named(word)
        self._place -= 1
        if not word:
            raise ExpressionError(say("The expression ends where a value is expected; an example is a + 2 * b."))
        raise ExpressionError(
            say("A value is expected before “{word}”.", word=word[:40]) if word.isprintable() else _UNREADABLE
        )

    def _function(self, name: str) -> Formula:
        operation = OPERATIONS.get(name)
        if operation is None:
            near = get_close_matches(name, OPERATIONS, n=1)
            hint = (
                say("; “{near}” may be meant", near=near[0])
                if near
                else say("; there are exp, log, sqrt, mean, where …")
            )
            raise ExpressionError(say("“{name}” is no function here{hint}.", name=name[:40], hint=hint))
        self._take("(")
        values: list[Formula] = []
        called = Applied(name=name, values=())
        while not (self._next == ")" or (self._place + 1 < len(self._words) and self._words[self._place + 1] == "=")):
            values.append(self._compared())
            if not self._take(","):
                break
        while self._next.isidentifier():
            called = self._option(called, operation)
            if not self._take(","):
                break
        self._close()
        if (
            operation.axis
            and len(values) > operation.values
            and called.axis is None
            and _constant(values[-1]) is not None
        ):
            called = replace(called, axis=_axis(values.pop(), name))
        return _complete(replace(called, values=tuple(values)), operation)

    def _option(self, called: Applied, operation: Operation) -> Applied:
        option = self._next
        self._place += 1
        if not self._take("="):
            raise ExpressionError(
                say("Something is missing after “{option}” in “{called}”.", option=option[:40], called=called.name)
            )
        if option == "axis" and operation.axis:
            return replace(called, axis=self._axes(called.name, operation))
        if option == "keepdims" and operation.keepdims:
            return replace(called, keepdims=self._yes())
        known = [name for name, has in (("axis", operation.axis), ("keepdims", operation.keepdims)) if has]
        takes = " and ".join(f"“{name}”" for name in known) or "none"
        raise ExpressionError(
            say(
                "“{called}” has no setting “{option}”; it has {takes}.",
                called=called.name,
                option=option[:40],
                takes=takes,
            )
        )

    def _axes(self, name: str, operation: Operation) -> int | tuple[int, ...]:
        if not self._take("(", "["):
            return _axis(self._signed(), name)
        if not operation.axes:
            raise ExpressionError(say("“{name}” takes one axis, such as axis=-1.", name=name))
        found = [_axis(self._signed(), name)]
        while self._take(",") and self._next not in (")", "]"):
            found.append(_axis(self._signed(), name))
        if not self._take(")", "]"):
            raise ExpressionError(say("A bracket is opened and not closed."))
        if len(set(found)) < len(found):
            raise ExpressionError(say("“{name}” names an axis twice.", name=name))
        return tuple(found)

    def _yes(self) -> bool:
        word = self._take("True", "False", "true", "false")
        if not word:
            raise ExpressionError(say("“keepdims” is True or False."))
        return word.lower() == "true"

    def _close(self) -> None:
        if not self._take(")"):
            raise self._unexpected() if self._next else ExpressionError(say("A bracket is opened and not closed."))

    def _unexpected(self) -> ExpressionError:
        """What is wrong with the next word, after a value."""
        word = self._next
        shown = word[:40] if word.isprintable() else "\N{REPLACEMENT CHARACTER}"
        if word == ")":
            return ExpressionError(say("A bracket is closed that was not opened."))
        if word == "(" or re.match(r"[\w.]", word):
            return ExpressionError(say("An operator such as * is missing before “{shown}”.", shown=shown))
        likely = _LIKELY.get(word)
        return ExpressionError(
            say(
                "“{shown}” means nothing here{value}.",
                shown=shown,
                value=f"; “{likely}” may be meant" if likely else "",
            )
        )


def _number(word: str) -> int | float:
    value = float(word)
    if value > GREATEST:
        raise ExpressionError(say("The number {word} is too large; at most 1e30 can be written.", word=word[:20]))
    return int(word) if word.isdecimal() else value


def _named(word: str) -> Formula:
    if word in _CONSTANTS:
        return Number(value=_CONSTANTS[word])
    if len(word) == 1 and word in LETTERS:
        return Given(wire=LETTERS.index(word))
    if word in OPERATIONS:
        raise ExpressionError(say("“{word}” needs brackets with what it is applied to, such as {word}(a).", word=word))
    raise ExpressionError(
        say("“{word}” is no input; the inputs are called a, b, c … in the order of wires.", word=word[:40])
    )


def _axis(value: Formula, name: str) -> int:
    match value:
        case Number(value=int(axis)) if 1 <= axis <= MOST_AXES:
            return axis
        case Negated(of=Number(value=int(axis))) if 1 <= axis <= MOST_AXES:
            return -axis
        case Number(value=0):
            raise ExpressionError(
                say("“{name}” must not mix samples: axis 0 is the batch; the first of a sample is 1.", name=name)
            )
    raise ExpressionError(say("The axis of “{name}” must be a whole number such as 1 or -1.", name=name))


def _between(symbol: str, left: Formula, right: Formula) -> Formula:
    """Two values with an operator; what is a mere number can be calculated, and in bounds."""
    formula = Between(symbol=symbol, left=left, right=right)
    if symbol == "/" and _constant(right) == 0:
        raise ExpressionError(say("The expression divides by zero."))
    value = _constant(formula)
    if value is not None and not abs(value) <= GREATEST:
        raise ExpressionError(say("A number in the expression becomes too large to be calculated."))
    return formula


def _constant(formula: Formula) -> float | None:
    """The value of a formula that reads no input."""
    match formula:
        case Number():
            return float(formula.value)
        case Negated():
            of = _constant(formula.of)
            return None if of is None else -of
        case Between():
            left, right = _constant(formula.left), _constant(formula.right)
            return None if left is None or right is None else _calculated(formula.symbol, left, right)
    return None


def _calculated(symbol: str, left: float, right: float) -> float:
    match symbol:
        case "+" | "-":
            return left + right if symbol == "+" else left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "**" if left > 0 or (right == int(right) and (left or right >= 0)):
            # The size of a power is looked at before it is taken.
            return left**right if not left or right * math.log10(abs(left)) < 30 else math.inf
        case "**":
            raise ExpressionError(say("A number in the expression has no such power."))
    raise ExpressionError(say("Two numbers are compared; one side of a comparison must read an input."))


def _complete(called: Applied, operation: Operation) -> Applied:
    """The function where it has all that it needs."""
    name, count = called.name, len(called.values)
    if count != operation.values:
        meant = say("; {meant}(a, b) compares two", meant=_MEANT[name]) if name in _MEANT and count > 1 else ""
        wants = say("one value") if operation.values == 1 else say("{values} values", values=operation.values)
        raise ExpressionError(
            say("“{name}” takes {wants}, not {count}{meant}.", name=name, wants=wants, count=count, meant=meant)
        )
    if any(_constant(value) is None for value in called.values[operation.values - operation.numbers :]):
        raise ExpressionError(
            say("“{name}” takes plain numbers after its first value, such as {name}(a, 0, 1).", name=name)
        )
    if not any(isinstance(part, Given) for value in called.values for part in parts(value)):
        raise ExpressionError(say("“{name}” is applied to numbers only; write its result instead.", name=name))
    if operation.needed and called.axis is None:
        raise ExpressionError(say("“{name}” needs an axis, such as {name}(a, axis=-1) for the last one.", name=name))
    return called
