"""Wires of a document against the ports of the catalogue."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from engine.catalog import Catalog, Entry
from engine.document.graph import cycle, predecessors, successors
from engine.document.model import Document, Node, Reference
from engine.findings import Finding
from engine.words import JsonObject

DEEPEST = 800


Names: TypeAlias = Mapping[str, str]


def wire_findings(document: Document, key: str, entry: Entry, catalog: Catalog, names: Names) -> Iterator[Finding]:
    """Yield what is wrong with the wires into one node."""
    node = document.nodes[key]
    ports = {port.name: port for port in entry.inputs}
    for name in node.inputs:
        if name not in ports:
            known = ", ".join(f"“{port}”" for port in ports) or "no input at all"
            yield Finding(
                code="unknown-port", node=key, sentence=f"{entry.title} has no input “{name[:40]}”; it has {known}."
            )
    for name, port in ports.items():
        wires = node.inputs.get(name, ())
        if not wires and not port.optional:
            what = f"“{name}”" if len(ports) > 1 else "in"
            sentence = f"Nothing is wired {'into ' + what if len(ports) > 1 else 'in'}; {entry.title} needs an input."
            yield Finding(code="missing-input", node=key, sentence=sentence)
        if len(wires) == 1 and port.many and not port.alone and not port.optional:
            sentence = f"{entry.title} joins at least two inputs; only one comes in."
            yield Finding(code="too-few-inputs", node=key, sentence=sentence)
        if len(wires) > 1 and not port.many:
            sentence = f"{len(wires)} wires come into “{name}”, which takes one; an Add or a Concatenate joins several."
            yield Finding(code="too-many-inputs", node=key, sentence=sentence)
        for source in wires:
            if fault := _source_fault(document, source, catalog, names):
                yield Finding(code="dangling-wire", node=key, sentence=fault)


def _source_fault(document: Document, source: Reference, catalog: Catalog, names: Names) -> str | None:
    node = document.nodes.get(source.node)
    if node is None:
        return "A wire comes from a node that is not there any more."
    entry = catalog.entry(node.kind)
    if entry is None or source.output < len(entry.outputs_for(_flags(node, entry))):
        return None
    return f"A wire comes from output {source.output + 1} of “{names[source.node]}”, which has none such."


def _flags(node: Node, entry: Entry) -> JsonObject:
    """Return the settings that make ports appear, with their defaults, whatever is wrong with the others."""
    names = [port.when for port in entry.outputs if port.when]
    defaults = {name: param.default for name in names if (param := entry.param(name))}
    return {**defaults, **{name: node.params[name] for name in names if name in node.params}}


def cycle_findings(document: Document, names: Names) -> tuple[Finding, ...]:
    """Return one finding for a cycle, on its first node; nothing where the wires go one way only."""
    around = cycle(document.nodes)
    if not around:
        return ()
    first = around[0]
    if len(around) == 1:
        sentence = f"“{names[first]}” is wired into itself; a network runs from its Inputs to its Outputs."
    else:
        shown = [*(f"“{names[key]}”" for key in around[:6]), *(["…"] if len(around) > 6 else []), f"“{names[first]}”"]
        sentence = f"The wires go round in a circle: {' → '.join(shown)}. Take one of them away."
    return (Finding(code="cycle", node=first, sentence=sentence),)


def depth_findings(document: Document, ordered: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what is wrong with a network that is too deep to be built: Keras walks through it by recursion."""
    before = predecessors(document.nodes)
    depth: dict[str, int] = {}
    for key in ordered:
        depth[key] = 1 + max((depth[source] for source in before[key]), default=0)
    deepest = max(depth, key=depth.__getitem__, default="")
    if deepest and depth[deepest] > DEEPEST:
        sentence = f"This network is {depth[deepest]:,} layers deep; at most {DEEPEST} in a row can be built."
        yield Finding(code="too-deep", node=deepest, sentence=sentence)


def unused_findings(document: Document, catalog: Catalog, names: Names) -> Iterator[Finding]:
    """Yield a word of advice for each node from which nothing leads on."""
    for key, targets in successors(document.nodes).items():
        entry = catalog.entry(document.nodes[key].kind)
        if entry and entry.outputs and not targets:
            sentence = f"Nothing is wired from “{names[key]}”, so it takes no part."
            yield Finding(code="unused-output", node=key, sentence=sentence, severity="advice")
