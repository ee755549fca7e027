"""The report: what the canvas shows of every node, what is wrong, how to mend it, and the program."""

from engine.advice import rule
from engine.document.dump import digest
from engine.findings import Finding, problems
from engine.plan import Plan
from engine.program import program
from engine.runtime.check.examine import Examined
from engine.runtime.check.nodes import node_reports
from engine.runtime.cost.sizes import sizes
from engine.words import JsonObject


def report(examined: Examined, *, written: bool) -> JsonObject:
    """Return the report of an examined plan as JSON, with the program where it is `written`."""
    plan, totals = examined.plan, examined.totals
    return {
        "nodes": node_reports(examined),
        "findings": [_finding(finding) for finding in examined.findings],
        "hidden": [_finding(finding) for finding in examined.hidden],
        "totals": {
            "parameters": totals.parameters,
            "trainable": totals.trainable,
            "memory": totals.memory,
            "multiply_adds": totals.multiply_adds,
            "sizes": dict(sizes(totals.parameters, totals.layers, totals.columns)),
        },
        "ready": not problems(examined.findings),
        "digest": digest(plan.document),
        **({"program": _program(plan)} if written else {}),
    }


def _finding(finding: Finding) -> JsonObject:
    """Return a finding; with the rule that it comes from, if it is advice of one."""
    known = rule(finding.code) if finding.severity == "advice" else None
    return {**finding.to_json(), **({"rule": known.code, "title": known.title} if known else {})}


def _program(plan: Plan) -> JsonObject:
    made = program(plan)
    return {"text": made.text, "lines": {key: list(lines) for key, lines in made.lines.items()}}
