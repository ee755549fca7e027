"""Takes away what two people's edits leave behind when they meet: wires and shared weights of a node that is gone."""

from collections.abc import Iterable
from typing import Any

from pycrdt import Map

_DELETED = "delete"


class Mending:
    """Follows what happens to the nodes of a document, and mends what an update left dangling.

    One deletes a node while another wires it, not knowing: each edit is right by itself. A wire of which an end is gone
    can be seen by nobody; whoever brings the node back by undo finds it with the wires that it was deleted with.
    """

    def __init__(self, nodes: Map[Any]) -> None:
        self._nodes = nodes
        self._gone = False
        self._touched: set[str] = set()

    def note(self, events: Iterable[Any]) -> None:
        """Note what changed; a document must not be mended while it changes."""
        for event in events:
            if event.path:
                self._touched.add(str(event.path[0]))
                continue
            self._gone |= any(change["action"] == _DELETED for change in event.keys.values())
            self._touched.update(event.keys)

    def mend(self) -> None:
        """Take away what leads to nodes that are not there."""
        looked = tuple(self._nodes.keys()) if self._gone else tuple(self._touched)
        self._gone, self._touched = False, set()
        for name in looked:
            node = self._nodes.get(name)
            if isinstance(node, Map):
                self._mend_node(node)

    def _mend_node(self, node: Map[Any]) -> None:
        inputs = node.get("inputs")
        if isinstance(inputs, Map):
            for key in [key for key, source in inputs.items() if self._leads_nowhere(source)]:
                del inputs[key]
        if self._leads_nowhere(node.get("shares")):
            del node["shares"]

    def _leads_nowhere(self, reference: object) -> bool:
        return isinstance(reference, str) and reference.partition(":")[0] not in self._nodes
