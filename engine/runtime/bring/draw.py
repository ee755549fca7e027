"""A network of a file drawn as a document: nodes with ids of their own, nested models as blocks, layers used twice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.document.model import ID, Block, Node, Reference
from engine.runtime.bring.parts import Call, Layer, Network, Tensor

_LONGEST = 56
_OUTPUT = "output"

Way = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What was drawn. `places`: the names of the layers that lead to each layer in the file, by its expanded id.

    `ids` says which node a layer's name in the file became.
    """

    nodes: Mapping[str, Node]
    blocks: Mapping[str, Block]
    places: Mapping[str, Way]
    ids: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Level:
    """Where something is drawn: the block, what leads to it in the document, and the way to it in the file."""

    block: str | None = None
    prefix: str = ""
    way: Way = ()


@dataclass
class _Drawing:
    nodes: dict[str, Node] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    places: dict[str, Way] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    # Ids that are given away; `_2` and so on are tried from where the last search for the name ended.
    taken: dict[str, int] = field(default_factory=dict)


def draw(network: Network, beside: Iterable[str] = ()) -> Drawn:
    """Return the nodes and blocks of a network, which have other ids than those `beside` it."""
    drawing = _Drawing(taken=dict.fromkeys(beside, 2))
    _network(drawing, network, _Level())
    return Drawn(nodes=drawing.nodes, blocks=drawing.blocks, places=drawing.places, ids=drawing.ids)


def _network(drawing: _Drawing, network: Network, level: _Level) -> dict[str, str]:
    """Draw a network, and return the ids of its inputs by their numbers."""
    used: dict[tuple[str, int], str] = {}
    for layer in network.layers:
        for number in range(max(1, len(layer.calls))):
            used[layer.name, number] = _free(drawing, layer.name)
        drawing.ids.setdefault(layer.name, used[layer.name, 0])
    for layer in network.layers:
        _layer(drawing, layer, used, level)
    inputs = {str(number): used[name, 0] for number, (name, _, _) in enumerate(network.inputs) if (name, 0) in used}
    if level.block is not None:
        for port, key in inputs.items():
            drawing.nodes[key] = replace(drawing.nodes[key], kind="BlockInput", params={"number": int(port)})
    for number, (name, tensor) in enumerate(network.outputs):
        drawing.nodes[_free(drawing, name or _OUTPUT)] = _end(number, name, _reference(used, tensor), level.block)
    return inputs


def _end(number: int, name: str, source: Reference | None, block: str | None) -> Node:
    inputs = {"inputs": (source,)} if source else {}
    if block is None:
        return Node(kind="Output", name=name, inputs=inputs)
    return Node(kind="BlockOutput", name=name, params={"number": number}, inputs=inputs, block=block)


def _layer(drawing: _Drawing, layer: Layer, used: Mapping[tuple[str, int], str], level: _Level) -> None:
    owner = used[layer.name, 0]
    expanded = f"{level.prefix}{owner}"
    ports: Mapping[str, str] = {}
    block = None
    if layer.inside is not None:
        block = _block(drawing, layer)
        inner = _Level(block=block, prefix=f"{expanded}.0.", way=(*level.way, layer.name))
        ports = _network(drawing, layer.inside, inner)
    else:
        drawing.places[expanded] = (*level.way, layer.name)
    for number, call in enumerate(layer.calls or (Call(),)):
        key = used[layer.name, number]
        wires = {
            ports.get(port, port): found
            for port, tensors in call.wires.items()
            if (found := tuple(each for tensor in tensors if (each := _reference(used, tensor))))
        }
        drawing.nodes[key] = Node(
            kind=layer.kind,
            name=_name(layer),
            params=call.params if number else {**layer.params, **call.params},
            inputs=wires,
            block=level.block,
            shares=owner if number else None,
            uses=block,
            frozen=layer.frozen,
        )


def _block(drawing: _Drawing, layer: Layer) -> str:
    key = _free(drawing, f"{_slug(layer.name)[:50]}_block")
    drawing.blocks[key] = Block(name=layer.name)
    return key


def _reference(used: Mapping[tuple[str, int], str], tensor: Tensor) -> Reference | None:
    name, call, output = tensor
    key = used.get((name, call))
    return Reference(key, output) if key is not None and 0 <= output < 1000 else None


def _name(layer: Layer) -> str:
    """A name that a person gave is kept; one that Keras made up from the class says nothing."""
    given, made = (re.sub(r"[\d_]", "", name.lower()) for name in (layer.name, layer.made))
    return "" if given == made else layer.name


def _free(drawing: _Drawing, name: str) -> str:
    slug = _slug(name)
    if slug not in drawing.taken:
        drawing.taken[slug] = 2
        return slug
    while (free := f"{slug}_{drawing.taken[slug]}") in drawing.taken:
        drawing.taken[slug] += 1
    drawing.taken[free] = 2
    return free


def _slug(name: str) -> str:
    slug = re.sub(r"[^A-Za-z0-9_]+", "_", name)[:_LONGEST]
    slug = slug if slug[:1].isalpha() else f"n_{slug}"[:_LONGEST]
    return slug if ID.fullmatch(slug) else "node"
