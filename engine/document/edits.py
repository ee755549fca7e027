"""The closed set of changes to a document, as JSON, and how each changes a `Document`.

The browser applies the same JSON to its Yjs document; a fix, a page and a gesture all speak it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from engine.document.drawing import read_position
from engine.document.dump import block_to_json, node_to_json, position_to_json, to_json
from engine.document.graph import without_block, without_node
from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Block, Document, Node, Position, Reference, reference
from engine.document.values import canonical, codes, object_of, text_of
from engine.said import say
from engine.words import Json, JsonObject, Refusal

FIELDS = ("kind", "block", "shares", "uses", "repeat", "disabled", "frozen")


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


def set_field(node: str, field: str, value: Json) -> JsonObject:
    """Return the edit that sets a field: one of `FIELDS`; `None` unsets it."""
    return {"edit": "set_field", "node": node, "field": field, "value": value}


def set_block(key: str, block: Block | None) -> JsonObject:
    """Return the edit that defines a block, or removes it with all that stands in it."""
    return {"edit": "set_block", "id": key, "block": None if block is None else block_to_json(block)}


def set_block_param(block: str, param: str, value: JsonObject | None) -> JsonObject:
    """Return the edit that gives a block a parameter `{default, help}`, or takes it away."""
    return {"edit": "set_block_param", "block": block, "param": param, "value": value}


def hide(rule: str, node: str | None, *, hidden: bool = True) -> JsonObject:
    """Return the edit that hides, or shows again, the advice of a rule: at a node, or anywhere."""
    return {"edit": "hide", "rule": rule, "node": node, "hidden": hidden}


def replace_document(document: Document) -> JsonObject:
    """Return the edit that puts `document` in place of all there is."""
    return {"edit": "replace", "document": to_json(document)}


def apply(document: Document, edits: Iterable[JsonObject]) -> Document:
    """Return the document after `edits`, in order. Raises `EditError` with one sentence."""
    for edit in edits:
        change = _CHANGES.get(text_of(edit.get("edit")))
        if change is None:
            raise EditError(
                say(
                    "“{get}” is not an edit; known are {changes}.",
                    get=str(edit.get("edit")),
                    changes=", ".join(_CHANGES),
                )
            )
        document = change(document, edit)
    return document


def _node(document: Document, edit: JsonObject) -> tuple[str, Node]:
    key = text_of(edit.get("node"))
    if key not in document.nodes:
        raise EditError(say("There is no node “{key}” to {edit}.", key=key, edit=str(edit["edit"])))
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
        raise EditError(say("There is a node “{key}” already.", key=key))
    read = from_json({"format": FORMAT, "version": VERSION, "nodes": {key: edit.get("node")}})
    if key not in read.nodes:
        raise EditError(say("“{key}” is not a node that can be added.", key=key))
    document = _with_node(document, key, read.nodes[key])
    place = edit.get("position")
    return replace(document, layout={**document.layout, key: read_position(canonical(place))}) if place else document


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
        raise EditError(say("“{get}” is not an output of a node.", get=str(edit.get("source"))))
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
        raise EditError(say("A wire's index is a whole number from 0."))
    return text_of(edit.get("port")), index


def _move(document: Document, edit: JsonObject) -> Document:
    key, _ = _node(document, edit)
    return replace(document, layout={**document.layout, key: read_position(canonical(edit.get("position")))})


def _set(document: Document, edit: JsonObject) -> Document:
    part, key, value = text_of(edit.get("part")), text_of(edit.get("key")), edit.get("value")
    if part == "meta":
        return _again(document, **{key: value}) if key in {"name", "weights", "direction"} else document
    if part not in {"data", "training"}:
        raise EditError(say("“{part}” is not a part of a document that can be set.", part=part))
    return _again(document, **{part: {**object_of(to_json(document)[part]), key: value}})


def _set_field(document: Document, edit: JsonObject) -> Document:
    key, node = _node(document, edit)
    field = text_of(edit.get("field"))
    if field not in FIELDS:
        raise EditError(
            say(
                "“{field}” is not a field of a node that can be set; there is {fields}.",
                field=field,
                fields=", ".join(FIELDS),
            )
        )
    value = edit.get("value")
    if field == "kind" and not text_of(value):
        raise EditError("A node is always of some kind: “kind” must be a text.")
    fields = {**node_to_json(node), field: None if value is False else value}
    read = from_json({"format": FORMAT, "version": VERSION, "nodes": {key: fields}})
    document = replace(document, faults=(*document.faults, *read.faults))
    return _with_node(document, key, read.nodes[key])


def _set_block(document: Document, edit: JsonObject) -> Document:
    key, block = text_of(edit.get("id")), edit.get("block")
    if block is None:
        return without_block(document, key)
    return _again(document, blocks={**object_of(to_json(document)["blocks"]), key: block})


def _set_block_param(document: Document, edit: JsonObject) -> Document:
    key, name, value = text_of(edit.get("block")), text_of(edit.get("param")), edit.get("value")
    if key not in document.blocks:
        raise EditError(say("There is no block “{key}” to set a parameter of.", key=key))
    block = block_to_json(document.blocks[key])
    params = {**object_of(block["params"]), name: value}
    kept = {name: param for name, param in params.items() if param is not None}
    return _again(document, blocks={**object_of(to_json(document)["blocks"]), key: {**block, "params": kept}})


def _set_note(document: Document, edit: JsonObject) -> Document:
    return _again(document, notes=_changed(object_of(to_json(document)["notes"]), edit, "note"))


def _set_frame(document: Document, edit: JsonObject) -> Document:
    return _again(document, frames=_changed(object_of(to_json(document)["frames"]), edit, "frame"))


def _changed(present: JsonObject, edit: JsonObject, what: str) -> JsonObject:
    areas = {**present, text_of(edit.get("id")): edit.get(what)}
    return {key: area for key, area in areas.items() if area is not None}


def _hide(document: Document, edit: JsonObject) -> Document:
    rule, wanted = text_of(edit.get("rule")), edit.get("hidden") is True
    if edit.get("node") is None:
        return replace(document, hidden=_with_code(document.hidden, rule, wanted))
    key, node = _node(document, edit)
    return _with_node(document, key, replace(node, hidden=_with_code(node.hidden, rule, wanted)))


def _with_code(known: tuple[str, ...], rule: str, wanted: bool) -> tuple[str, ...]:
    others = [code for code in known if code != rule]
    return codes([*others, rule] if wanted else others)


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
    "set_field": _set_field,
    "set_block": _set_block,
    "set_block_param": _set_block_param,
    "set_note": _set_note,
    "set_frame": _set_frame,
    "hide": _hide,
    "replace": _replace,
}
