"""Advice in large networks has fixes too, for a bounded price, and every kind of advice comes to its turn."""

from collections import Counter

import pytest

from engine.catalog import catalog
from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION
from engine.plan import plan
from engine.runtime.check import Memory, check, mend
from engine.words import Json, JsonObject
from tests.bench.thousand import thousand


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Counter[bool]:
    """Return how many steps were examined for fixes of advice (true), and of problems (false)."""
    steps: Counter[bool] = Counter()
    examine = mend.examine

    def counted(*args: object, advised: bool) -> object:
        after = examine(*args, advised=advised)  # type: ignore[arg-type]
        steps[advised] += len(after.plan.steps)
        return after

    monkeypatch.setattr(mend, "examine", counted)
    return steps


def _fixed(document: JsonObject) -> dict[str, list[int]]:
    """Return how many fixes each advice of a rule has, by the rule."""
    findings = check(plan(from_json(document), catalog()), memory=Memory())["findings"]
    found: dict[str, list[int]] = {}
    for finding in findings:  # type: ignore[union-attr]
        if "rule" in finding:  # type: ignore[operator]
            found.setdefault(str(finding["rule"]), []).append(len(finding["fixes"]))  # type: ignore[call-overload, arg-type, index]
    return found


def test_a_thousand_nodes_get_fixes_for_their_advice(tried: Counter[bool]) -> None:
    fixed = _fixed(thousand())
    assert len(fixed) > 1
    assert all(all(counts) for counts in fixed.values())
    assert 0 < tried[True] <= mend.MOST_ADVISED_STEPS


def test_every_kind_of_advice_has_a_fix_where_one_kind_is_found_often(
    tried: Counter[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes: dict[str, Json] = {"image": {"kind": "Input", "params": {"shape": [16]}}}
    last = "image"
    for number in range(8):
        nodes[f"frozen{number}"] = {
            "kind": "Dense",
            "params": {"units": 16, "activation": "relu"},
            "frozen": True,
            "inputs": {"inputs": [last]},
        }
        last = f"frozen{number}"
    nodes["dense"] = {"kind": "Dense", "params": {"units": 16}, "inputs": {"inputs": [last]}}
    nodes["norm"] = {"kind": "BatchNormalization", "inputs": {"inputs": ["dense"]}}
    nodes["act"] = {"kind": "Activation", "params": {"activation": "relu"}, "inputs": {"inputs": ["norm"]}}
    nodes["answer"] = {"kind": "Dense", "params": {"units": 3, "activation": "softmax"}, "inputs": {"inputs": ["act"]}}
    loss: Json = {"kind": "SparseCategoricalCrossentropy", "params": {}}
    nodes["out"] = {"kind": "Output", "params": {"loss": loss}, "inputs": {"inputs": ["answer"]}}
    monkeypatch.setattr(mend, "MOST_ADVISED_STEPS", 4 * (len(nodes) + 1))
    fixed = _fixed({"format": FORMAT, "version": VERSION, "nodes": nodes})
    assert len(fixed["frozen-random"]) == 8
    assert all(sum(counts) for counts in fixed.values())
    assert tried[True] <= mend.MOST_ADVISED_STEPS
