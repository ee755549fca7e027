"""Levels of a document as a program writes them: the top, and the inside of each block."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.document.graph import predecessors, reach
from engine.document.model import Node, Reference
from engine.plan import Plan, Step
from engine.plan.blocks import Scope
from engine.plan.shares import owner


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level: the nodes that take part, each after those that feed it; what is disabled is bypassed.

    `block` is `None` at the top. `owners` are the nodes whose layers others share, disabled ones too. `inputs` are the
    ports of a block with their numbers, `outputs` its ports by number.
    """

    block: str | None
    nodes: Mapping[str, Node]
    owners: frozenset[str]
    inputs: Mapping[str, int]
    outputs: Mapping[int, str]

    def instances(self) -> Iterator[tuple[str, Node]]:
        """Yield the nodes that stand for a block."""
        return ((key, node) for key, node in self.nodes.items() if node.kind == "Block")


def levels(plan: Plan) -> dict[str | None, Level]:
    """Return every block that is used, the inner ones before those that use them, and last of all the top."""
    scopes = plan.expanded.scopes
    opened: dict[str | None, Level] = {}
    found: dict[str | None, Level] = {}
    todo: list[str | None] = [None]
    while todo:
        block = todo[-1]
        if block not in opened:
            opened[block] = _level(plan, scopes[block])
        inner = dict.fromkeys(node.uses for _, node in opened[block].instances())
        deeper = [each for each in inner if each in scopes and each not in opened]
        todo += deeper
        if not deeper:
            found[block] = opened[block]
            todo.pop()
    return found


def first_steps(plan: Plan) -> dict[str, Step]:
    """Return for each node of the document its step where it stands first."""
    found: dict[str, Step] = {}
    for step in plan.steps:
        found.setdefault(plan.expanded.origin[step.id].node, step)
    return found


def reused(found: Iterable[Level]) -> frozenset[str]:
    """Return the blocks with an instance whose layers another one shares, and all that stand inside them."""
    by_block = {level.block: level for level in found}
    instances = {block: [node for _, node in level.instances()] for block, level in by_block.items()}
    shared = {str(node.uses) for nodes in instances.values() for node in nodes if node.shares}
    inside = {str(block): tuple(str(node.uses) for node in nodes) for block, nodes in instances.items() if block}
    return reach(inside, shared)


def _level(plan: Plan, scope: Scope) -> Level:
    nodes = _bypassed(scope, plan.expanded.scopes)
    ends = {key for key, node in nodes.items() if node.kind == ("BlockOutput" if scope.block else "Output")}
    part = reach(predecessors(nodes), ends)
    owners = frozenset(owner(plan.document, key) or key for key in part if nodes[key].shares)
    part |= owners
    taking = {key: node for key, node in nodes.items() if key in part}
    return Level(block=scope.block, nodes=taking, owners=owners, inputs=scope.inputs, outputs=scope.outputs)


def _bypassed(scope: Scope, scopes: Mapping[str | None, Scope]) -> dict[str, Node]:
    """Return the nodes that are not disabled, in order, wired to what comes in by a disabled one's first wire."""
    if not any(node.disabled for node in scope.nodes.values()):
        return {key: scope.nodes[key] for key in scope.order}
    passed: dict[str, Reference] = {}
    nodes: dict[str, Node] = {}
    for key in scope.order:
        node = scope.nodes[key]
        inputs = {port: tuple(passed.get(wire.node, wire) for wire in wires) for port, wires in node.inputs.items()}
        if not node.disabled:
            nodes[key] = replace(node, inputs=inputs)
            continue
        used = scopes.get(node.uses) if node.kind == "Block" and node.uses else None
        wires = [wire for port in (used.inputs if used else inputs) for wire in inputs.get(port, ())]
        passed |= {key: wires[0]} if wires else {}
    return nodes
