"""Fixes for nodes that calculate by a formula."""

from collections.abc import Iterator

from engine.catalog.formula import LETTERS, text
from engine.catalog.formula_reader import read
from engine.document import edits
from engine.findings import Finding, Fix
from engine.plan.changes import places
from engine.plan.formulas import unread
from engine.runtime.check.examine import Examined
from engine.said import say


def without_unread(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to take the wires away that a formula does not read; the letters of those after them move up."""
    key = str(finding.node)
    node = examined.plan.document.nodes[key]
    entry = examined.plan.catalog.entry(node.kind)
    if entry is None or entry.calculates is None:
        return
    loose, wires = unread(node, entry), places(node)
    kept = [wire for wire in range(len(wires)) if wire not in loose]
    cut = [edits.disconnect(key, *wires[wire][:2]) for wire in reversed(loose)]
    written = str(node.params.get(entry.calculates, ""))
    named = text(read(written), lambda wire: LETTERS[kept.index(wire) if wire in kept else wire]) if written else ""
    if kept != list(range(len(kept))):
        cut.append(edits.set_param(key, entry.calculates, named))
    yield Fix(title=say("Remove the wires") if len(loose) > 1 else say("Remove the wire"), edits=tuple(cut))
