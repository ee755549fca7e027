"""Settings with expressions as Python says them: each expression is arithmetic on the names of its function."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.catalog import Catalog, Entry, Param
from engine.catalog.arguments import construction
from engine.catalog.source import literal
from engine.document.expressions import (
    Expression,
    ExpressionError,
    Name,
    Negative,
    Number,
    Operation,
    expression_in,
    parse,
)
from engine.program.decimals import is_decimal
from engine.words import Json, JsonObject

_RANKS = {"+": 1, "-": 1, "*": 2, "//": 2}
_NEGATED = 3
_WHOLE = 4
# Families whose values may be the parameter of a block.
_PASSED = ("initializers", "regularizers", "constraints", "layers", "cells")


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the parameters of a block, and `i`, are called in its function; and which of them may be no whole number."""

    called: Mapping[str, str]
    decimal: frozenset[str]


def settings(entry: Entry, complete: JsonObject, raw: JsonObject, names: Names) -> JsonObject:
    """Return the complete settings of a node with its expressions, as `{"expr": Python}`, in place of their values."""
    written = dict(complete)
    for param in entry.params:
        if param.name in raw and param.name in complete:
            written[param.name] = _spelled(complete[param.name], raw[param.name], names, param)
    return written


def argument(value: Json, names: Names, catalog: Catalog) -> str:
    """Return the Python of what an instance says for a parameter, or of a parameter's default."""
    text = expression_in(value)
    if text is not None:
        return arithmetic(parse(text), names)
    match value:
        case {"kind": str(kind), **more} if entry := _named(kind, catalog):
            params = more.get("params")
            return literal(construction(entry, params if isinstance(params, dict) else {}, catalog), catalog)
        case list():
            return f"[{', '.join(argument(each, names, catalog) for each in value)}]"
        case None | bool() | int() | float() | str():
            return literal(value)
        case _:
            return "None"


def names_in(value: Json) -> frozenset[str]:
    """Return the names that the expressions in a value use; those that cannot be read use none."""
    text = expression_in(value)
    if text is not None:
        try:
            return _used(parse(text))
        except ExpressionError:
            return frozenset()
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return frozenset().union(*map(names_in, inner))


def arithmetic(expression: Expression, names: Names) -> str:
    """Return the Python of an expression."""
    return _written(expression, names)[0]


def _written(expression: Expression, names: Names) -> tuple[str, int]:
    """Return the Python of an expression, and how strongly it holds together."""
    match expression:
        case Number(value):
            return repr(value), _WHOLE
        case Name(text):
            return names.called.get(text, f"{text}_"), _WHOLE
        case Negative(of):
            return f"-{_inside(_written(of, names), _NEGATED)}", _NEGATED
        case Operation(sign, left, right):
            rank = _RANKS[sign]
            return f"{_inside(_written(left, names), rank)} {sign} {_inside(_written(right, names), rank + 1)}", rank


def _used(expression: Expression) -> frozenset[str]:
    match expression:
        case Name(text):
            return frozenset({text})
        case Negative(of):
            return _used(of)
        case Operation(_, left, right):
            return _used(left) | _used(right)
        case _:
            return frozenset()


def _inside(written: tuple[str, int], least: int) -> str:
    return written[0] if written[1] >= least else f"({written[0]})"


def _spelled(complete: Json, raw: Json, names: Names, param: Param | None = None) -> Json:
    text = expression_in(raw)
    if text is not None:
        return {"expr": _called(parse(text), complete, names, param)}
    match complete, raw:
        case dict(), dict():
            return {key: _spelled(value, raw.get(key, value), names) for key, value in complete.items()}
        case list(), list() if len(complete) == len(raw):
            return [_spelled(*pair, names, param) for pair in zip(complete, raw, strict=True)]
        case _:
            return complete


def _called(expression: Expression, complete: Json, names: Names, param: Param | None) -> str:
    """Return an expression as the number that Keras takes: 1.0 where it refuses 1, and the other way round."""
    written = arithmetic(expression, names)
    if isinstance(complete, bool) or param is None:
        return written
    if isinstance(complete, int) and param.type == "number":
        return f"float({written})"
    if isinstance(complete, int) and is_decimal(expression, names.decimal):
        return f"int({written})"
    return written


def _named(kind: str, catalog: Catalog) -> Entry | None:
    return next((found for family in _PASSED if (found := catalog.families[family].get(kind))), None)
