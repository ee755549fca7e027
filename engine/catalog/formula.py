"""A formula as read: numbers, inputs, and operations on them; and its text, for people and as Python."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""The inputs in the order of their wires."""

_RANKS = {"<": 1, "<=": 1, ">": 1, ">=": 1, "==": 1, "!=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "**": 5}
_COMPARED = 1
_NEGATED = 4
_WHOLE = 6


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number as written."""

    value: int | float


@dataclass(frozen=True, kw_only=True)
class Given:
    """What comes in by the wire of this number, from 0."""

    wire: int


@dataclass(frozen=True, kw_only=True)
class Negated:
    """The opposite of a value."""

    of: "Formula"


@dataclass(frozen=True, kw_only=True)
class Between:
    """Two values with an operator between them."""

    symbol: str
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, kw_only=True)
class Applied:
    """A function of `keras.ops` applied to values, along axes."""

    name: str
    values: "tuple[Formula, ...]"
    axis: int | tuple[int, ...] | None = None
    keepdims: bool = False


Formula: TypeAlias = Number | Given | Negated | Between | Applied
Wrote: TypeAlias = tuple[str, int]


def parts(formula: Formula) -> Iterator[Formula]:
    """The formula and everything in it, each after what it is calculated from."""
    match formula:
        case Negated():
            yield from parts(formula.of)
        case Between():
            yield from parts(formula.left)
            yield from parts(formula.right)
        case Applied():
            for value in formula.values:
                yield from parts(value)
    yield formula


def wires(formula: Formula) -> frozenset[int]:
    """The numbers of the wires that a formula reads."""
    return frozenset(part.wire for part in parts(formula) if isinstance(part, Given))


def text(formula: Formula, letters: Callable[[int], str] = LETTERS.__getitem__) -> str:
    """The formula as a person writes it, with a letter for each wire."""
    return _written(formula, letters, "")[0]


def python(formula: Formula, variables: Callable[[int], str]) -> str:
    """The formula as Python, with a variable for each wire."""
    return _written(formula, variables, "keras.ops.")[0]


def _written(formula: Formula, variables: Callable[[int], str], prefix: str) -> Wrote:
    """The text, and how strongly it holds together."""
    match formula:
        case Number():
            return repr(formula.value), _WHOLE
        case Given():
            return variables(formula.wire), _WHOLE
        case Negated():
            return f"-{_inside(_written(formula.of, variables, prefix), _NEGATED)}", _NEGATED
        case Between():
            return _operator(formula, variables, prefix)
        case Applied():
            return _function(formula, variables, prefix), _WHOLE


def _operator(formula: Between, variables: Callable[[int], str], prefix: str) -> Wrote:
    left, right = (_written(side, variables, prefix) for side in (formula.left, formula.right))
    if prefix and formula.symbol == "==":
        # Two tensors of Keras under == are compared as objects of Python.
        return f"{prefix}equal({left[0]}, {right[0]})", _WHOLE
    rank = _RANKS[formula.symbol]
    if formula.symbol == "**":
        return f"{_inside(left, rank + 1)} ** {_inside(right, _NEGATED)}", rank
    return f"{_inside(left, rank + (rank == _COMPARED))} {formula.symbol} {_inside(right, rank + 1)}", rank


def _function(formula: Applied, variables: Callable[[int], str], prefix: str) -> str:
    said = [_written(value, variables, prefix)[0] for value in formula.values]
    if formula.axis is not None:
        said.append(f"axis={formula.axis}")
    if formula.keepdims:
        said.append("keepdims=True")
    return f"{prefix}{formula.name}({', '.join(said)})"


def _inside(written: Wrote, least: int) -> str:
    return written[0] if written[1] >= least else f"({written[0]})"
