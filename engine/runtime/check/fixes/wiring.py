"""Fixes for wires: what is missing, loose, too much, or goes round in a circle."""

import math
from collections.abc import Iterator

from engine.catalog.states import has_output
from engine.document import edits
from engine.document.graph import cycle, downstream, successors
from engine.document.model import Document, Reference
from engine.findings import Finding, Fix
from engine.plan.changes import Layer, chained, places, ports_of, taken_out
from engine.plan.targets import suited
from engine.runtime.check.examine import Examined
from engine.runtime.check.fixes.fitting import add_input
from engine.runtime.check.fixes.squeeze import squeezes
from engine.said import say
from engine.words import JsonObject

MOST_SOURCES = 3


def too_few(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose a second wire into a node that joins several, or to go without it."""
    document, key = examined.plan.document, str(finding.node)
    for port, index, _ in places(document.nodes[key]):
        for source in likely_sources(document, examined, key):
            title = say("Connect {title_of}", title_of=title_of(examined, source))
            yield Fix(title=title, edits=(edits.connect(key, port, index + 1, Reference(source)),))
    change = taken_out(examined.plan.document, str(finding.node))
    if change:
        yield Fix(title=say("Take this layer out"), edits=change)


def missing_input(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to wire in what most likely fed this node, straight or through what makes it fit."""
    document, key = examined.plan.document, str(finding.node)
    yield from _same_again(examined, key)
    yield from _all_waiting(examined, key)
    for port in ports_of(examined.plan, key):
        if not document.nodes[key].inputs.get(port.name) and not port.optional:
            for source in likely_sources(document, examined, key):
                yield from _wire(examined, source, (key, port.name, 0))
    if not examined.plan.inputs:
        yield from add_input(examined, finding)


def _same_again(examined: Examined, key: str) -> Iterator[Fix]:
    """Propose what one port has for the others too: attention looks at itself more often than not."""
    node = examined.plan.document.nodes[key]
    ports = ports_of(examined.plan, key)
    free = [port.name for port in ports if not port.optional and not node.inputs.get(port.name)]
    for source in node.sources()[:1]:
        attention = any(port.name == "query" for port in ports)
        same = say("Connect {title_of} here too", title_of=title_of(examined, source.node))
        wired = tuple(edits.connect(key, port, 0, source) for port in free)
        yield Fix(title=say("Look at itself (self-attention)") if attention else same, edits=wired)


def _all_waiting(examined: Examined, key: str) -> Iterator[Fix]:
    """Propose to feed all that lost their input at once: from what fed one node, or from loose ends joined."""
    document, waiting = examined.plan.document, _waiting(examined)
    if key not in {node for node, _, _ in waiting}:
        return
    loose = [source for source in likely_sources(document, examined, key) if not successors(document.nodes)[source]]
    if len(loose) > 1:
        ends = tuple(map(Reference, reversed(loose)))
        first, *rest = _joined(examined, ends, "Concatenate", waiting[0])
        more = (edits.connect(*to, Reference(str(first["id"]))) for to in waiting[1:])
        names = " and ".join(title_of(examined, end.node) for end in ends)
        yield Fix(title=say("Join {names} with Concatenate", names=names), edits=(first, *rest, *more))
    if len(waiting) > 1:
        for source in likely_sources(document, examined, key)[:2]:
            wired = tuple(edits.connect(*to, Reference(source)) for to in waiting)
            yield Fix(
                title=say(
                    "Connect {title_of} to all {waiting}", title_of=title_of(examined, source), waiting=len(waiting)
                ),
                edits=wired,
            )


def _waiting(examined: Examined) -> list[tuple[str, str, int]]:
    """Return the free places for wires at nodes that lack an input: node, port and index."""
    document, found = examined.plan.document, []
    for finding in examined.plan.findings:
        if finding.code in {"missing-input", "too-few-inputs"} and finding.node and finding.severity == "problem":
            ports = ports_of(examined.plan, finding.node)
            port = next((port for port in ports if not port.optional), ports[0])
            found.append((finding.node, port.name, len(document.nodes[finding.node].inputs.get(port.name, ()))))
    return found


def _wire(examined: Examined, source: str, to: tuple[str, str, int]) -> Iterator[Fix]:
    document, catalog = examined.plan.document, examined.plan.catalog
    start, name = Reference(source), title_of(examined, source)
    yield Fix(title=say("Connect {name}", name=name), edits=(edits.connect(*to, start),))
    tensor = examined.walk.tensor(start)
    squeezing = squeezes(tensor.shape) if tensor else []
    last = _last_layer(examined, to[0])
    for layers in ([*([layer] if layer else []), *last] for layer in (None, *squeezing)):
        if layers:
            through = " and ".join(layer.kind for layer in layers)
            yield Fix(
                title=say("Connect {name} through {through}", name=name, through=through),
                edits=chained(document, catalog, start, layers, to),
            )


def _last_layer(examined: Examined, key: str) -> list[Layer]:
    spec = examined.plan.schema and _target_layer(examined, key)
    return [spec] if spec else []


def _target_layer(examined: Examined, key: str) -> Layer | None:
    node, schema = examined.plan.document.nodes[key], examined.plan.schema
    if examined.plan.catalog.layers[node.kind].outputs or schema is None:
        return None
    target = schema.feature(str(node.params.get("target")))
    if target is None:
        return None
    best = suited(target)
    return Layer(kind="Dense", params={"units": best.units, "activation": best.activation})


def likely_sources(document: Document, examined: Examined, key: str) -> list[str]:
    """Return the nodes that most likely fed `key`: loose ends first, then near ones, none that would close a circle."""
    fed = successors(document.nodes)
    after = downstream(document.nodes, key)
    order = {step.id: place for place, step in enumerate(examined.plan.steps)}
    wired = {source.node for source in document.nodes[key].sources()}
    able = [
        step.id for step in examined.plan.steps if step.entry.outputs and step.id not in after and step.id not in wired
    ]
    return sorted(able, key=lambda each: (bool(fed[each]), _distance(document, each, key), -order[each]))[:MOST_SOURCES]


def _distance(document: Document, one: str, other: str) -> float:
    here, there = document.layout.get(one), document.layout.get(other)
    return math.hypot(here.x - there.x, here.y - there.y) if here and there else 0.0


def loose_wire(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to take a wire from nowhere away, or to let it come from what is likely."""
    document, key = examined.plan.document, str(finding.node)
    for port, index, source in places(document.nodes[key]):
        if examined.walk.tensor(source) is None and not _stands(examined, source):
            yield Fix(title=say("Take the loose wire away"), edits=(edits.disconnect(key, port, index),))
            for likely in likely_sources(document, examined, key):
                yield from _wire(examined, likely, (key, port, index))
            return


def _stands(examined: Examined, source: Reference) -> bool:
    step = examined.plan.step(source.node)
    return step is not None and has_output(step.entry, step.params, source.output)


def too_many(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to join the wires into a port, or to keep only one."""
    document, key = examined.plan.document, str(finding.node)
    for port in ports_of(examined.plan, key):
        wires = document.nodes[key].inputs.get(port.name, ())
        if len(wires) > 1 and not port.many:
            rest = tuple(edits.disconnect(key, port.name, index) for index in range(len(wires) - 1, 0, -1))
            for kind in ("Add", "Concatenate"):
                yield Fix(
                    title=say("Join them with {kind}", kind=kind),
                    edits=(*rest, *_joined(examined, wires, kind, (key, port.name, 0))),
                )
            yield Fix(
                title=say("Keep the wire from {title_of}", title_of=title_of(examined, wires[0].node)), edits=rest
            )


def _joined(
    examined: Examined, wires: tuple[Reference, ...], kind: str, to: tuple[str, str, int]
) -> tuple[JsonObject, ...]:
    first, *others = chained(examined.plan.document, examined.plan.catalog, wires[0], [Layer(kind=kind)], to)
    key, port = str(first["id"]), examined.plan.catalog.layers[kind].inputs[0].name
    more = (edits.connect(key, port, place, wire) for place, wire in enumerate(wires[1:], start=1))
    return (first, *more, *others)


def unknown_port(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to take the wires into a port that is not there away."""
    document, key = examined.plan.document, str(finding.node)
    ports = {port.name for port in ports_of(examined.plan, key)}
    wrong = [
        edits.disconnect(key, port, index)
        for port, index, _ in reversed(places(document.nodes[key]))
        if port not in ports
    ]
    yield Fix(title=say("Take the wire away"), edits=tuple(wrong))


def circle(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to take one of the wires of a circle away."""
    document = examined.plan.document
    block = document.nodes[str(finding.node)].block
    around = cycle({key: node for key, node in document.nodes.items() if node.block == block})
    for target in around[:6]:
        for port, index, source in reversed(places(document.nodes[target])):
            if source.node in around:
                names = f"{title_of(examined, source.node)} → {title_of(examined, target)}"
                yield Fix(
                    title=say("Take the wire {names} away", names=names), edits=(edits.disconnect(target, port, index),)
                )


def title_of(examined: Examined, key: str) -> str:
    """Return what a person calls a node, for a button."""
    return examined.plan.names.get(key, key)
