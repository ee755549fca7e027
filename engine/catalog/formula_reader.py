"""Reads the text of an expression: arithmetic, comparisons and the closed list of functions. Nothing is evaluated."""

import math
import re
from dataclasses import replace
from difflib import get_close_matches

from engine.catalog.formula import LETTERS, Applied, Between, Formula, Given, Negated, Number, parts
from engine.catalog.operations import OPERATIONS, Operation

LONGEST = 500
DEEPEST = 32
MOST_OPERATIONS = 100
GREATEST = 1e30
MOST_AXES = 8

_WORDS = re.compile(r"\s*((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|//|[<>=!]=|[-+*/()<>,=\[\]]|\S)")
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_CONSTANTS = {"pi": math.pi}
_LIKELY = {"^": "**", "//": "/", "=": "=="}
_UNREADABLE = "There is a character in the expression that cannot be read."
_MEANT = {"min": "minimum", "max": "maximum"}


class ExpressionError(ValueError):
    """What is wrong with an expression, in one sentence for people."""


def read(text: str) -> Formula:
    """The formula that a text says. Raises `ExpressionError`."""
    if len(text) > LONGEST:
        raise ExpressionError(f"The expression is longer than {LONGEST} characters; use several nodes.")
    reader = _Reader(text)
    formula = reader.whole()
    found = list(parts(formula))
    if sum(not isinstance(part, Number | Given) for part in found) > MOST_OPERATIONS:
        raise ExpressionError(f"The expression does more than {MOST_OPERATIONS} operations; use several nodes.")
    if not any(isinstance(part, Given) for part in found):
        raise ExpressionError("The expression reads no input; the inputs are called a, b, c … in the order of wires.")
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
            raise ExpressionError("Put brackets around the first of two comparisons, such as (a > 0) == (b > 0).")
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
            raise ExpressionError(f"The expression is nested more than {DEEPEST} deep; use several nodes.")

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
            raise ExpressionError("The expression ends where a value is expected; an example is a + 2 * b.")
        raise ExpressionError(f"A value is expected before “{word[:40]}”." if word.isprintable() else _UNREADABLE)

    def _function(self, name: str) -> Formula:
        operation = OPERATIONS.get(name)
        if operation is None:
            near = get_close_matches(name, OPERATIONS, n=1)
            hint = f"; “{near[0]}” may be meant" if near else "; there are exp, log, sqrt, mean, where …"
            raise ExpressionError(f"“{name[:40]}” is no function here{hint}.")
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
            raise ExpressionError(f"Something is missing after “{option[:40]}” in “{called.name}”.")
        if option == "axis" and operation.axis:
            return replace(called, axis=self._axes(called.name, operation))
        if option == "keepdims" and operation.keepdims:
            return replace(called, keepdims=self._yes())
        known = [name for name, has in (("axis", operation.axis), ("keepdims", operation.keepdims)) if has]
        takes = " and ".join(f"“{name}”" for name in known) or "none"
        raise ExpressionError(f"“{called.name}” has no setting “{option[:40]}”; it has {takes}.")

    def _axes(self, name: str, operation: Operation) -> int | tuple[int, ...]:
        if not self._take("(", "["):
            return _axis(self._signed(), name)
        if not operation.axes:
            raise ExpressionError(f"“{name}” takes one axis, such as axis=-1.")
        found = [_axis(self._signed(), name)]
        while self._take(",") and self._next not in (")", "]"):
            found.append(_axis(self._signed(), name))
        if not self._take(")", "]"):
            raise ExpressionError("A bracket is opened and not closed.")
        if len(set(found)) < len(found):
            raise ExpressionError(f"“{name}” names an axis twice.")
        return tuple(found)

    def _yes(self) -> bool:
        word = self._take("True", "False", "true", "false")
        if not word:
            raise ExpressionError("“keepdims” is True or False.")
        return word.lower() == "true"

    def _close(self) -> None:
        if not self._take(")"):
            raise self._unexpected() if self._next else ExpressionError("A bracket is opened and not closed.")

    def _unexpected(self) -> ExpressionError:
        """What is wrong with the next word, after a value."""
        word = self._next
        shown = word[:40] if word.isprintable() else "\N{REPLACEMENT CHARACTER}"
        if word == ")":
            return ExpressionError("A bracket is closed that was not opened.")
        if word == "(" or re.match(r"[\w.]", word):
            return ExpressionError(f"An operator such as * is missing before “{shown}”.")
        likely = _LIKELY.get(word)
        return ExpressionError(f"“{shown}” means nothing here{f'; “{likely}” may be meant' if likely else ''}.")


def _number(word: str) -> int | float:
    value = float(word)
    if value > GREATEST:
        raise ExpressionError(f"The number {word[:20]} is too large; at most 1e30 can be written.")
    return int(word) if word.isdecimal() else value


def _named(word: str) -> Formula:
    if word in _CONSTANTS:
        return Number(value=_CONSTANTS[word])
    if len(word) == 1 and word in LETTERS:
        return Given(wire=LETTERS.index(word))
    if word in OPERATIONS:
        raise ExpressionError(f"“{word}” needs brackets with what it is applied to, such as {word}(a).")
    raise ExpressionError(f"“{word[:40]}” is no input; the inputs are called a, b, c … in the order of wires.")


def _axis(value: Formula, name: str) -> int:
    match value:
        case Number(value=int(axis)) if 1 <= axis <= MOST_AXES:
            return axis
        case Negated(of=Number(value=int(axis))) if 1 <= axis <= MOST_AXES:
            return -axis
        case Number(value=0):
            raise ExpressionError(f"“{name}” must not mix samples: axis 0 is the batch; the first of a sample is 1.")
    raise ExpressionError(f"The axis of “{name}” must be a whole number such as 1 or -1.")


def _between(symbol: str, left: Formula, right: Formula) -> Formula:
    """Two values with an operator; what is a mere number can be calculated, and in bounds."""
    formula = Between(symbol=symbol, left=left, right=right)
    if symbol == "/" and _constant(right) == 0:
        raise ExpressionError("The expression divides by zero.")
    value = _constant(formula)
    if value is not None and not abs(value) <= GREATEST:
        raise ExpressionError("A number in the expression becomes too large to be calculated.")
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
            raise ExpressionError("A number in the expression has no such power.")
    raise ExpressionError("Two numbers are compared; one side of a comparison must read an input.")


def _complete(called: Applied, operation: Operation) -> Applied:
    """The function where it has all that it needs."""
    name, count = called.name, len(called.values)
    if count != operation.values:
        meant = f"; {_MEANT[name]}(a, b) compares two" if name in _MEANT and count > 1 else ""
        wants = "one value" if operation.values == 1 else f"{operation.values} values"
        raise ExpressionError(f"“{name}” takes {wants}, not {count}{meant}.")
    if any(_constant(value) is None for value in called.values[operation.values - operation.numbers :]):
        raise ExpressionError(f"“{name}” takes plain numbers after its first value, such as {name}(a, 0, 1).")
    if not any(isinstance(part, Given) for value in called.values for part in parts(value)):
        raise ExpressionError(f"“{name}” is applied to numbers only; write its result instead.")
    if operation.needed and called.axis is None:
        raise ExpressionError(f"“{name}” needs an axis, such as {name}(a, axis=-1) for the last one.")
    return called
