"""Nodes that use the layer, and the weights, of another node."""

from collections.abc import Iterator

from engine.catalog import Entry
from engine.document.model import Document
from engine.findings import Finding
from engine.said import say


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
    node = document.nodes[key]
    if owning is None:
        sentence = say("This node shares the layer of “{shares}”, which is not there.", shares=shares)
        yield Finding(code="shares-nothing", node=key, sentence=sentence)
    elif not entry.layer and node.kind != "Block":
        yield Finding(
            code="shares-nothing",
            node=key,
            sentence=say("{entry} has no layer that could be shared.", entry=entry.title),
        )
    elif document.nodes[owning].block != node.block:
        sentence = say(
            "This {entry} shares the layer of “{owning}”, which stands in another block; it cannot.",
            entry=entry.title,
            owning=owning,
        )
        yield Finding(code="shares-elsewhere", node=key, sentence=sentence)
    elif document.nodes[owning].kind != node.kind:
        sentence = say(
            "This {entry} cannot share a layer with “{owning}”, a {kind}.",
            entry=entry.title,
            owning=owning,
            kind=document.nodes[owning].kind[:60],
        )
        yield Finding(code="shares-other-kind", node=key, sentence=sentence)
    elif document.nodes[owning].uses != node.uses and node.kind == "Block":
        sentence = say(
            "This block cannot share its layers with “{owning}”, which stands for another block.", owning=owning
        )
        yield Finding(code="shares-other-kind", node=key, sentence=sentence)
