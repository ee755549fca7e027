"""Documents with blocks for tests."""

from typing import Any

from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Document
from engine.words import Json
from tests.networks import loss, node


def drawn(nodes: dict[str, Any], **blocks: dict[str, Json]) -> Document:
    """A document of nodes and of blocks, each given by the defaults of its parameters."""
    defined = {
        key: {"name": key.title(), "params": {name: {"default": value} for name, value in params.items()}}
        for key, params in blocks.items()
    }
    return from_json({"format": FORMAT, "version": VERSION, "nodes": nodes, "blocks": defined})


def inside(block: str, **nodes: dict[str, Any]) -> dict[str, Any]:
    """Nodes that stand in a block."""
    return {key: {**content, "block": block} for key, content in nodes.items()}


def instance(uses: str, wires: dict[str, str], /, **more: Any) -> dict[str, Any]:
    """An instance of a block; `more` are its other fields."""
    return {"kind": "Block", "uses": uses, "inputs": {port: [wire] for port, wire in wires.items()}, **more}


def between(*chain: str, size: int = 4, **nodes: dict[str, Any]) -> dict[str, Any]:
    """An Input of `size` numbers, some nodes, and a last layer with its Output behind the last of `chain`."""
    ends = {
        "a": node("Input", shape=[size]),
        "last": node("Dense", *chain, units=1),
        "answer": node("Output", "last", loss=loss("MeanSquaredError"), metrics=[]),
    }
    return {**ends, **nodes}


def expr(text: str) -> dict[str, Json]:
    """An expression."""
    return {"expr": text}
