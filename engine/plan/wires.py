"""Wires of a document, as they are drawn, against the ports of the nodes."""

from collections.abc import Iterator, Mapping

from engine.catalog import Entry
from engine.document.graph import cycle, turned
from engine.document.model import Document, Node, Reference
from engine.findings import Finding
from engine.plan.blocks import Scope
from engine.plan.drawn import Drawn
from engine.said import say

DEEPEST = 850


def wire_findings(drawn: Drawn, key: str, entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong with the wires into one node."""
    node = drawn.document.nodes[key]
    ports = drawn.inputs(node, entry)
    for name in node.inputs:
        if name not in ports:
            known = ", ".join(f"“{drawn.title(port, node)}”" for port in ports) or say("no input at all")
            sentence = say(
                "{entry} has no input “{title}”; it has {known}.",
                entry=entry.title,
                title=drawn.title(name, node)[:40],
                known=known,
            )
            yield Finding(code="unknown-port", node=key, sentence=sentence)
    for name, port in ports.items():
        wires = node.inputs.get(name, ())
        if not wires and not port.optional:
            what = say(" into “{title}”", title=drawn.title(name, node)) if len(ports) > 1 else " in"
            sentence = say("Nothing is wired{what}; {entry} needs an input.", what=what, entry=entry.title)
            yield Finding(code="missing-input", node=key, sentence=sentence)
        if len(wires) == 1 and port.many and not port.optional and not port.alone:
            sentence = say("{entry} joins at least two inputs; only one comes in.", entry=entry.title)
            yield Finding(code="too-few-inputs", node=key, sentence=sentence)
        if len(wires) > 1 and not port.many:
            shown = drawn.title(name, node)
            sentence = say(
                "{wires} wires come into “{shown}”, which takes one; an Add or a Concatenate joins several.",
                wires=len(wires),
                shown=shown,
            )
            yield Finding(code="too-many-inputs", node=key, sentence=sentence)
        for source in wires:
            yield from _source_findings(drawn, key, node, source)


def bypass_findings(drawn: Drawn, key: str, node: Node) -> Iterator[Finding]:
    """Yield what is wrong with a disabled node: it hands on what comes in by its first wire."""
    scope = drawn.used(node)
    wires = node.sources() if scope is None else [wire for port in scope.inputs for wire in node.inputs.get(port, ())]
    if not wires and node.kind not in ("Input", "Output"):
        sentence = say("This node is switched off, and nothing comes in that it could hand on.")
        yield Finding(code="bypass-nothing", node=key, sentence=sentence)
    for source in wires[:1]:
        yield from _source_findings(drawn, key, node, source)


def _source_findings(drawn: Drawn, key: str, target: Node, source: Reference) -> Iterator[Finding]:
    node = drawn.document.nodes.get(source.node)
    if node is None:
        sentence = say("A wire comes from a node that is not there any more.")
        yield Finding(code="dangling-wire", node=key, sentence=sentence)
        return
    if node.block != target.block:
        where = say("from outside the block") if target.block else say("from inside a block")
        shown = drawn.names.get(source.node, source.node)
        sentence = say(
            "A wire comes {where}, from “{shown}”; only a block's inputs and outputs lead over its border.",
            where=where,
            shown=shown,
        )
        yield Finding(code="wire-over-border", node=key, sentence=sentence)
        return
    entry = drawn.catalog.entry(node.kind)
    if entry and not drawn.has_output(node, entry, source.output):
        sentence = say(
            "A wire comes from output {output} of “{names}”, which has none such.",
            output=source.output + 1,
            names=drawn.names[source.node],
        )
        yield Finding(code="dangling-wire", node=key, sentence=sentence)


def cycle_findings(scope: Scope, names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return one finding for a cycle, on its first node; nothing where the wires go one way only."""
    around = cycle(scope.nodes) if scope.stuck else ()
    if not around:
        return ()
    first = around[0]
    if len(around) == 1:
        sentence = say(
            "“{names}” is wired into itself; a network runs from its Inputs to its Outputs.", names=names[first]
        )
    else:
        shown = [*(f"“{names[key]}”" for key in around[:6]), *(["…"] if len(around) > 6 else []), f"“{names[first]}”"]
        sentence = say("The wires go round in a circle: {shown}. Take one of them away.", shown=" → ".join(shown))
    return (Finding(code="cycle", node=first, sentence=sentence),)


def depth_findings(flat: Document, before: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield what is wrong with a network that is too deep to be built. `before`: the nodes that feed each.

    Keras walks from each output through all inputs by recursion, past what it has seen: as deep as this walk goes.
    """
    seen: set[str] = set()
    for end, node in flat.nodes.items():
        if node.kind == "Output" and (depth := _walked(end, before, seen)) > DEEPEST:
            sentence = say(
                "Layers stand {depth} in a row before this Output; at most {deepest} in a row can be built.",
                depth=depth,
                deepest=DEEPEST,
            )
            yield Finding(code="too-deep", node=end, sentence=sentence)


def _walked(end: str, before: Mapping[str, tuple[str, ...]], seen: set[str]) -> int:
    path, deepest = [iter(before[end])], 1
    while path:
        source = next(path[-1], None)
        if source is None:
            path.pop()
        elif source not in seen:
            seen.add(source)
            path.append(iter(before[source]))
            deepest = max(deepest, len(path))
    return deepest


def unused_findings(drawn: Drawn) -> Iterator[Finding]:
    """Yield a word of advice for each node from which nothing leads on."""
    for scope in drawn.scopes.values():
        for key, targets in turned(scope.before).items():
            entry = drawn.catalog.entry(scope.nodes[key].kind)
            if entry and entry.outputs and not targets:
                sentence = say("Nothing is wired from “{names}”, so it takes no part.", names=drawn.names[key])
                yield Finding(code="unused-output", node=key, sentence=sentence, severity="advice")
