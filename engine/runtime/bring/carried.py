"""The document that a `.keras` file of ours carries beside its network: written, read, and compared with the network.

It is believed no more than any project file is, and only where the network built of it is the one in the file.
"""

import json
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import keras

from engine.catalog import Catalog
from engine.document.dump import dump
from engine.document.load import load
from engine.document.model import Data, Document, Node
from engine.document.values import object_of
from engine.plan import Plan, Step, plan
from engine.runtime.bring.draw import Way
from engine.runtime.bring.network import network
from engine.runtime.bring.parts import Call, Network, Tensor
from engine.runtime.build import assembled
from engine.runtime.check.walk import Memory, walk
from engine.words import Json, JsonObject, Refusal

MEMBER = "layerloom.json"
NETWORK = "network_"
"""What the network is called in a model that also prepares raw values; no node's model stands beside it."""

_LOSS: JsonObject = {"loss": {"kind": "MeanSquaredError", "params": {}}}
_OTHER = "it says another network than the file holds"


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A document that came with its network. `plan` is of its network alone, with the shapes of the file.

    `way` are the names of the layers that lead to the network in the file; `names` its layers there.
    """

    document: Document
    plan: Plan
    way: Way
    names: frozenset[str]


def carry(path: Path, document: Document) -> None:
    """Put a document into the `.keras` file of its network. Keras passes over what it does not know.

    The weights that it started from stay where they are: the file has its own.
    """
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MEMBER, dump(replace(document, weights=None)))


def carried(content: bytes, model: JsonObject, catalog: Catalog) -> Carried:
    """Return the document in `content`, of a file whose configuration is `model`.

    Raises `Refusal` with the rest of a sentence where it cannot be read, or says another network.
    """
    try:
        document = load(content)
    except Refusal as refusal:
        raise Refusal("it cannot be read") from refusal
    spec, way = _network(model)
    found, told = _read(spec, catalog)
    planned = _planned(document, found, catalog)
    again, said = _read(_configured(planned), catalog)
    ids = {step.id for step in planned.steps}
    if _compared(found, ids) != _compared(again, ids) or told != said:
        raise Refusal(_OTHER)
    return Carried(document=document, plan=planned, way=way, names=frozenset(layer.name for layer in found.layers))


def _network(model: JsonObject) -> tuple[JsonObject, Way]:
    config = model.get("config")
    layers = config.get("layers") if isinstance(config, Mapping) else None
    for spec in layers if isinstance(layers, Sequence) else ():
        if isinstance(spec, Mapping) and spec.get("name") == NETWORK and spec.get("class_name") == "Functional":
            return spec, (NETWORK,)
    return model, ()


def _read(spec: JsonObject, catalog: Catalog) -> tuple[Network, list[str]]:
    told: list[str] = []
    return network(spec, lambda _, sentence: told.append(sentence), catalog), told


def _planned(document: Document, found: Network, catalog: Catalog) -> Plan:
    """Return the plan of a document's network: what comes in is what comes into the file's, no data is asked for."""
    shapes = {layer.name: layer.params for layer in found.layers if layer.kind == "Input"}
    nodes = {key: _alone(node, shapes.get(key)) for key, node in document.nodes.items()}
    planned = plan(replace(document, weights=None, data=Data(), nodes=nodes), catalog)
    return replace(planned, steps=tuple(map(_at_random, planned.steps)))


def _alone(node: Node, shape: JsonObject | None) -> Node:
    if node.kind == "Output":
        return replace(node, params=_LOSS)
    return replace(node, params=shape) if node.kind == "Input" and shape is not None else node


def _at_random(step: Step) -> Step:
    """Weights of a pre-trained network are the file's: none is looked for elsewhere."""
    return replace(step, params={**step.params, "weights": "none"}) if step.entry.pretrained else step


def _configured(planned: Plan) -> JsonObject:
    walked = walk(planned, Memory())
    wrong = any(answer.error for key, answer in walked.answers.items() if key in planned.part)
    if wrong or not planned.outputs or any(key not in walked.answers for key in planned.part):
        raise Refusal(_OTHER)
    with keras.StatelessScope(initialize_variables=False):
        model: JsonObject = json.loads(assembled(planned).to_json())
    return model


def _settled(value: Json) -> Json:
    match value:
        case Mapping():
            return {name: _settled(each) for name, each in value.items() if name != "seed"}
        case list() | tuple():
            return [_settled(each) for each in value]
    return value


def _compared(found: Network, ids: Collection[str]) -> Network:
    """Return a network without what Keras makes up: names by counting, of operations and inside layers, and seeds."""
    names = {layer.name: layer.name if layer.name in ids else f"/{number}" for number, layer in enumerate(found.layers)}

    def renamed(tensor: Tensor) -> Tensor:
        name, call, output = tensor
        return names.get(name, name), call, output

    def call(each: Call) -> Call:
        return replace(each, wires={port: tuple(map(renamed, wires)) for port, wires in each.wires.items()})

    layers = tuple(
        replace(
            layer,
            name=names[layer.name],
            params=object_of(_settled(layer.params)),
            calls=tuple(map(call, layer.calls)),
            inside=_compared(layer.inside, ()) if layer.inside else None,
        )
        for layer in found.layers
    )
    return Network(
        name="",
        layers=layers,
        inputs=tuple(map(renamed, found.inputs)),
        outputs=tuple((name, renamed(tensor)) for name, tensor in found.outputs),
    )
