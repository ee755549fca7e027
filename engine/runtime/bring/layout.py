"""Places for the nodes of a network that nobody has drawn: rows from top to bottom, beside what feeds them."""

from collections.abc import Iterable, Mapping

from engine.document.graph import order, predecessors
from engine.document.model import Node, Position

# A card is 220 by 56 pixels.
_STEP_X = 256
_STEP_Y = 92


def layout(nodes: Mapping[str, Node]) -> dict[str, Position]:
    """Return a place for every node; each block has a canvas of its own."""
    places: dict[str, Position] = {}
    for block in dict.fromkeys(node.block for node in nodes.values()):
        places |= _rows({key: node for key, node in nodes.items() if node.block == block})
    return places


def _rows(nodes: Mapping[str, Node]) -> dict[str, Position]:
    before = predecessors(nodes)
    ordered, stuck = order(nodes)
    row: dict[str, int] = {}
    for key in (*ordered, *sorted(stuck)):
        row[key] = 1 + max((row[source] for source in before[key] if source in row), default=-1)
    middle: dict[str, float] = {}
    found: dict[str, Position] = {}
    for number in range(max(row.values(), default=-1) + 1):
        standing = [key for key in row if row[key] == number]
        wished = {key: _mean(middle[source] for source in before[key] if source in middle) for key in standing}
        for key, x in _apart(standing, wished).items():
            middle[key] = x
            found[key] = Position(x=round(x), y=number * _STEP_Y)
    return found


def _apart(standing: list[str], wished: Mapping[str, float]) -> dict[str, float]:
    """Return places of one row, as near to the wished ones as cards that do not overlap can be."""
    ordered = sorted(standing, key=lambda key: wished[key])
    middle = _mean(wished.values())
    first = middle - _STEP_X * (len(ordered) - 1) / 2
    return {key: first + _STEP_X * place for place, key in enumerate(ordered)}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
