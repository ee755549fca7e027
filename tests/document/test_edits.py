"""Edits: each does what it says, and what is none is refused."""

import pytest

from engine.document import edits
from engine.document.load import from_json
from engine.document.model import Node, Position, Reference

DOCUMENT = from_json(
    {
        "format": "layerloom",
        "version": 1,
        "nodes": {
            "a": {"kind": "Input"},
            "b": {"kind": "Dense", "params": {"units": 3}, "inputs": {"inputs": ["a"]}},
            "c": {"kind": "Add", "inputs": {"inputs": ["a", "b"]}},
        },
        "layout": {"b": {"x": 1, "y": 2}},
        "notes": {"n": {"text": "old", "x": 0, "y": 0, "width": 1, "height": 1}},
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
    assert set(document.nodes) == {"a", "c"}
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
