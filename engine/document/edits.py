"""The closed set of changes to a document, as JSON, and how each changes a `Document`.

The browser applies the same JSON to its Yjs document; a fix, a page and a gesture all speak it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from engine.document.dump import node_to_json, position_to_json, to_json
from engine.document.graph import without_node
from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Document, Node, Position, Reference, reference
from engine.document.values import canonical, number_of, object_of, text_of
from engine.words import Json, JsonObject, Refusal


class EditError(Refusal):
    """An edit that is not of the closed set, or that names what the document does not have."""


def add_node(key: str, node: Node, position: Position | None = None) -> JsonObject:
    """Return the edit that puts `node` into the document under the id `key`."""
    edit: dict[str, Json] = {"edit": "add_node", "id": key, "node": node_to_json(node)}
    if position is not None:
        edit["position"] = position_to_json(position)
    return edit


def remove_node(node: str) -> JsonObject:
    """Return the edit that removes a node, its wires and its place."""
    return {"edit": "remove_node", "node": node}


def set_param(node: str, param: str, value: Json) -> JsonObject:
    """Return the edit that gives a parameter a value."""
    return {"edit": "set_param", "node": node, "param": param, "value": value}


def unset_param(node: str, param: str) -> JsonObject:
    """Return the edit that gives a parameter its default again."""
    return {"edit": "unset_param", "node": node, "param": param}


def connect(node: str, port: str, index: int, source: Reference) -> JsonObject:
    """Return the edit that wires `source` into a port: in place of wire `index`, or after the last one."""
    return {"edit": "connect", "node": node, "port": port, "index": index, "source": str(source)}


def disconnect(node: str, port: str, index: int) -> JsonObject:
    """Return the edit that takes a wire away."""
    return {"edit": "disconnect", "node": node, "port": port, "index": index}


def set_part(part: str, key: str, value: Json) -> JsonObject:
    """Return the edit that sets a field of `data`, `training` or `meta`."""
    return {"edit": "set", "part": part, "key": key, "value": value}


def replace_document(document: Document) -> JsonObject:
    """Return the edit that puts `document` in place of all there is."""
    return {"edit": "replace", "document": to_json(document)}


def apply(document: Document, edits: Iterable[JsonObject]) -> Document:
    """Return the document after `edits`, in order. Raises `EditError` with one sentence."""
    for edit in edits:
        change = _CHANGES.get(text_of(edit.get("edit")))
        if change is None:
            raise EditError(f"“{edit.get('edit')}” is not an edit; known are {', '.join(_CHANGES)}.")
        document = change(document, edit)
    return document


def _node(document: Document, edit: JsonObject) -> tuple[str, Node]:
    key = text_of(edit.get("node"))
    if key not in document.nodes:
        raise EditError(f"There is no node “{key}” to {edit['edit']}.")
    return key, document.nodes[key]


def _with_node(document: Document, key: str, node: Node) -> Document:
    return replace(document, nodes={**document.nodes, key: node})


def _again(document: Document, **parts: Json) -> Document:
    """Return the document with parts of its JSON replaced, read anew."""
    read = from_json({**to_json(document), **parts})
    return replace(read, faults=(*document.faults, *read.faults))


def _add_node(document: Document, edit: JsonObject) -> Document:
    key = text_of(edit.get("id"))
    if key in document.nodes:
        raise EditError(f"There is a node “{key}” already.")
    read = from_json({"format": FORMAT, "version": VERSION, "nodes": {key: edit.get("node")}})
    if key not in read.nodes:
        raise EditError(f"“{key}” is not a node that can be added.")
    document = _with_node(document, key, read.nodes[key])
    place = edit.get("position")
    return replace(document, layout={**document.layout, key: _position(place)}) if place else document


def _remove_node(document: Document, edit: JsonObject) -> Document:
    key, _ = _node(document, edit)
    return without_node(document, key)


def _set_param(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    params = {**node.params, text_of(edit.get("param")): canonical(edit.get("value"))}
    return _with_node(document, key, replace(node, params=params))


def _unset_param(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    params = {name: value for name, value in node.params.items() if name != edit.get("param")}
    return _with_node(document, key, replace(node, params=params))


def _rename_node(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    return _with_node(document, key, replace(node, name=text_of(edit.get("name"))))


def _connect(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    source = reference(text_of(edit.get("source")))
    if source is None:
        raise EditError(f"“{edit.get('source')}” is not an output of a node.")
    port, index = _place(edit)
    wires = list(node.inputs.get(port, ()))
    wires[index : index + 1] = [source]
    return _with_node(document, key, replace(node, inputs={**node.inputs, port: tuple(wires)}))


def _disconnect(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    port, index = _place(edit)
    wires = list(node.inputs.get(port, ()))
    del wires[index : index + 1]
    inputs = {**node.inputs, port: tuple(wires)}
    return _with_node(document, key, replace(node, inputs={name: rest for name, rest in inputs.items() if rest}))


def _place(edit: JsonObject) -> tuple[str, int]:
    index = canonical(edit.get("index", 0))
    if not isinstance(index, int) or index < 0:
        raise EditError("A wire's index is a whole number from 0.")
    return text_of(edit.get("port")), index


def _position(value: Json) -> Position:
    place = object_of(canonical(value))
    return Position(x=number_of(place.get("x"), 0), y=number_of(place.get("y"), 0))


def _move(document: Document, edit: JsonObject) -> Document:
    key, _ = _node(document, edit)
    return replace(document, layout={**document.layout, key: _position(edit.get("position"))})


def _set(document: Document, edit: JsonObject) -> Document:
    part, key, value = text_of(edit.get("part")), text_of(edit.get("key")), edit.get("value")
    if part == "meta":
        return replace(document, name=text_of(value)) if key == "name" else document
    if part not in {"data", "training"}:
        raise EditError(f"“{part}” is not a part of a document that can be set.")
    return _again(document, **{part: {**object_of(to_json(document)[part]), key: value}})


def _set_note(document: Document, edit: JsonObject) -> Document:
    notes = {**object_of(to_json(document)["notes"]), text_of(edit.get("id")): edit.get("note")}
    return _again(document, notes={key: note for key, note in notes.items() if note is not None})


def _replace(_: Document, edit: JsonObject) -> Document:
    return from_json(edit.get("document"))


_CHANGES: Mapping[str, Callable[[Document, JsonObject], Document]] = {
    "add_node": _add_node,
    "remove_node": _remove_node,
    "set_param": _set_param,
    "unset_param": _unset_param,
    "rename_node": _rename_node,
    "connect": _connect,
    "disconnect": _disconnect,
    "move": _move,
    "set": _set,
    "set_note": _set_note,
    "replace": _replace,
}
