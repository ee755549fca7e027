"""What a person calls the nodes: by the name they gave, else by the kind's title, as the canvas shows it."""

from collections import Counter
from collections.abc import Mapping

from engine.catalog import Catalog
from engine.document.model import Document

LONGEST = 40


def names(document: Document, catalog: Catalog) -> Mapping[str, str]:
    """Return a name for each node; where several would have the same, the id tells them apart, as in the program."""
    given = {key: (node.name or _title(node.kind, catalog))[:LONGEST] for key, node in document.nodes.items()}
    count = Counter(given.values())
    return {key: name if count[name] == 1 else f"{name} ({key})" for key, name in given.items()}


def _title(kind: str, catalog: Catalog) -> str:
    entry = catalog.entry(kind)
    return entry.title if entry else kind or "a node"
