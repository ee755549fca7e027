"""Updates are read before the library reads them: what browsers send passes, what attackers send does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, UndoManager

from builder.server.lib0 import MalformedError
from builder.server.updates import read_state, read_update

NOTHING: dict[int, int] = {}

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["a", "b", "c"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("node"), st.integers(0, 1), keys, plain),
        st.tuples(st.just("param"), st.integers(0, 1), keys, plain),
        st.tuples(st.just("remove"), st.integers(0, 1), keys, plain),
        st.tuples(st.just("set"), st.integers(0, 1), keys, plain),
        st.tuples(st.just("meet"), st.integers(0, 1), keys, plain),
    ),
    max_size=25,
)


def _step(docs: list[Doc[Any]], what: str, who: int, key: str, value: Any) -> None:
    doc = docs[who]
    nodes: Map[Any] = doc.get("nodes", type=Map)
    if what == "node":
        nodes[key] = Map({"kind": "Dense", "params": Map({"units": value}), "inputs": Map({"inputs": "a"})})
    elif what == "param" and key in nodes:
        nodes[key]["params"][key] = value
    elif what == "remove" and key in nodes:
        del nodes[key]
    elif what == "set":
        doc.get("training", type=Map)[key] = value
    elif what == "meet":
        docs[0].apply_update(docs[1].get_update())
        docs[1].apply_update(docs[0].get_update())


@given(steps)
def test_what_two_writers_make_always_passes(done: list[tuple[str, int, str, Any]]) -> None:
    docs: list[Doc[Any]] = [Doc(client_id=1), Doc(client_id=2)]
    server: Doc[Any] = Doc()
    sent: list[list[bytes]] = [[], []]
    kept = [doc.observe(lambda event, out=out: out.append(event.update)) for doc, out in zip(docs, sent, strict=True)]
    for step in done:
        _step(docs, *step)
        for out in sent:
            while out:
                update = out.pop(0)
                assert read_update(update, read_state(server.get_state())).depth <= 1
                server.apply_update(update)
    assert kept
    whole = server.get_update()
    assert read_update(whole, NOTHING).depth <= 1
    assert read_state(server.get_state()) is not None


def _example() -> Doc[Any]:
    doc: Doc[Any] = Doc(client_id=7)
    nodes: Map[Any] = doc.get("nodes", type=Map)
    for key in ("a", "b", "c"):
        nodes[key] = Map({"kind": "Dense", "params": Map({"units": [1, 2.5, "x", None, {"k": True}]})})
    nodes["a"]["params"]["units"] = 3
    del nodes["b"]
    doc.get("meta", type=Map)["name"] = "é😀"
    return doc


@given(st.data())
def test_a_damaged_update_is_refused_or_harmless(data: st.DataObject) -> None:
    update = bytearray(_example().get_update())
    for _ in range(data.draw(st.integers(1, 3))):
        update[data.draw(st.integers(0, len(update) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_update(bytes(update), NOTHING)
    except MalformedError:
        return
    # What passes must not end the process.
    doc = _example()
    doc.apply_update(bytes(update))
    doc.get_update()


@given(st.binary(max_size=200))
def test_noise_is_refused_or_empty(noise: bytes) -> None:
    for read in (lambda: read_update(noise, NOTHING), lambda: read_state(noise)):
        try:
            read()
        except MalformedError:
            continue


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_cut_update_is_refused(cut: int) -> None:
    update = _example().get_update()
    with pytest.raises(MalformedError):
        read_update(update[:cut], NOTHING)


def _nested(depth: int) -> bytes:
    doc: Doc[Any] = Doc()
    here: Map[Any] = doc.get("nodes", type=Map)
    with doc.transaction():
        for _ in range(depth):
            below: Map[Any] = Map()
            here["a"] = below
            here = below
    return doc.get_update()


def test_maps_nested_deep_are_seen() -> None:
    assert read_update(_nested(5000), NOTHING).depth == 4999


def test_values_nested_deep_are_refused() -> None:
    head = bytes.fromhex("0101") + b"\x01" + b"\x00" + b"\x28\x01\x05nodes\x01a\x01"
    with pytest.raises(MalformedError, match="deep"):
        read_update(head + b"\x75\x01" * 200_000 + b"\x7e" + b"\x00", NOTHING)


@pytest.mark.parametrize("value", [Array([1]), Text("x")])
def test_other_shared_types_are_refused(value: Any) -> None:
    doc: Doc[Any] = Doc()
    doc.get("nodes", type=Map)["a"] = value
    with pytest.raises(MalformedError, match="maps and plain values"):
        read_update(doc.get_update(), NOTHING)


def test_another_root_is_refused() -> None:
    doc: Doc[Any] = Doc()
    doc.get("junk", type=Map)["a"] = 1
    with pytest.raises(MalformedError, match="no part"):
        read_update(doc.get_update(), NOTHING)


def test_what_builds_on_something_unknown_is_refused() -> None:
    doc = _example()
    before = doc.get_state()
    doc.get("nodes", type=Map)["a"]["params"]["units"] = 4
    late = doc.get_update(before)
    with pytest.raises(MalformedError, match="never arrived"):
        read_update(late, NOTHING)
    assert read_update(late, read_state(before)).nodes == 0


def test_new_nodes_are_counted() -> None:
    assert read_update(_example().get_update(), NOTHING).nodes >= 2


def test_nodes_that_were_taken_back_by_undo_are_not_counted() -> None:
    doc: Doc[Any] = Doc()
    nodes = doc.get("nodes", type=Map)
    undo = UndoManager(scopes=[nodes])
    with doc.transaction():
        for name in ("a", "b", "c"):
            nodes[name] = Map({"kind": "Dense"})
    assert read_update(doc.get_update(), NOTHING).nodes == 3
    undo.undo()
    assert not list(nodes.keys())
    assert read_update(doc.get_update(), NOTHING).nodes == 0
