"""Reads a Yjs document again and again: of its nodes only those that changed, so that an edit costs little."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pycrdt import Doc, Map

from engine.document import yjs
from engine.document.drawing import read_layout, standing
from engine.document.model import Document, Node, Position
from engine.document.nodes import read_node
from engine.document.values import Faults
from engine.findings import Finding


class Following:
    """The document that lies in a Yjs document: the same as `yjs.read` of it."""

    def __init__(self, doc: Doc[Any]) -> None:
        self._doc = doc
        self._shared: Map[Any] = doc.get("nodes", type=Map)
        self._nodes: dict[str, tuple[Node | None, tuple[Finding, ...]]] = {}
        self._stale: set[str] = set(self._shared.keys())
        self._rest: Document | None = None
        self._layout: dict[str, Position] = {}
        self._kept = [self._shared.observe_deep(self._note)]
        for root in yjs.ROOTS:
            if root != "nodes":
                self._kept.append(doc.get(root, type=Map).observe_deep(self._forget))

    def document(self) -> Document:
        """Return the document as it is now. Raises `DocumentError` only for another format or a newer version."""
        if self._rest is None:
            content = {root: yjs.plain(self._doc.get(root, type=Map)) for root in yjs.ROOTS if root != "nodes"}
            self._rest, self._layout = yjs.from_content(content), read_layout(content["layout"])
        self._read_stale()
        nodes = {key: node for key, (node, _) in sorted(self._nodes.items()) if node is not None}
        faults = tuple(fault for key in sorted(self._nodes) for fault in self._nodes[key][1])
        layout = standing(self._layout, nodes)
        return replace(self._rest, nodes=nodes, layout=layout, faults=(*faults, *self._rest.faults))

    def end(self) -> None:
        """Let go of the Yjs document."""
        for subscription in self._kept:
            subscription.drop()

    def _read_stale(self) -> None:
        stale, self._stale = self._stale, set()
        for key in stale:
            value = self._shared.get(key)
            if value is None and key not in self._shared:
                self._nodes.pop(key, None)
                continue
            faults = Faults()
            node = read_node(key, yjs.node_content(yjs.plain(value)), faults)
            self._nodes[key] = node, tuple(faults.found)

    def _note(self, events: Iterable[Any]) -> None:
        for event in events:
            if event.path:
                self._stale.add(str(event.path[0]))
            else:
                self._stale.update(event.keys)

    def _forget(self, _: Iterable[Any]) -> None:
        self._rest = None
