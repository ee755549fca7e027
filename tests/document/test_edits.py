"""Edits: each does what it says, and what is none is refused."""

import pytest

from engine.document import edits
from engine.document.load import from_json
from engine.document.model import Block, BlockParam, Frame, Node, Position, Reference

DOCUMENT = from_json(
    {
        "format": "layerloom",
        "version": 1,
        "blocks": {"body": {"name": "Body", "params": {"width": {"default": 4}}}},
        "nodes": {
            "x": {"kind": "BlockInput", "block": "body"},
            "y": {"kind": "BlockOutput", "block": "body", "inputs": {"inputs": ["x"]}},
            "inst": {"kind": "Block", "uses": "body", "inputs": {"x": ["a"]}},
            "a": {"kind": "Input"},
            "b": {"kind": "Dense", "params": {"units": 3}, "inputs": {"inputs": ["a"]}},
            "c": {"kind": "Add", "inputs": {"inputs": ["a", "b"]}},
        },
        "layout": {"b": {"x": 1, "y": 2}},
        "notes": {"n": {"text": "old", "x": 0, "y": 0, "width": 1, "height": 1}, "m": {"text": "in", "block": "body"}},
        "frames": {"f": {"text": "Encoder", "hue": 30, "block": "body"}},
    }
)


def after(*changes):
    return edits.apply(DOCUMENT, changes)


def test_a_node_is_added_with_its_place():
    node = Node(kind="Flatten", inputs={"inputs": (Reference("b"),)})
    document = after(edits.add_node("f", node, Position(x=5, y=6)))
    assert document.nodes["f"] == node
    assert document.layout["f"] == Position(x=5, y=6)


def test_a_removed_node_takes_its_wires_and_its_place_with_it():
    document = after(edits.remove_node("b"))
    assert set(document.nodes) == {"a", "c", "x", "y", "inst"}
    assert document.nodes["c"].inputs == {"inputs": (Reference("a"),)}
    assert document.layout == {}


def test_parameters_are_set_and_forgotten():
    document = after(edits.set_param("b", "units", 7.0), edits.set_param("b", "activation", "relu"))
    assert document.nodes["b"].params == {"units": 7, "activation": "relu"}
    assert edits.apply(document, [edits.unset_param("b", "units")]).nodes["b"].params == {"activation": "relu"}


@pytest.mark.parametrize(
    ("index", "wires"), [(0, "bb"), (1, "ab"), (2, "abb"), (9, "abb")], ids=["first", "second", "append", "far"]
)
def test_a_wire_replaces_the_one_at_its_index_or_is_appended(index, wires):
    document = after(edits.connect("c", "inputs", index, Reference("b")))
    assert document.nodes["c"].inputs["inputs"] == tuple(map(Reference, wires))


def test_a_wire_is_taken_away_and_the_last_one_with_its_port():
    assert after(edits.disconnect("c", "inputs", 0)).nodes["c"].inputs == {"inputs": (Reference("b"),)}
    assert after(edits.disconnect("b", "inputs", 0)).nodes["b"].inputs == {}


def test_names_places_settings_and_notes_are_set():
    document = after(
        {"edit": "rename_node", "node": "a", "name": "picture"},
        {"edit": "move", "node": "a", "position": {"x": 3.0, "y": 4.5}},
        edits.set_part("training", "epochs", 7),
        edits.set_part("data", "source", "iris"),
        edits.set_part("meta", "name", "Flowers"),
        {"edit": "set_note", "id": "m", "note": {"text": "new"}},
        {"edit": "set_note", "id": "n", "note": None},
    )
    assert document.nodes["a"].name == "picture"
    assert document.layout["a"] == Position(x=3, y=4.5)
    assert (document.training.epochs, document.data.source, document.name) == (7, "iris", "Flowers")
    assert {key: note.text for key, note in document.notes.items()} == {"m": "new"}


def test_a_whole_document_is_replaced():
    other = edits.apply(DOCUMENT, [edits.remove_node("a"), edits.remove_node("b")])
    assert after(edits.replace_document(other)) == other


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"edit": "delete_everything"},
        {"edit": "remove_node", "node": "gone"},
        {"edit": "set_param", "node": 3, "param": "units", "value": 1},
        {"edit": "add_node", "id": "a", "node": {"kind": "Dense"}},
        {"edit": "add_node", "id": "9", "node": {"kind": "Dense"}},
        {"edit": "add_node", "id": "x", "node": "Dense"},
        {"edit": "connect", "node": "b", "port": "inputs", "index": 0, "source": "not one"},
        {"edit": "connect", "node": "b", "port": "inputs", "index": -1, "source": "a"},
        {"edit": "disconnect", "node": "b", "port": "inputs", "index": "first"},
        {"edit": "set", "part": "nodes", "key": "a", "value": None},
    ],
)
def test_what_is_no_edit_is_refused(edit):
    with pytest.raises(edits.EditError):
        after(edit)


@pytest.mark.parametrize(
    ("field", "value", "unset"),
    [
        *(("block", "body", None), ("shares", "c", None), ("uses", "body", None), ("repeat", 3, 1)),
        *(("repeat", {"expr": "n"}, 1), ("disabled", True, False), ("frozen", True, False)),
    ],
)
@pytest.mark.parametrize("nothing", [None, False])
def test_a_field_is_set_and_unset(field, value, unset, nothing):
    document = after(edits.set_field("b", field, value))
    assert getattr(document.nodes["b"], field) == value
    again = edits.apply(document, [edits.set_field("b", field, nothing)])
    assert getattr(again.nodes["b"], field) == unset
    assert again == DOCUMENT


def test_a_block_is_defined_and_changed():
    block = Block(name="Unit", help="Does it.", params={"n": BlockParam(default=2, help="How many.")})
    document = after(edits.set_block("unit", block))
    assert document.blocks == {**DOCUMENT.blocks, "unit": block}
    more = edits.apply(document, [edits.set_block_param("unit", "m", {"default": "relu", "help": ""})])
    assert more.blocks["unit"].params == {**block.params, "m": BlockParam(default="relu")}
    assert edits.apply(more, [edits.set_block_param("unit", "m", None)]) == document


def test_a_removed_block_takes_all_that_stands_in_it_with_it_but_its_instances():
    document = after(edits.set_block("body", None))
    assert set(document.nodes) == {"a", "b", "c", "inst"}
    assert (document.blocks, document.frames, set(document.notes)) == ({}, {}, {"n"})


def test_a_frame_is_set_and_removed():
    frame = {"text": "Decoder", "x": 1, "y": 2, "width": 3, "height": 4, "hue": 5}
    document = after({"edit": "set_frame", "id": "g", "frame": frame})
    assert document.frames["g"] == Frame(text="Decoder", x=1, y=2, width=3, height=4, hue=5)
    assert edits.apply(document, [{"edit": "set_frame", "id": "g", "frame": None}]) == DOCUMENT


@pytest.mark.parametrize(
    "edit",
    [
        edits.set_field("b", "kind", None),
        edits.set_field("b", "id", "c"),
        edits.set_block_param("gone", "n", None),
        edits.set_field("z", "uses", ""),
    ],
)
def test_what_no_block_edit_can_do_is_refused(edit):
    with pytest.raises(edits.EditError):
        after(edit)


def test_what_cannot_be_read_in_a_field_is_a_fault():
    document = after(edits.set_field("b", "repeat", "often"))
    assert document.nodes == DOCUMENT.nodes
    assert [fault.node for fault in document.faults] == ["b"]
