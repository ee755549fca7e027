"""Which nodes take part: those that lead to an Output. What is wrong elsewhere keeps nothing from training."""

from dataclasses import replace

from engine.document.graph import predecessors, reach
from engine.document.model import Document
from engine.findings import Finding


def taking_part(document: Document) -> frozenset[str]:
    """Return the nodes that lead to an Output, Outputs included, and the owners of the layers they share."""
    before = predecessors(document.nodes)
    ends = {key for key, node in document.nodes.items() if node.kind == "Output"}
    part = reach(before, ends)
    owners = {document.nodes[key].shares for key in part}
    return part | {key for key in document.nodes if key in owners}


def weighed(finding: Finding, part: frozenset[str]) -> Finding:
    """Return a finding as mere advice where its node takes no part."""
    return finding if finding.node is None or finding.node in part else replace(finding, severity="advice")
