"""Goes through all rules, and says what each has found."""

from collections.abc import Iterator, Mapping

from engine.advice.network import Measured, Network
from engine.advice.rule import Noted, Rule
from engine.advice.table import RULES
from engine.findings import Finding
from engine.plan import Plan
from engine.said import say


def advise(plan: Plan, measured: Measured) -> Iterator[Finding]:
    """Yield what rules find in a plan, on expanded nodes, in the order in which the nodes stand."""
    network = Network(plan, measured)
    if not network.steps:
        return
    found = [(rule, noted) for rule in RULES if rule.find for noted in rule.find(network)]
    places: Mapping[str | None, int] = {step.id: place for place, step in enumerate(network.steps)}
    for rule, noted in sorted(found, key=lambda each: places.get(each[1].node, -1)):
        yield _finding(rule, noted)


def _finding(rule: Rule, noted: Noted) -> Finding:
    return Finding(
        code=rule.code,
        sentence=say(rule.sentence.text, **noted.figures),
        node=noted.node,
        param=noted.param,
        severity="advice",
        ways=noted.ways,
    )
