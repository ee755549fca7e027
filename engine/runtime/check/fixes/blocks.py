"""Fixes for blocks, their ends and instances, for expressions and for shared layers."""

from collections.abc import Iterator
from dataclasses import replace

from engine.document import edits
from engine.document.graph import predecessors, reach
from engine.document.model import Block, Node, Reference
from engine.findings import Finding, Fix
from engine.plan.blocks import number
from engine.plan.changes import free_id, places, replaced
from engine.plan.expand import MOST_NODES
from engine.plan.shares import owner
from engine.runtime.check.examine import Examined
from engine.said import say
from engine.words import Json

_OTHER_END = {"Input": "BlockInput", "Output": "BlockOutput", "BlockInput": "Input", "BlockOutput": "Output"}


def lost(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to bring a block back of which only the nodes are left, or to remove them."""
    document = examined.plan.document
    block = str(document.nodes[str(finding.node)].block)
    standing = [key for key, node in document.nodes.items() if node.block == block]
    yield Fix(title=say("Bring the block back"), edits=(edits.set_block(block, Block(name=block)),))
    yield Fix(title=say("Remove what stood in it"), edits=tuple(edits.remove_node(key) for key in standing))


def other_end(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the end that belongs where the node stands: of the network, or of a block."""
    document, key = examined.plan.document, str(finding.node)
    node = document.nodes[key]
    entry = examined.plan.catalog.layers[_OTHER_END[node.kind]]
    meant = replace(node, kind=entry.kind, params={})
    yield Fix(title=say("Make it a {lower}", lower=entry.title.lower()), edits=replaced(document, key, meant))
    yield Fix(title=say("Remove it"), edits=(edits.remove_node(key),))


def own_number(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the first number that no port of the block has."""
    nodes, key = examined.plan.document.nodes, str(finding.node)
    same = [node for node in nodes.values() if (node.kind, node.block) == (nodes[key].kind, nodes[key].block)]
    free = next(place for place in range(len(same) + 1) if place not in {number(node) for node in same})
    yield Fix(title=say("Give it the number {free}", free=free), edits=(edits.set_param(key, "number", free),))


def stray_wire(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to take the wires away that lead over the border of a block, or to lead them through an input of it."""
    nodes, key = examined.plan.document.nodes, str(finding.node)
    stray = [
        (port, index, source)
        for port, index, source in reversed(places(nodes[key]))
        if source.node in nodes and nodes[source.node].block != nodes[key].block
    ]
    yield Fix(
        title=say("Take the wire away"), edits=tuple(edits.disconnect(key, port, index) for port, index, _ in stray)
    )
    if len(stray) == 1 and nodes[key].block:
        yield from _brought_in(examined, key, stray[0])


def _brought_in(examined: Examined, key: str, wire: tuple[str, int, Reference]) -> Iterator[Fix]:
    """Propose an input more for a block, wired at every instance of it to what a node inside wants."""
    document, (port, index, source) = examined.plan.document, wire
    nodes, block = document.nodes, document.nodes[key].block
    instances = [name for name, node in nodes.items() if node.kind == "Block" and node.uses == block]
    if any(nodes[name].block != nodes[source.node].block for name in instances):
        return
    taken = {number(node) for node in nodes.values() if node.block == block and node.kind == "BlockInput"}
    place = next(place for place in range(len(taken) + 1) if place not in taken)
    fresh = free_id(set(nodes), "BlockInput")
    end = edits.add_node(fresh, Node(kind="BlockInput", params={"number": place}))
    wired = tuple(edits.connect(name, fresh, 0, source) for name in instances)
    inner = edits.connect(key, port, index, Reference(fresh))
    yield Fix(title=say("Bring it in by an input of the block"), edits=(end, inner, *wired))


def fewer(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to repeat an instance as often as fits, or once."""
    key, nodes = str(finding.node), examined.plan.document.nodes
    scope = examined.plan.expanded.scopes.get(nodes[key].uses)
    most = MOST_NODES // (2 * max(1, len(scope.nodes))) if scope else 1
    for times in dict.fromkeys((min(100, most), 1)):
        value: Json = None if times == 1 else times
        title = say("Do not repeat it") if times == 1 else say("Repeat it {times} times", times=times)
        yield Fix(title=title, edits=(edits.set_field(key, "repeat", value),))


def once(_: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose not to repeat what a repeat makes no difference to."""
    yield Fix(title=say("Do not repeat it"), edits=(edits.set_field(str(finding.node), "repeat", None),))


def without_expression(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the usual value in place of an expression."""
    key, name = str(finding.node), str(finding.param)
    if name == "repeat":
        yield Fix(title=say("Do not repeat it"), edits=(edits.set_field(key, "repeat", None),))
        return
    entry = examined.plan.catalog.entry(examined.plan.document.nodes[key].kind)
    param = entry.param(name) if entry else None
    if param and param.initial is not None:
        title = say("Set {lower} to {initial}", lower=param.label.lower(), initial=str(param.initial))
        yield Fix(title=title, edits=(edits.set_param(key, name, param.initial),))
    yield Fix(title=say("Use the usual value"), edits=(edits.unset_param(key, name),))


def switched_on(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to switch on again what only hands on where something else is needed: the node, or what feeds it."""
    nodes, key = examined.plan.document.nodes, str(finding.node)
    feeding = reach(predecessors({name: node for name, node in nodes.items() if node.disabled or name == key}), {key})
    for name in sorted(feeding):
        if nodes[name].disabled:
            title = (
                say("Switch it on again")
                if name == key
                else say("Switch {names} on again", names=examined.plan.names[name])
            )
            yield Fix(title=title, edits=(edits.set_field(name, "disabled", None),))


def bypass(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to go without a disabled node that has nothing to hand on, or to switch it on again."""
    yield Fix(title=say("Remove it"), edits=(edits.remove_node(str(finding.node)),))
    yield from switched_on(examined, finding)


def own_layer(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose that a node has a layer of its own, set as the one that it shares."""
    document, key = examined.plan.document, str(finding.node)
    owning = document.nodes.get(owner(document, key) or key, document.nodes[key])
    copied = owning.params if owning.kind == document.nodes[key].kind else {}
    alone = edits.set_field(key, "shares", None)
    made = tuple(edits.set_param(key, name, value) for name, value in copied.items())
    yield Fix(title=say("Give it a layer of its own"), edits=(alone, *made))
