"""Reading documents: what opens always opens, what is none is refused in one sentence."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document.dump import digest, dump, to_json
from engine.document.load import DocumentError, from_json, load
from engine.document.model import VERSION, Reference, reference

HEAD = {"format": "layerloom", "version": 1}
ASSETS = Path(__file__).parent / "assets"

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
parts = st.sampled_from(
    [
        *("name", "weights", "data", "training", "blocks", "nodes", "layout", "notes", "frames", "split", "a"),
        *("kind", "params", "inputs", "block", "shares", "uses", "repeat", "disabled", "frozen", "expr", "help"),
    ]
)
shapes = st.recursive(values, lambda inner: st.dictionaries(parts, inner, max_size=6), max_leaves=20)


@given(st.dictionaries(parts, shapes))
def test_whatever_has_the_format_opens_and_comes_back_equal(content):
    document = from_json({**content, **HEAD})
    assert load(dump(document)) == document
    assert load(dump(document)).faults == ()


@pytest.mark.parametrize("path", sorted(ASSETS.glob("version*.json")), ids=lambda path: path.stem)
def test_files_of_every_past_version_open_without_a_fault(path):
    document = load(path.read_bytes())
    assert document.nodes
    assert document.faults == ()
    assert to_json(document)["version"] == VERSION


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not complete JSON"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not text"),
        (b"[1, 2]", "no Layerloom project"),
        (b'{"nodes": {}}', "no Layerloom project"),
        (b'{"format": "layerloom"}', "version"),
        (b'{"format": "layerloom", "version": "one"}', "version"),
        (b'{"format": "layerloom", "version": true}', "version"),
        (b'{"format": "layerloom", "version": 0}', "version"),
        (b'{"format": "layerloom", "version": 99}', "format version 99"),
        (b'{"format": "layerloom", "version": 1, "nodes": {"a": {"kind', "not complete JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b" " * 6_000_000, "6 MB"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(content, words):
    with pytest.raises(DocumentError) as refused:
        load(content)
    sentence = str(refused.value)
    assert words in sentence
    assert "\n" not in sentence


def test_a_file_cut_anywhere_is_refused():
    whole = (ASSETS / "version1.json").read_bytes().strip()
    for end in random.Random(0).sample(range(len(whole)), 60):
        with pytest.raises(DocumentError):
            load(whole[:end])


def test_both_nodes_of_a_duplicate_id_are_kept():
    document = load('{"format": "layerloom", "version": 1, "nodes": {"a": {"kind": "Dense"}, "a": {"kind": "Add"}}}')
    assert {key: node.kind for key, node in document.nodes.items()} == {"a": "Dense", "a_2": "Add"}
    assert [fault.code for fault in document.faults] == ["duplicate-id"]


def test_ten_thousand_nodes_open():
    nodes = {f"n{number}": {"kind": "Dense", "inputs": {"inputs": [f"n{number - 1}"]}} for number in range(10_000)}
    document = load(json.dumps({**HEAD, "nodes": nodes}))
    assert len(document.nodes) == 10_000


def test_a_name_with_markup_is_only_text():
    document = from_json({**HEAD, "name": '<b onload="x">\'"'})
    assert document.name == '<b onload="x">\'"'


def test_whole_floats_are_integers_and_what_json_cannot_say_is_nothing():
    params = {"a": 32.0, "b": 0.5, "c": float("nan"), "d": [float("inf"), 1.0], "e": b"raw"}
    document = from_json({**HEAD, "nodes": {"n": {"kind": "X", "params": params}}})
    assert document.nodes["n"].params == {"a": 32, "b": 0.5, "c": None, "d": [None, 1], "e": None}
    assert isinstance(document.nodes["n"].params["a"], int)


def test_the_digest_is_of_the_meaning_alone():
    content = json.loads((ASSETS / "version1.json").read_text("utf-8"))
    before = digest(from_json(content))
    seen = {**content, "name": "other", "layout": {"conv": {"x": 5, "y": 5}}, "notes": {"n": {"text": "hm"}}}
    assert digest(from_json(seen)) == before
    renamed = {**content["nodes"], "conv": {**content["nodes"]["conv"], "name": "eyes"}}
    assert digest(from_json({**content, "nodes": renamed})) == before
    reversed_order = dict(reversed(content["nodes"].items()))
    assert digest(from_json({**content, "nodes": reversed_order})) == before
    other = {**content["nodes"], "conv": {**content["nodes"]["conv"], "params": {"filters": 8}}}
    assert digest(from_json({**content, "nodes": other})) != before
    assert digest(from_json({**content, "training": {"epochs": 3}})) != before
    assert digest(from_json({**content, "frames": {"f": {"text": "Encoder"}}})) == before
    assert digest(from_json({**content, "weights": "w1"})) != before


def test_the_digest_is_of_what_a_block_means_too():
    content = {**HEAD, "blocks": {"b": {"name": "B", "help": "h", "params": {"n": {"default": 1, "help": "h"}}}}}
    before = digest(from_json(content))
    said = {"b": {"name": "C", "help": "", "params": {"n": {"default": 1, "help": ""}}}}
    assert digest(from_json({**content, "blocks": said})) == before
    assert digest(from_json({**content, "blocks": {"b": {"params": {"n": {"default": 2}}}}})) != before
    fields = {"block": "b", "shares": "x", "uses": "b", "repeat": 2, "disabled": True, "frozen": True}
    plain = {**content, "nodes": {"d": {"kind": "Dense"}}}
    for field, value in fields.items():
        changed = {**content, "nodes": {"d": {"kind": "Dense", field: value}}}
        assert digest(from_json(changed)) != digest(from_json(plain))


@given(st.text(max_size=12))
@settings(max_examples=300)
def test_a_reference_is_read_as_it_is_written(text):
    read = reference(text)
    assert read is None or reference(str(read)) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *(("conv", Reference("conv")), ("conv:0", Reference("conv")), ("lstm:2", Reference("lstm", 2))),
        *(("", None), ("9a", None), ("a:", None), ("a:x", None), ("a:-1", None), ("a:1:2", None), ("a b", None)),
        *(("a" * 65, None), ("a:1000", None), ("a:²", None)),
    ],
)
def test_references(text, read):
    assert reference(text) == read
