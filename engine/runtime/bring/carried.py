"""The document that a `.keras` file of ours carries beside its network: written, read, and compared with the network.

It is believed no more than any project file is, and only where the network built of it is the one in the file.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.catalog import Catalog
from engine.document.dump import dump
from engine.document.load import load
from engine.document.model import Document
from engine.plan import Plan
from engine.runtime.bring.compared import alone, configured, same
from engine.runtime.bring.draw import Way
from engine.runtime.bring.network import network
from engine.runtime.bring.parts import Network
from engine.said import say
from engine.words import JsonObject, Refusal

MEMBER = "layerloom.json"
NETWORK = "network_"
"""What the network is called in a model that also prepares raw values; no node's model stands beside it."""

_OTHER = say("it says another network than the file holds")


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
        raise Refusal(say("it cannot be read")) from refusal
    spec, way = _network(model)
    found, told = _read(spec, catalog)
    planned = alone(_without_moving(document, found, catalog), found, catalog)
    model_again = configured(planned)
    if model_again is None:
        raise Refusal(_OTHER)
    again, said = _read(model_again, catalog)
    if told != said or not same(found, again):
        raise Refusal(_OTHER)
    return Carried(document=document, plan=planned, way=way, names=frozenset(layer.name for layer in found.layers))


def _without_moving(document: Document, found: Network, catalog: Catalog) -> Document:
    """Return the document without the random layers that moved masks too, and so stood before the network."""
    there = {layer.name for layer in found.layers}
    moving = {kind for kind, entry in catalog.layers.items() if entry.group == "augmentation"}
    nodes = {
        key: replace(node, disabled=True) if node.kind in moving and node.block is None and key not in there else node
        for key, node in document.nodes.items()
    }
    return replace(document, nodes=nodes)


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
