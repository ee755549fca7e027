"""The blocks that visitors keep: each sees and forgets only their own, and what is kept is a block and nothing else."""

import json
from typing import Any

import pytest

from builder.store import library
from engine.document.load import from_json

BLOCK = {
    "format": "layerloom",
    "version": 2,
    "name": "Mine",
    "data": {"source": "titanic", "targets": ["survived"]},
    "blocks": {"twice": {"name": "Twice", "help": "Two of them.", "params": {"units": {"default": 4, "help": ""}}}},
    "nodes": {
        "x": {"kind": "BlockInput", "block": "twice", "params": {"number": 0}},
        "dense": {
            "kind": "Dense",
            "block": "twice",
            "params": {"units": {"expr": "units"}},
            "inputs": {"inputs": ["x"]},
        },
        "y": {"kind": "BlockOutput", "block": "twice", "params": {"number": 0}, "inputs": {"inputs": ["dense"]}},
        "outside": {"kind": "Dense", "params": {"units": 9}},
    },
}


def _keep(visitor: Any, document: Any = BLOCK, block: Any = "twice") -> Any:
    return visitor.ask("POST", "/api/library", content=json.dumps({"block": block, "document": document}))


def _listed(visitor: Any) -> Any:
    return visitor.ask("GET", "/api/library").json()["blocks"]


def test_a_block_is_kept_without_the_network_around_it(ann: Any) -> None:
    assert _keep(ann).status_code == 201
    [kept] = _listed(ann)
    assert (kept["name"], kept["block"]) == ("Twice", "twice")
    document = from_json(kept["document"])
    assert set(document.nodes) == {"x", "dense", "y"}
    assert document.data.source is None
    assert document.nodes["dense"].params == {"units": {"expr": "units"}}


def test_each_person_has_their_own(ann: Any, bob: Any) -> None:
    kept = _keep(ann).json()["id"]
    assert _listed(bob) == []
    unknown, theirs = (bob.ask("DELETE", f"/api/library/{key}") for key in ("a" * 26, kept))
    assert unknown.status_code == theirs.status_code == 404
    assert unknown.content == theirs.content
    assert len(_listed(ann)) == 1
    assert ann.ask("DELETE", f"/api/library/{kept}").status_code == 204
    assert _listed(ann) == []


def test_a_block_of_the_same_name_gives_way(ann: Any) -> None:
    _keep(ann)
    _keep(ann, {**BLOCK, "nodes": {}})
    [kept] = _listed(ann)
    assert kept["document"]["nodes"] == {}


@pytest.mark.parametrize(
    ("document", "block"),
    [(BLOCK, "gone"), (BLOCK, None), ({}, "twice"), (None, "twice"), ({**BLOCK, "version": 99}, "twice"), ([], [])],
)
def test_what_is_no_block_is_refused_in_words(document: Any, block: Any, ann: Any) -> None:
    answer = _keep(ann, document, block)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")
    assert _listed(ann) == []


@pytest.mark.parametrize("content", [b"", b"[", b"[" * 100_000, b"\xff", b"{}"])
def test_what_is_no_json_is_refused_in_words(content: bytes, ann: Any) -> None:
    assert ann.ask("POST", "/api/library", content=content).status_code == 400


def test_limits(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"n{number}": {"kind": "Dense", "block": "twice"} for number in range(501)}
    assert "500 layers" in _keep(ann, {**BLOCK, "nodes": many}).json()["sentence"]
    assert ann.ask("POST", "/api/library", content=b" " * 400_001).status_code == 413
    monkeypatch.setattr(library, "MOST", 1)
    _keep(ann)
    other = {**BLOCK, "blocks": {"twice": {"name": "Other"}}}
    assert "all that can be kept" in _keep(ann, other).json()["sentence"]


def test_the_ready_made_blocks_are_there_for_everybody(ann: Any) -> None:
    blocks = ann.ask("GET", "/blocks.json").json()["blocks"]
    assert len(blocks) >= 12
    for block in blocks:
        assert block["block"] in from_json(block["document"]).blocks
        assert block["name"]
        assert block["sentence"].endswith(".")
