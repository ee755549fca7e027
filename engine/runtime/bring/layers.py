"""A pre-trained network opened as layers: the one node becomes a block that says everything it is made of.

With the weights of ImageNet these are downloaded where they are not here yet, and become weights that were brought in.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import keras
import numpy as np

from engine.brought import folder_of
from engine.catalog import catalog
from engine.catalog.pretrained import arguments
from engine.document.edits import replace_document
from engine.document.expressions import has_expression
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import Plan, Step, plan
from engine.runtime.bring.draw import Way, draw
from engine.runtime.bring.kept import Kept, Room, Store, making, storing
from engine.runtime.bring.layout import layout
from engine.runtime.bring.network import network
from engine.runtime.bring.parts import Call, Layer, Network, Tensor
from engine.runtime.catalogue import imagenet
from engine.runtime.catalogue.make import make_layer
from engine.runtime.catalogue.weights import fetch_weights
from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Json, JsonObject, Refusal

Report: TypeAlias = Callable[[float, str], None]

_PIXELS = "pixels"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A document in which a network's node is a block. `places` leads to each layer in the network, by expanded id."""

    document: Document
    places: Mapping[str, Way]


def open_layers(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Return the `edits` that put a block in the place of the pre-trained network `node` of `document`.

    Weights of ImageNet are kept, with those that the document names already, as `model`, in at most `most` bytes.
    Raises `Refusal` where the node is no such network, or its weights are not here and cannot be downloaded.
    """
    document, node = from_json(request["document"]), str(request["node"])
    step = _step(plan(document, catalog()), node)
    if step is None or step.entry.pretrained is None:
        raise Refusal(say("Only a pre-trained network whose settings are right can be opened as layers."))
    if has_expression(dict(document.nodes[node].params)):
        raise Refusal(
            say("Layers have settings of their own: give this network plain values instead of expressions first.")
        )
    if step.params["weights"] == "none":
        report(0.2, say("Opening {title}", title=step.entry.title))
        with keras.StatelessScope(initialize_variables=False):
            made = _network(step)
        return {"edits": [replace_document(as_layers(document, step, made.layers[-1]).document)]}
    fetch_weights({"kind": step.entry.kind, "classifier": step.params["include_top"] is True}, report)
    report(0.99, say("Opening {title}", title=step.entry.title))
    made = _network(step)
    imagenet.load(made, step)
    # The same network is read and asked for its weights: Keras counts on in the names that it makes up.
    opened = as_layers(document, step, made.layers[-1])
    room = Room.of(request)
    with making(room) as (model, folder), storing(folder, {"name": document.name, "keras": ""}, room.most) as store:
        _keep_named(document, opened, store)
        _keep(opened, step, made.layers[-1], store)
    return {"edits": [replace_document(replace(opened.document, weights=model))]}


def as_layers(document: Document, step: Step, made: keras.Model) -> Opened:
    """Return the document with the network that was made of a pre-trained step as a block, where its node stood."""
    key = step.id.rpartition(".")[2]
    here = document.nodes[key]
    outer = Layer(name=key, made="Functional", kind="Block", inside=_prepared(_read(made), step), calls=(Call(),))
    others = {name: node for name, node in document.nodes.items() if name != key}
    drawn = draw(Network(name="", layers=(outer,), inputs=(), outputs=()), beside=(*others, *document.blocks))
    inside = {name: node for name, node in drawn.nodes.items() if name != key}
    block = drawn.nodes[key]
    entry = next(name for name, node in inside.items() if node.kind == "BlockInput" and node.block == block.uses)
    name, uses = here.name or step.entry.title, str(block.uses)
    instance = replace(block, name=name, inputs={entry: here.sources()}, block=here.block, frozen=here.frozen)
    within = step.id.removesuffix(key)
    return Opened(
        document=replace(
            document,
            blocks={**document.blocks, **drawn.blocks, uses: replace(drawn.blocks[uses], name=name)},
            nodes={**document.nodes, **inside, key: instance},
            layout={**document.layout, **layout(inside)},
        ),
        places={f"{within}{name}": way[1:] for name, way in drawn.places.items()},
    )


def _step(planned: Plan, node: str) -> Step | None:
    """Return the first place in the network where a node of the drawing stands."""
    origin = planned.expanded.origin
    return next((step for step in planned.steps if step.id in origin and origin[step.id].node == node), None)


def _keep_named(document: Document, opened: Opened, store: Store) -> None:
    """Keep the weights that the document starts from already, but those left from layers of the same names."""
    folder = folder_of(document.weights) if document.weights is not None else None
    if folder is not None:
        kept = Kept(folder)
        for node in (each for each in kept.nodes if each not in opened.places):
            _put(store, node, kept.of(node))


def _keep(opened: Opened, step: Step, made: keras.Model, store: Store) -> None:
    """Keep the weights of ImageNet for each layer of an opened network."""
    turned = _first_convolution(made) if _flips(step) else None
    for key, way in opened.places.items():
        layer = _layer(made, way)
        if layer is not None and layer.weights:
            values = [np.asarray(variable) for variable in layer.weights]
            # It takes red first where it was trained with blue first.
            _put(store, key, [values[0][:, :, ::-1], *values[1:]] if layer is turned else values)


def _put(store: Store, key: str, values: Sequence[Array]) -> None:
    for number, value in enumerate(values):
        store.put(f"{key}/{number}", value.shape, value.dtype.name, [value])


def _layer(network: keras.Model, way: Way) -> keras.Layer | None:
    """Return the layer that names lead to; what was put before the network is none of its layers."""
    found: Any = network
    for name in way:
        found = next((layer for layer in found.layers if layer.name == name), None)
        if found is None:
            return None
    return found


def _first_convolution(network: keras.Model) -> keras.Layer:
    return next(layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D))


def _network(step: Step) -> keras.Model:
    made = make_layer(step.entry, step.params, step.id)
    assert isinstance(made, keras.Model)  # noqa: S101 - pre-trained kinds are models
    return made


def _read(made: keras.Model) -> Network:
    # What stands before the network in the model of a step only prepares pictures.
    return network(json.loads(made.to_json()), lambda *_: None, catalog())


def _flips(step: Step) -> bool:
    assert step.entry.pretrained is not None  # noqa: S101 - asked for only then
    return arguments(step.params, step.entry.pretrained.pixels).get("flip") is True


def _prepared(found: Network, step: Step) -> Network:
    """Return the network with a Rescaling behind its input that gives it the range of values it is made for.

    Networks that want blue first get red first, and have the first convolution turned round instead.
    """
    assert step.entry.pretrained is not None  # noqa: S101 - asked for only then
    said = arguments(step.params, step.entry.pretrained.pixels)
    scale, offset = said.get("scale", 1.0), said.get("offset", 0.0)
    if (scale, offset) == (1.0, 0.0):
        return found
    if _flips(step) and isinstance(offset, list):
        offset = offset[::-1]
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
