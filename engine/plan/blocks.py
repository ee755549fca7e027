"""The blocks of a document: what stands where, in which order, and which ports a block has."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.graph import ordered, predecessors, rings
from engine.document.model import Document, Node


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The top level (`block` is `None`) or one block, and the nodes that stand there.

    `before` are the nodes that feed each. `order` holds them so that each comes after what feeds it, without those that
    cannot: `stuck` in a cycle or behind one. `inputs` are the ids of its BlockInputs with their numbers, by number;
    `outputs` the first BlockOutput of each.
    """

    block: str | None
    nodes: Mapping[str, Node]
    before: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    stuck: frozenset[str]
    inputs: Mapping[str, int]
    outputs: Mapping[int, str]


def scopes(document: Document) -> Mapping[str | None, Scope]:
    """Return the top level and every block that is defined."""
    standing: dict[str | None, dict[str, Node]] = {None: {}, **{key: {} for key in document.blocks}}
    for key, node in document.nodes.items():
        if node.block in standing:
            standing[node.block][key] = node
    return {block: _scope(block, nodes) for block, nodes in standing.items()}


def circular(document: Document) -> frozenset[str]:
    """Return the instances by which a block stands in itself, directly or by way of others."""
    blocks = document.blocks
    instances = {
        key: node
        for key, node in document.nodes.items()
        if node.kind == "Block" and node.block in blocks and node.uses in blocks
    }
    used: dict[str, list[str]] = {}
    for node in instances.values():
        used.setdefault(str(node.block), []).append(str(node.uses))
    ring = rings({block: tuple(uses) for block, uses in used.items()})
    return frozenset(key for key, node in instances.items() if ring[str(node.block)] == ring[str(node.uses)])


def unused(scopes: Mapping[str | None, Scope]) -> list[str]:
    """Return the blocks to which no instance leads from the top level."""
    entered: list[str | None] = [None]
    for block in entered:
        uses = {node.uses for node in scopes[block].nodes.values() if node.kind == "Block"}
        entered += sorted(str(each) for each in uses & scopes.keys() - set(entered) if each)
    return [block for block in scopes if block is not None and block not in entered]


def number(node: Node) -> int:
    """Return the number of a BlockInput or BlockOutput; 0 where it says none."""
    value = node.params.get("number")
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _scope(block: str | None, nodes: Mapping[str, Node]) -> Scope:
    before = predecessors(nodes)
    placed, stuck = ordered(before)
    inside = nodes if block else {}
    inputs = {key: number(node) for key, node in inside.items() if node.kind == "BlockInput"}
    outputs = {number(inside[key]): key for key in sorted(inside, reverse=True) if inside[key].kind == "BlockOutput"}
    return Scope(
        block=block,
        nodes=nodes,
        before=before,
        order=placed,
        stuck=stuck,
        inputs=dict(sorted(inputs.items(), key=lambda each: (each[1], each[0]))),
        outputs=dict(sorted(outputs.items())),
    )
