"""Advice that a person does not want to see: at one node, or in the whole project."""

from collections.abc import Iterable

from engine.advice.table import rule
from engine.document.model import Document
from engine.findings import Finding

Findings = tuple[Finding, ...]


def parted(findings: Iterable[Finding], document: Document) -> tuple[Findings, Findings]:
    """Return findings in two parts: those to show, and advice of rules that are hidden."""
    shown: list[Finding] = []
    hidden: list[Finding] = []
    for finding in findings:
        (hidden if _is_hidden(finding, document) else shown).append(finding)
    return tuple(shown), tuple(hidden)


def _is_hidden(finding: Finding, document: Document) -> bool:
    if finding.severity != "advice" or rule(finding.code) is None:
        return False
    node = document.nodes.get(finding.node) if finding.node else None
    return finding.code in document.hidden or (node is not None and finding.code in node.hidden)
