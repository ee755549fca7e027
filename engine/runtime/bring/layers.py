"""A pre-trained network opened as layers: the one node becomes a block that says everything it is made of."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import keras

from engine.catalog import catalog
from engine.catalog.pretrained import arguments
from engine.document.edits import replace_document
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import Step, plan
from engine.runtime.bring.draw import draw
from engine.runtime.bring.layout import layout
from engine.runtime.bring.network import network
from engine.runtime.bring.parts import Call, Layer, Network, Tensor
from engine.runtime.catalogue.make import make_layer
from engine.words import Json, JsonObject, Refusal

Report: TypeAlias = Callable[[float, str], None]

_PIXELS = "pixels"


def open_layers(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Return the `edits` that put a block in the place of the pre-trained network `node` of `document`.

    Raises `Refusal` where the node is no such network, or starts with weights that only the one node can load.
    """
    document, node = from_json(request["document"]), str(request["node"])
    step = next((step for step in plan(document, catalog()).steps if step.id == node), None)
    if step is None or step.entry.pretrained is None:
        raise Refusal("Only a pre-trained network whose settings are right can be opened as layers.")
    if step.params["weights"] != "none":
        raise Refusal("Layers begin at random: set the network's weights to none before you open it as layers.")
    report(0.2, f"Opening {step.entry.title}")
    return {"edits": [replace_document(as_layers(document, step))]}


def as_layers(document: Document, step: Step) -> Document:
    """Return the document with the pre-trained network of a step, which stands at the top level, as a block."""
    key, here = step.id, document.nodes[step.id]
    outer = Layer(name=key, made="Functional", kind="Block", inside=_prepared(_read(step), step), calls=(Call(),))
    others = {name: node for name, node in document.nodes.items() if name != key}
    drawn = draw(Network(name="", layers=(outer,), inputs=(), outputs=()), beside=(*others, *document.blocks))
    inside = {name: node for name, node in drawn.nodes.items() if name != key}
    made = drawn.nodes[key]
    entry = next(name for name, node in inside.items() if node.kind == "BlockInput" and node.block == made.uses)
    instance = replace(made, name=here.name or step.entry.title, inputs={entry: here.sources()})
    return replace(
        document,
        blocks={**document.blocks, **drawn.blocks},
        nodes={**document.nodes, **inside, key: replace(instance, frozen=here.frozen)},
        layout={**document.layout, **layout(inside)},
    )


def _read(step: Step) -> Network:
    with keras.StatelessScope(initialize_variables=False):
        made = make_layer(step.entry, step.params, step.id)
    assert isinstance(made, keras.Model)  # noqa: S101 - pre-trained kinds are models
    # The last layer is the network itself; what stands before it only prepares pictures.
    return network(json.loads(made.layers[-1].to_json()), lambda *_: None, catalog())


def _prepared(found: Network, step: Step) -> Network:
    """Return the network with a Rescaling behind its input that gives it the range of values it is made for.

    Networks that want blue first get red first: at random both are alike.
    """
    assert step.entry.pretrained is not None  # noqa: S101 - asked for only then
    said = arguments(step.params, step.entry.pretrained.pixels)
    scale, offset = said.get("scale", 1.0), said.get("offset", 0.0)
    if (scale, offset) == (1.0, 0.0):
        return found
    (pictures,) = found.inputs
    after: Tensor = (_PIXELS, 0, 0)
    params: dict[str, Json] = {"scale": scale, "offset": offset}  # type: ignore[dict-item]
    between = Layer(
        name=_PIXELS, made="Rescaling", kind="Rescaling", params=params, calls=(Call(wires={"inputs": (pictures,)}),)
    )
    layers = [
        replace(layer, calls=tuple(_rewired(call, pictures, after) for call in layer.calls)) for layer in found.layers
    ]
    return replace(found, layers=(*layers, between))


def _rewired(call: Call, before: Tensor, after: Tensor) -> Call:
    wires = {port: tuple(after if each == before else each for each in found) for port, found in call.wires.items()}
    return replace(call, wires=wires)
