"""Folds what is found in an expanded network back to the nodes that are drawn: one finding for all repetitions."""

from collections.abc import Iterable
from dataclasses import replace

from engine.findings import Finding
from engine.plan.expand import Expanded
from engine.plan.part import weighed


def folded(findings: Iterable[Finding], expanded: Expanded, part: frozenset[str]) -> tuple[Finding, ...]:
    """Return findings on expanded nodes as findings on drawn ones, each where it shows first.

    `part` are the expanded nodes that take part: what is a problem in one of them is no mere advice.
    """
    kept: dict[tuple[str | None, str, str | None], Finding] = {}
    for finding in findings:
        weight = weighed(finding, part)
        origin = expanded.origin.get(finding.node) if finding.node else None
        drawn = weight if origin is None else replace(weight, node=origin.node, path=origin.path)
        key = (drawn.node, drawn.code, drawn.param)
        if key not in kept or (drawn.severity, kept[key].severity) == ("problem", "advice"):
            kept[key] = drawn
    return tuple(kept.values())
