"""What a person calls the nodes: by the name they gave, else by the kind's title, as the canvas shows it."""

from collections import Counter
from collections.abc import Mapping

from engine.catalog import Catalog
from engine.document.model import Document, Node
from engine.said import say

LONGEST = 40


def names(document: Document, catalog: Catalog) -> Mapping[str, str]:
    """Return a name for each node; where several of a block would have the same, the id tells them apart."""
    given = {key: _name(node, document, catalog)[:LONGEST] for key, node in document.nodes.items()}
    count = Counter((document.nodes[key].block, name) for key, name in given.items())
    return {
        key: name if count[document.nodes[key].block, name] == 1 else f"{name} ({key})" for key, name in given.items()
    }


def _name(node: Node, document: Document, catalog: Catalog) -> str:
    if node.name:
        return node.name
    block = document.blocks.get(node.uses) if node.kind == "Block" and node.uses else None
    if block and block.name:
        return block.name
    entry = catalog.entry(node.kind)
    return entry.title if entry else node.kind or say("a node")
