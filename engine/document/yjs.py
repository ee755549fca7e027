"""The document as a Yjs document: plain root maps, one `Y.Map` for each node, wires under keys that sort.

All goes through plain JSON, the `content` of the root maps: the form of the vectors that the browser's reader is tested
with too.
"""

import json
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, TypeAlias, cast

from pycrdt import Doc, Map

from engine.document.dump import block_to_json, node_to_json, to_json
from engine.document.fractional import first_keys
from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Document, Node
from engine.document.values import object_of, text_of
from engine.words import Json, JsonObject

ROOTS = ("meta", "data", "training", "blocks", "nodes", "layout", "notes", "frames")
_HEAD = ("format", "version", "name", "weights", "direction")
HIDDEN = "hidden/"
_PLAIN = ("data", "training", "layout", "notes", "frames")

# The parts of a node and of a block that are maps of their own.
_MAPS = {"nodes": ("params", "inputs"), "blocks": ("params",)}

TakesMany: TypeAlias = Callable[[str, str], bool]
"""Whether a port (kind, port) takes several wires; the catalogue knows."""


def content(doc: Doc[Any]) -> JsonObject:
    """Return what lies in the root maps, as JSON. Never raises."""
    return {root: plain(doc.get(root, type=Map)) for root in ROOTS}


def plain(value: object) -> Json:
    """Return a map, or what else lies under a key, as plain JSON. Never raises."""
    # Written as JSON by the library in one go: ten times as fast as asking for each value. Its order is by chance.
    return json.loads(str(value), object_pairs_hook=_sorted) if isinstance(value, Map) else cast(Json, value)


def read(doc: Doc[Any]) -> Document:
    """Read a room's document. What a forged or half-finished edit left there becomes a fault, never an exception.

    Raises `DocumentError` only for a room of another format or a newer version.
    """
    return from_content(content(doc))


def from_content(roots: JsonObject) -> Document:
    """Read the JSON of the root maps."""
    meta = object_of(roots.get("meta"))
    nodes = {key: node_content(value) for key, value in object_of(roots.get("nodes")).items()}
    blocks = {key: _block(value) for key, value in object_of(roots.get("blocks")).items()}
    head = {"format": FORMAT, "version": VERSION, **{key: meta[key] for key in _HEAD if key in meta}, **_hidden(meta)}
    return from_json({**head, **{part: roots.get(part) for part in _PLAIN}, "blocks": blocks, "nodes": nodes})


def to_content(document: Document, takes_many: TakesMany) -> JsonObject:
    """Return the JSON of the root maps that say `document`."""
    whole = to_json(document)
    return {
        "meta": {**{key: whole[key] for key in _HEAD if key in whole}, **_hiding(document.hidden)},
        **{part: whole[part] for part in _PLAIN},
        "blocks": {key: _numbered(block_to_json(block)) for key, block in document.blocks.items()},
        "nodes": {key: _keyed(node, takes_many) for key, node in document.nodes.items()},
    }


def write(document: Document, takes_many: TakesMany, doc: Doc[Any] | None = None) -> Doc[Any]:
    """Put `document` into a fresh Yjs document, in one transaction, and return it."""
    doc = Doc() if doc is None else doc
    with doc.transaction():
        for root, fields in to_content(document, takes_many).items():
            shared: Map[Any] = doc.get(root, type=Map)
            for key, value in object_of(fields).items():
                shared[key] = _shared(object_of(value), _MAPS[root]) if root in _MAPS else _mutable(value)
    return doc


def raise_version(doc: Doc[Any]) -> None:
    """Bring a room that was last open in an older version up to this one; every word in it stays.

    Version 2 only adds, so that the number is all there is to change.
    """
    meta: Map[Any] = doc.get("meta", type=Map)
    version = meta.get("version")
    if isinstance(version, int | float) and version < VERSION:
        meta["version"] = VERSION


def node_content(value: Json) -> Json:
    """Return one node as it is in JSON: its wires port by port."""
    if not isinstance(value, Mapping):
        return value
    plain = {key: item for key, item in value.items() if not key.startswith(HIDDEN)}
    wired = {"inputs": _wires(value["inputs"])} if isinstance(value.get("inputs"), Mapping) else {}
    return {**plain, **wired, **_hidden(value)}


def _hidden(fields: JsonObject) -> JsonObject:
    """Return `hidden`, a list of rules, where keys of their own say it, so that two people can hide at once."""
    found: list[Json] = [key.removeprefix(HIDDEN) for key, value in fields.items() if key.startswith(HIDDEN) and value]
    return {"hidden": found} if found else {}


def _hiding(rules: tuple[str, ...]) -> JsonObject:
    return {f"{HIDDEN}{rule}": True for rule in rules}


def _block(value: Json) -> Json:
    """Put the parameters of a block in their order; those without a place come first, by name."""
    if not isinstance(value, Mapping) or not isinstance(value.get("params"), Mapping):
        return value
    params = object_of(value["params"])
    return {**value, "params": {name: params[name] for name in sorted(params, key=lambda name: _place(params, name))}}


def _place(params: JsonObject, name: str) -> tuple[str, str]:
    return text_of(object_of(params[name]).get("order")), name


def _wires(inputs: Json) -> JsonObject:
    """Gather `port` and `port/key` into ports, their wires in the order of the keys."""
    ports: dict[str, list[Json]] = {}
    # Code points, as JavaScript compares these keys: all are ASCII.
    for key, source in sorted(object_of(inputs).items()):
        ports.setdefault(key.partition("/")[0], []).append(source)
    return ports


def _keyed(node: Node, takes_many: TakesMany) -> JsonObject:
    inputs: dict[str, Json] = {}
    for port, wires in node.inputs.items():
        if len(wires) == 1 and not takes_many(node.kind, port):
            inputs[port] = str(wires[0])
        else:
            inputs |= {f"{port}/{key}": str(wire) for key, wire in zip(first_keys(len(wires)), wires, strict=True)}
    content = {key: value for key, value in node_to_json(node).items() if key != "hidden"}
    return {**content, "inputs": inputs, **_hiding(node.hidden)}


def _numbered(block: JsonObject) -> JsonObject:
    params = object_of(block["params"])
    places = zip(params.items(), first_keys(len(params)), strict=True)
    return {**block, "params": {name: {**object_of(param), "order": order} for (name, param), order in places}}


def _shared(value: JsonObject, parts: tuple[str, ...]) -> Map[Any]:
    """Return an object as a map of its own, in which two people can change different fields at once."""
    maps = {part: Map(cast("dict[str, object]", _mutable(value[part]))) for part in parts}
    return Map({**{key: _mutable(item) for key, item in value.items()}, **maps})


def _mutable(value: Json) -> Json:
    """Return `value` as `dict` and `list`, the only containers that pycrdt takes."""
    match value:
        case Mapping():
            return {key: _mutable(item) for key, item in value.items()}
        case list() | tuple():
            return [_mutable(item) for item in value]
        case _:
            return value


def _sorted(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return dict(sorted(pairs, key=itemgetter(0)))
