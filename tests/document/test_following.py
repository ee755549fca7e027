"""Reading a room again after an edit: the same as reading all of it, and nodes that did not change are not read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Map

from engine.document import yjs
from engine.document.dump import to_json
from engine.document.following import Following
from engine.document.load import from_json
from engine.document.nodes import Known
from tests.document.test_yjs import FORGED, START, copy_of, takes_many


@pytest.mark.parametrize("forge", FORGED)
def test_a_forged_update_reads_as_it_does_the_first_time(forge):
    doc = yjs.write(START, takes_many)
    following = Following(doc)
    assert following.document() == yjs.read(doc)
    with doc.transaction():
        forge(doc)
    assert following.document() == yjs.read(doc) == Following(copy_of(doc)).document()


def test_only_what_changed_is_read_again():
    doc = yjs.write(START, takes_many)
    following = Following(doc)
    before = following.document()
    doc.get("nodes", type=Map)["conv"]["params"]["filters"] = 7
    after = following.document()
    assert after.nodes["conv"].params["filters"] == 7
    assert all(after.nodes[key] is before.nodes[key] for key in before.nodes if key != "conv")


NAMES = st.sampled_from(["conv", "image", "new", "other"])


@given(
    st.lists(
        st.tuples(st.sampled_from(["set", "drop", "move", "call", "train"]), NAMES, st.integers(1, 9)), max_size=12
    )
)
@settings(max_examples=30, deadline=None)
def test_after_any_edits_it_reads_what_a_newcomer_reads(steps):
    doc = yjs.write(START, takes_many)
    following = Following(doc)
    nodes = doc.get("nodes", type=Map)
    for what, name, number in steps:
        if what == "drop" and name in nodes:
            del nodes[name]
        elif what == "set" and name in nodes:
            nodes[name]["params"]["filters"] = number
        elif what == "set":
            nodes[name] = Map({"kind": "Dense", "params": Map({"units": number}), "inputs": Map({"inputs": "conv"})})
        elif what == "move":
            doc.get("layout", type=Map)[name] = {"x": number, "y": 0}
        elif what == "call" and name in nodes:
            nodes[name]["name"] = f"no {number}"
        elif what == "train":
            doc.get("training", type=Map)["epochs"] = number
        assert following.document() == yjs.read(doc)


def test_known_nodes_are_the_same_objects_and_values_that_only_look_equal_are_not():
    known = Known()
    content = to_json(START)
    first, again = from_json(content, known), from_json(to_json(START), known)
    assert first == again == from_json(content)
    assert all(first.nodes[key] is again.nodes[key] for key in first.nodes)
    conv = {**content["nodes"]["conv"], "disabled": 1}
    other = from_json({**content, "nodes": {**content["nodes"], "conv": conv}}, known)
    assert not other.nodes["conv"].disabled
    assert [fault.node for fault in other.faults] == ["conv"]
    assert from_json({**content, "nodes": {**content["nodes"], "conv": conv}}, known).faults == other.faults
