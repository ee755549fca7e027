"""What is unwise about nodes that calculate by a formula."""

from collections.abc import Iterator

from engine.catalog import Entry
from engine.catalog.formula import LETTERS, wires
from engine.catalog.formula_reader import ExpressionError, read
from engine.document.model import Node
from engine.findings import Finding
from engine.plan.drawn import Drawn
from engine.said import counted


def formula_findings(drawn: Drawn, key: str, entry: Entry) -> Iterator[Finding]:
    """Yield a word of advice where what is wired in does not stand in the formula."""
    node = drawn.document.nodes[key]
    loose = [] if node.shares else unread(node, entry)
    if loose:
        shown = [f"“{LETTERS[wire]}” ({drawn.names.get(node.sources()[wire].node, 'nothing')})" for wire in loose]
        sentence = counted(
            len(loose),
            "{names} is wired in, but it does not stand in the formula.",
            "{names} are wired in, but they do not stand in the formula.",
            names=" and ".join(shown),
        )
        yield Finding(code="unread-input", node=key, sentence=sentence, severity="advice")


def unread(node: Node, entry: Entry) -> list[int]:
    """Return the numbers of the wires that a formula does not read; none where there is no formula to be read."""
    param = entry.param(entry.calculates) if entry.calculates else None
    written = node.params.get(param.name, param.default) if param else None
    if not isinstance(written, str):
        return []
    try:
        found = wires(read(written))
    except ExpressionError:
        return []
    return [wire for wire in range(min(len(node.sources()), len(LETTERS))) if wire not in found]
