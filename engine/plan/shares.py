"""Nodes that use the layer, and the weights, of another node."""

from collections.abc import Iterator

from engine.catalog import Entry
from engine.document.model import Document
from engine.findings import Finding


def owner(document: Document, key: str) -> str | None:
    """Return the node that owns the layer `key` uses, following `shares`; `None` where that leads nowhere."""
    seen = set()
    while key in document.nodes and key not in seen:
        seen.add(key)
        shares = document.nodes[key].shares
        if shares is None:
            return key
        key = shares
    return None


def share_findings(document: Document, key: str, entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong with the layer that a node wants to share."""
    shares = document.nodes[key].shares
    if shares is None:
        return
    owning = owner(document, key)
    if owning is None:
        yield Finding(
            code="shares-nothing", node=key, sentence=f"This node shares the layer of “{shares}”, which is not there."
        )
    elif not entry.layer:
        yield Finding(code="shares-nothing", node=key, sentence=f"{entry.title} has no layer that could be shared.")
    elif document.nodes[owning].kind != document.nodes[key].kind:
        sentence = f"This {entry.title} cannot share a layer with “{owning}”, a {document.nodes[owning].kind[:60]}."
        yield Finding(code="shares-other-kind", node=key, sentence=sentence)
