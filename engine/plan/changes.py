"""Edits that put new layers on a wire or take a node out of the line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.catalog import Catalog
from engine.catalog.entries import InputPort
from engine.document import edits
from engine.document.model import Document, Node, Reference
from engine.plan.steps import Plan
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A layer to be put in: its kind and settings."""

    kind: str
    params: JsonObject = field(default_factory=dict)


def chained(
    document: Document, catalog: Catalog, source: Reference, layers: Sequence[Layer], to: tuple[str, str, int]
) -> tuple[JsonObject, ...]:
    """Return the edits that wire `source` through new layers into wire `index` of a `(node, port, index)`."""
    made: list[JsonObject] = []
    taken = set(document.nodes)
    for layer in layers:
        key = free_id(taken, layer.kind)
        taken.add(key)
        entry = catalog.layers[layer.kind]
        node = Node(kind=layer.kind, params=layer.params, inputs={entry.inputs[0].name: (source,)})
        made.append(edits.add_node(key, node))
        source = Reference(key)
    return (*made, edits.connect(*to, source))


def free_id(taken: set[str], kind: str) -> str:
    """Return an id for a new node of a kind."""
    stem = kind.lower()[:50]
    return next(f"{stem}{number}" for number in range(1, len(taken) + 2) if f"{stem}{number}" not in taken)


def ports_of(plan: Plan, key: str) -> tuple[InputPort, ...]:
    """Return the input ports of a node; those of an instance are the inputs of its block."""
    node = plan.document.nodes[key]
    scope = plan.expanded.scopes.get(node.uses) if node.kind == "Block" and node.uses else None
    return tuple(InputPort(name=name) for name in scope.inputs) if scope else plan.catalog.layers[node.kind].inputs


def places(node: Node) -> list[tuple[str, int, Reference]]:
    """Return every wire into a node as port, index and source."""
    return [(port, index, source) for port, wires in node.inputs.items() for index, source in enumerate(wires)]


def taken_out(document: Document, key: str) -> tuple[JsonObject, ...] | None:
    """Return the edits that remove a node and wire what fed it to what it fed; `None` where nothing fed it."""
    sources = document.nodes[key].sources()
    if not sources:
        return None
    return (*(edits.connect(*to, sources[0]) for to, _ in wires_from(document, key)), edits.remove_node(key))


def replaced(document: Document, key: str, node: Node) -> tuple[JsonObject, ...]:
    """Return the edits that put another node in the place of one, with the wires that it had."""
    wired = (edits.connect(*to, source) for to, source in wires_from(document, key))
    return (edits.remove_node(key), edits.add_node(key, node, document.layout.get(key)), *wired)


def wires_from(document: Document, key: str) -> list[tuple[tuple[str, str, int], Reference]]:
    """Return every wire out of a node: where it goes, as node, port and index, and the output it comes from."""
    return [
        ((target, port, index), source)
        for target, node in document.nodes.items()
        for port, index, source in places(node)
        if source.node == key
    ]
