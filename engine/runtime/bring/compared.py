"""Whether the network of a document is the one in a file: both are read in the catalogue's words, and compared."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeAlias

import keras

from engine.catalog import Catalog
from engine.document.graph import ordered
from engine.document.model import Data, Document, Node
from engine.plan import Plan, Step, plan
from engine.runtime.bring.parts import Call, Layer, Network
from engine.runtime.build import assembled
from engine.runtime.check.walk import Memory, walk
from engine.words import Json, JsonObject

_LOSS: JsonObject = {"loss": {"kind": "MeanSquaredError", "params": {}}}

_Meant: TypeAlias = tuple[tuple[object, ...], ...]


def alone(document: Document, found: Network, catalog: Catalog) -> Plan:
    """Return the plan of a document's network: what comes in is what comes into the file's, no data is asked for."""
    shapes = {layer.name: layer.params for layer in found.layers if layer.kind == "Input"}
    nodes = {key: _unbound(node, shapes.get(key)) for key, node in document.nodes.items()}
    planned = plan(replace(document, weights=None, data=Data(), nodes=nodes), catalog)
    return replace(planned, steps=tuple(map(_at_random, planned.steps)))


def configured(planned: Plan) -> JsonObject | None:
    """Return the configuration of a plan's model, `None` where it cannot be built. Nothing is allocated."""
    walked = walk(planned, Memory())
    wrong = any(answer.error for key, answer in walked.answers.items() if key in planned.part)
    if wrong or not planned.outputs or any(key not in walked.answers for key in planned.part):
        return None
    with keras.StatelessScope(initialize_variables=False):
        model: JsonObject = json.loads(assembled(planned).to_json())
    return model


def same(one: Network, other: Network) -> bool:
    """Return whether two networks are the same, but for what Keras makes up.

    That are names of operations and of what is inside layers, seeds where none is given, and in which order a layer
    that is used several times was called.
    """
    names = {layer.name for layer in one.layers if layer.weighty} & {layer.name for layer in other.layers}
    # What goes into and comes out of a whole network is told by its name, not by its place.
    return [sorted(each, key=repr) for each in _meaning(one, names)] == [
        sorted(each, key=repr) for each in _meaning(other, names)
    ]


def _unbound(node: Node, shape: JsonObject | None) -> Node:
    if node.kind == "Output":
        return replace(node, params=_LOSS)
    return replace(node, params=shape) if node.kind == "Input" and shape is not None else node


def _at_random(step: Step) -> Step:
    """Weights of a pre-trained network are the file's: none is looked for elsewhere."""
    return replace(step, params={**step.params, "weights": "none"}) if step.entry.pretrained else step


def _meaning(network: Network, names: Collection[str]) -> _Meant:
    """Return all that a network says, in a form that is equal for equal ones: a mark for each call of a layer."""
    layers = {layer.name: (number, layer) for number, layer in enumerate(network.layers)}
    marks: dict[str, str] = {}
    before = {
        _key(layer.name, number): tuple(
            _key(name, before)
            for wires in call.wires.values()
            for name, before, _ in wires
            if name in layers and 0 <= before < max(1, len(layers[name][1].calls))
        )
        for layer in network.layers
        for number, call in enumerate(layer.calls or (Call(),))
    }
    for key in ordered(before)[0]:
        name, _, number = key.rpartition("/")
        place, layer = layers[name]
        call = layer.calls[int(number)] if layer.calls else Call()
        wires = {
            port: [(marks.get(_key(source, used)), output) for source, used, output in found]
            for port, found in call.wires.items()
        }
        named = name if name in names else "" if names else f"/{place}"
        said = (named, _said(layer), json.dumps(dict(call.params), sort_keys=True), sorted(wires.items()))
        marks[key] = hashlib.sha256(repr(said).encode()).hexdigest()
    inputs = tuple((marks.get(_key(name, call)), output) for name, call, output in network.inputs)
    outputs = tuple((said, marks.get(_key(name, call)), output) for said, (name, call, output) in network.outputs)
    return tuple(sorted(marks.values())), inputs, outputs


def _key(name: str, call: int) -> str:
    return f"{name}/{call}"


def _said(layer: Layer) -> str:
    inside = _meaning(layer.inside, ()) if layer.inside else ()
    params = json.dumps(_settled(layer.params), sort_keys=True)
    return repr((layer.made, layer.kind, params, layer.frozen, inside))


def _settled(value: Json) -> Json:
    """Return settings without seeds, which Keras draws where none is given."""
    match value:
        case Mapping():
            return {name: _settled(each) for name, each in value.items() if name != "seed"}
        case list() | tuple():
            return [_settled(each) for each in value]
    return value
