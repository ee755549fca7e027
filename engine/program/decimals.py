"""Which parameters of blocks may be numbers with a decimal point; what is reckoned with them may be one too."""

from collections.abc import Collection

from engine.document.expressions import Expression, ExpressionError, Name, Negative, Number, expression_in, parse
from engine.document.model import Document
from engine.words import Json


def is_decimal(expression: Expression, decimal: Collection[str]) -> bool:
    """Say whether an expression may come to a number with a decimal point, where the names in `decimal` may."""
    match expression:
        case Number(value):
            return isinstance(value, float)
        case Name(text):
            return text in decimal
        case Negative(of):
            return is_decimal(of, decimal)
        case _:
            return is_decimal(expression.left, decimal) or is_decimal(expression.right, decimal)


def decimals(document: Document) -> dict[str, frozenset[str]]:
    """Return for each block its parameters that may be no whole number: by default, or by what an instance says."""
    found = {
        key: frozenset(name for name, param in block.params.items() if isinstance(param.default, float))
        for key, block in document.blocks.items()
    }
    instances = [node for node in document.nodes.values() if node.uses in found]
    changed = True
    # What an instance inside a block says may depend on the parameters of that block.
    while changed:
        changed = False
        for node in instances:
            outer = found.get(node.block or "", frozenset())
            inner = found[str(node.uses)]
            wider = inner | {name for name, value in node.params.items() if _may_be(value, outer)}
            if wider != inner:
                found[str(node.uses)], changed = wider, True
    return found


def _may_be(value: Json, outer: Collection[str]) -> bool:
    text = expression_in(value)
    if text is None:
        return isinstance(value, float)
    try:
        return is_decimal(parse(text), outer)
    except ExpressionError:
        return False
