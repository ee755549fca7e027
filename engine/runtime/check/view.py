"""What was examined as it looks from inside one block: its steps and answers under the ids of the nodes drawn there."""

from collections.abc import Iterator
from dataclasses import replace

from engine.document.model import Node, Reference
from engine.findings import Finding
from engine.plan import Plan, Step
from engine.runtime.check.examine import Examined
from engine.runtime.check.measure import Answer, Tensor
from engine.runtime.check.walk import Walk


def seen_from(examined: Examined, finding: Finding) -> Examined:
    """Return the examined plan with steps, answers and findings of the block in which a finding is, and of no other."""
    plan = examined.plan
    if not plan.expanded.passed:
        return examined
    node = plan.document.nodes.get(finding.node) if finding.node else None
    block = node.block if node else None
    prefix = f"{finding.path}." if finding.path else ""
    here = plan.expanded.scopes.get(block)
    if here is None:
        return examined
    keys = {key: prefix + key for key in here.order}
    seen = Walk(
        questions={key: found for key, name in keys.items() if (found := examined.walk.questions.get(name))},
        answers={key: answer for key, name in keys.items() if (answer := _answer(examined, name))},
    )
    findings = tuple(each for each in plan.findings if _stands(each, plan, block))
    steps = tuple(step for key, name in keys.items() if (step := _step(plan, key, name, here.nodes[key])))
    return replace(examined, plan=replace(plan, steps=steps, findings=findings), walk=seen)


def _stands(finding: Finding, plan: Plan, block: str | None) -> bool:
    node = plan.document.nodes.get(finding.node) if finding.node else None
    return node is None or node.block == block


def _step(plan: Plan, key: str, name: str, node: Node) -> Step | None:
    step = plan.step(name)
    if step is not None:
        return replace(step, id=key, inputs=_drawn(step, node), shares=node.shares)
    entry = plan.catalog.entry(node.kind)
    if name not in plan.expanded.passed or entry is None:
        return None
    return Step(id=key, entry=entry, params={}, text="", inputs=node.inputs)


def _drawn(step: Step, node: Node) -> dict[str, tuple[Reference, ...]]:
    return {port.name: node.inputs[port.name] for port in step.entry.inputs if port.name in node.inputs}


def _answer(examined: Examined, name: str) -> Answer | None:
    passed = examined.plan.expanded.passed.get(name)
    if passed is None:
        return examined.walk.answers.get(name)
    tensors = tuple(_known(examined, [passed.output(number) for number in sorted(passed.outputs)]))
    return Answer(outputs=tensors) if len(tensors) == len(passed.outputs) else None


def _known(examined: Examined, sources: list[Reference]) -> Iterator[Tensor]:
    for source in sources:
        tensor = examined.walk.tensor(source)
        if tensor is not None:
            yield tensor
