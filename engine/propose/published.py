"""Ready-made blocks and named architectures: ordinary documents, each with the paper it comes from."""

import functools
import json
from dataclasses import dataclass, replace

from engine.assets import asset
from engine.document.load import load
from engine.document.model import Document, Node, Position, Reference
from engine.plan.blocks import scopes
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Where something was published first."""

    authors: str
    year: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ReadyBlock:
    """A ready-made block's card. Its `name` is the id of its definition in its document.

    `shapes`: what comes into each of its inputs where it is shown, without the batch, as in its paper.
    """

    name: str
    title: str
    sentence: str
    family: str
    shapes: list[list[int]]
    reference: Paper


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """A named architecture's card. `parameters`: how many numbers it learns at the sizes of its paper."""

    name: str
    title: str
    sentence: str
    family: str
    parameters: int
    reference: Paper


@functools.cache
def ready_blocks() -> dict[str, ReadyBlock]:
    """Return every ready-made block by name, in the order to show them."""
    entries = json.loads(asset("blocks.json").read_text("utf-8"))
    return {each["name"]: ReadyBlock(**{**each, "reference": Paper(**each["reference"])}) for each in entries}


@functools.cache
def architectures() -> dict[str, Architecture]:
    """Return every named architecture by name, in the order to show them."""
    entries = json.loads(asset("architectures.json").read_text("utf-8"))
    return {each["name"]: Architecture(**{**each, "reference": Paper(**each["reference"])}) for each in entries}


@functools.cache
def ready_block(name: str) -> Document:
    """Return the document that defines a ready-made block; raises `KeyError` where there is none."""
    return load((asset("blocks") / f"{ready_blocks()[name].name}.json").read_bytes())


@functools.cache
def architecture(name: str) -> Document:
    """Return the document of a named architecture; raises `KeyError` where there is none."""
    return load((asset("architectures") / f"{architectures()[name].name}.json").read_bytes())


def shown_block(name: str) -> Document:
    """Return a network to look at a ready-made block with: an Input for each of its inputs, an Output for each output.

    Raises `KeyError` where there is none.
    """
    document = ready_block(name)
    scope = scopes(document)[name]
    nodes, layout = dict(document.nodes), dict(document.layout)
    for number, (port, shape) in enumerate(zip(scope.inputs, ready_blocks()[name].shapes, strict=True)):
        nodes[f"input{number}"] = Node(kind="Input", name=document.nodes[port].name, params={"shape": shape})
        layout[f"input{number}"] = Position(x=256 * number, y=0)
    wires = {port: (Reference(f"input{number}"),) for number, port in enumerate(scope.inputs)}
    nodes["block"] = Node(kind="Block", uses=name, inputs=wires)
    layout["block"] = Position(x=0, y=112)
    for number in scope.outputs:
        params: JsonObject = {"loss": {"kind": "MeanSquaredError", "params": {}}}
        source = {"inputs": (Reference("block", number),)}
        nodes[f"output{number}"] = Node(kind="Output", params=params, inputs=source)
        layout[f"output{number}"] = Position(x=256 * number, y=224)
    return replace(document, nodes=nodes, layout=layout)
