"""The document in Yjs: shared vectors, two writers at once, undo, and what a forged update leaves behind."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, UndoManager

from engine.catalog import catalog
from engine.document import yjs
from engine.document.dump import to_json
from engine.document.fractional import first_keys
from engine.document.load import from_json, load
from engine.plan import plan

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
START = load((Path(__file__).parent / "assets" / "version1.json").read_bytes())


def takes_many(kind, port):
    entry = catalog().entry(kind)
    return entry is not None and any(each.name == port and each.many for each in entry.inputs)


def params_of(document):
    return {key: list(block["params"]) for key, block in document.get("blocks", {}).items()}


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_vectors(path):
    vector = json.loads(path.read_text("utf-8"))
    document = yjs.from_content(vector["content"])
    assert to_json(document) == vector["document"]
    assert params_of(to_json(document)) == params_of(vector["document"])
    assert [fault.code for fault in document.faults] == vector["faults"]
    if vector["writes"]:
        assert yjs.to_content(document, takes_many) == vector["content"]


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_what_is_written_is_read_again(path):
    document = from_json(json.loads(path.read_text("utf-8"))["document"])
    again = yjs.read(yjs.write(document, takes_many))
    assert again == document
    assert params_of(to_json(again)) == params_of(to_json(document))


def test_keys_ascend():
    assert all(one < other for one, other in pairwise(first_keys(5_000)))
    assert first_keys(3) == ("a0", "a1", "a2")


# Two people, each on a copy of their own, who change what a canvas can change.
KEYS = ["image", "conv", "flat", "dense", "digit", "n1", "n2"]
WIRES = ["inputs", "inputs/a0", "inputs/a1", "inputs/a0V"]
edit = st.one_of(
    st.tuples(
        st.just("add"), st.sampled_from(KEYS), st.sampled_from(["Dense", "Add", "Conv2D", "Dropout", "Nonsense"])
    ),
    st.tuples(st.just("remove"), st.sampled_from(KEYS)),
    st.tuples(
        st.just("param"), st.sampled_from(KEYS), st.sampled_from(["units", "filters", "rate"]), st.integers(-1, 9)
    ),
    st.tuples(
        st.just("wire"), st.sampled_from(KEYS), st.sampled_from(WIRES), st.sampled_from([*KEYS, "gone", "conv:1"])
    ),
    st.tuples(st.just("cut"), st.sampled_from(KEYS), st.sampled_from(WIRES)),
    st.tuples(st.just("set"), st.sampled_from(["epochs", "batch_size"]), st.integers(-1, 99)),
    st.tuples(st.just("move"), st.sampled_from(KEYS), st.floats(-999, 999)),
)


def change(doc, what):
    nodes = doc.get("nodes", type=Map)
    match what:
        case "add", key, kind:
            nodes[key] = Map({"kind": kind, "params": Map({}), "inputs": Map({})})
        case "remove", key if key in nodes:
            del nodes[key]
        case "param", key, name, value if key in nodes:
            nodes[key]["params"][name] = value
        case "wire", key, port, source if key in nodes:
            nodes[key]["inputs"][port] = source
        case "cut", key, port if key in nodes and port in nodes[key]["inputs"]:
            del nodes[key]["inputs"][port]
        case "set", key, value:
            doc.get("training", type=Map)[key] = value
        case "move", key, x:
            doc.get("layout", type=Map)[key] = {"x": x, "y": 0}


def copy_of(doc):
    other = Doc()
    other.apply_update(doc.get_update())
    return other


def exchange(one, other):
    news = one.get_update(other.get_state()), other.get_update(one.get_state())
    one.apply_update(news[1])
    other.apply_update(news[0])


@given(st.lists(st.lists(edit, max_size=6), min_size=2, max_size=6))
@settings(max_examples=150)
def test_two_writers_end_with_the_same_document_that_loads_and_plans(rounds):
    one = yjs.write(START, takes_many)
    other = copy_of(one)
    for turn, changes in enumerate(rounds):
        for what in changes:
            change(one if turn % 2 else other, what)
        if turn % 3 == 2:
            exchange(one, other)
    exchange(one, other)
    assert yjs.content(one) == yjs.content(other)
    document = yjs.read(one)
    assert document == yjs.read(other)
    assert load(json.dumps(to_json(document))) == document
    planned = plan(document, catalog())
    assert {step.id for step in planned.steps} <= set(document.nodes)


@given(st.lists(edit, min_size=1, max_size=12))
@settings(max_examples=100)
def test_undoing_all_of_ones_own_edits_gives_the_start(mine):
    doc = yjs.write(START, takes_many)
    undo = UndoManager(scopes=[doc.get(root, type=Map) for root in yjs.ROOTS], capture_timeout_millis=0)
    undo.include_origin("me")
    for what in mine:
        with doc.transaction(origin="me"):
            change(doc, what)
    while undo.can_undo():
        undo.undo()
    assert yjs.read(doc) == START
    while undo.can_redo():
        undo.redo()
    again = yjs.write(START, takes_many)
    for what in mine:
        change(again, what)
    assert yjs.content(doc) == yjs.content(again)


FORGED = [
    lambda doc: doc.get("nodes", type=Map).update({"text": Text("x"), "list": Array([1, Map({})]), "bytes": b"raw"}),
    lambda doc: doc.get("nodes", type=Map).update({"conv": Map({"kind": Map({}), "params": Array([1]), "inputs": 5})}),
    lambda doc: doc.get("nodes", type=Map)["conv"]["inputs"].update(
        {"inputs": float("nan"), "": "image", "/": "image"}
    ),
    lambda doc: doc.get("nodes", type=Map)["conv"]["params"].update({"filters": Text("many"), "kernel_size": 2**62}),
    lambda doc: doc.get("training", type=Map).update({"epochs": Map({"a": 1}), "optimizer": [[[]]]}),
    lambda doc: doc.get("data", type=Map).update({"targets": {"a": 1}, "split": [0.1]}),
    lambda doc: doc.get("layout", type=Map).update({"conv": "left", "image": {"x": "1"}}),
    lambda doc: doc.get("notes", type=Map).update({"<b>": {"text": 1}, "n": 5}),
    lambda doc: doc.get("meta", type=Map).update({"name": ["x"], "extra": 1}),
]


@pytest.mark.parametrize("forge", FORGED)
def test_a_forged_update_leaves_a_document_that_reads_and_plans(forge):
    doc = yjs.write(START, takes_many)
    with doc.transaction():
        forge(doc)
    document = yjs.read(copy_of(doc))
    assert plan(document, catalog()).document == document


def test_roots_of_another_type_are_empty():
    doc = Doc()
    doc.get("nodes", type=Text).insert(0, "hello")
    assert yjs.read(copy_of(doc)).nodes == {}


def test_maps_nested_deeply_end_in_nothing():
    doc = yjs.write(START, takes_many)
    inner = Map({})
    for _ in range(40):
        inner = Map({"m": inner})
    doc.get("nodes", type=Map)["conv"]["params"]["filters"] = inner
    assert yjs.read(doc).nodes["conv"].params["filters"] is not None
