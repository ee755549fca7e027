"""A document as it is drawn, with what is asked of it again and again: scopes, names and the ports of every node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.catalog import Catalog, Entry
from engine.catalog.entries import InputPort
from engine.catalog.states import has_output
from engine.document.model import Document, Node
from engine.plan.blocks import Scope


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A document with its scopes; `names` are what people call the nodes."""

    document: Document
    catalog: Catalog
    scopes: Mapping[str | None, Scope]
    names: Mapping[str, str]

    def nodes(self) -> Iterator[tuple[str, Node, Entry | None]]:
        """Yield every node that stands at the top level or in a block, each after what feeds it, and its entry."""
        for scope in self.scopes.values():
            for key in (*scope.order, *sorted(scope.stuck)):
                yield key, scope.nodes[key], self.catalog.entry(scope.nodes[key].kind)

    def used(self, node: Node) -> Scope | None:
        """Return the block that an instance stands for; that of the instance whose weights it shares is the same."""
        return self.scopes.get(node.uses) if node.kind == "Block" and node.uses else None

    def inputs(self, node: Node, entry: Entry) -> Mapping[str, InputPort]:
        """Return the input ports of a node by their names; those of an instance are the inputs of its block."""
        scope = self.used(node)
        if scope is None:
            return {port.name: port for port in entry.inputs}
        return {key: InputPort(name=key) for key in scope.inputs}

    def title(self, port: str, node: Node) -> str:
        """Return what people call an input port."""
        return self.names.get(port, port) if node.kind == "Block" else port

    def has_output(self, node: Node, entry: Entry, number: int) -> bool:
        """Whether a node has an output of that number."""
        scope = self.used(node)
        return number in scope.outputs if scope else has_output(entry, node.params, number)
