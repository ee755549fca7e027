"""Which nodes take part: those that lead to an Output. What is wrong elsewhere keeps nothing from training."""

from collections.abc import Mapping
from dataclasses import replace

from engine.document.graph import reach
from engine.document.model import Document, Node
from engine.findings import Finding
from engine.plan.blocks import Scope


def taking_part(flat: Document, before: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the nodes that lead to an Output, Outputs included, and the owners of the layers they share.

    `before` are the nodes that feed each.
    """
    return _leading(flat.nodes, before, {key for key, node in flat.nodes.items() if node.kind == "Output"})


def drawn_part(scopes: Mapping[str | None, Scope]) -> frozenset[str]:
    """Return the same of the nodes as they are drawn: those in blocks too that lead to what a block gives."""
    part: set[str] = set()
    entered: set[str | None] = {None}
    todo: list[str | None] = [None]
    while todo:
        scope = scopes[todo.pop()]
        leading = _leading(scope.nodes, scope.before, _ends(scope))
        part |= leading
        for used in {scope.nodes[key].uses for key in leading} - entered:
            if used in scopes:
                entered.add(used)
                todo.append(used)
    return frozenset(part)


def weighed(finding: Finding, part: frozenset[str]) -> Finding:
    """Return a finding as mere advice where its node takes no part."""
    return finding if finding.node is None or finding.node in part else replace(finding, severity="advice")


def _leading(nodes: Mapping[str, Node], before: Mapping[str, tuple[str, ...]], ends: set[str]) -> frozenset[str]:
    part = reach(before, ends)
    return part | {owner for key in part if (owner := nodes[key].shares) and owner in nodes}


def _ends(scope: Scope) -> set[str]:
    if scope.block is None:
        return {key for key, node in scope.nodes.items() if node.kind == "Output" and not node.disabled}
    return {key for key, node in scope.nodes.items() if node.kind == "BlockOutput"}
