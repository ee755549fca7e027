"""Folds of one cross-validation are found among other runs, and measured together."""

import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document.dump import to_json
from engine.document.model import Data, Document, Node, Position, Split, Training
from engine.runs.folds import belong_together, fold_of, measured
from engine.words import JsonObject

NUMBERS = st.floats(-1e6, 1e6)


def _document(**split: Any) -> Document:
    return Document(name="x", nodes={"a": Node(kind="Input")}, data=Data(source="iris", split=Split(**split)))


def _json(document: Document) -> JsonObject:
    return to_json(document)


def test_a_run_says_which_fold_validates() -> None:
    assert fold_of(_json(_document())) is None
    assert fold_of(_json(_document(folds=5))) == (0, 5)
    assert fold_of(_json(_document(folds=5, fold=3))) == (3, 5)


def test_folds_differ_in_nothing_that_is_learnt_from() -> None:
    one, other = _document(folds=5), _document(folds=5, fold=2)
    assert belong_together(_json(one), _json(other))
    moved = Document(name="y", nodes=other.nodes, data=other.data, layout={"a": Position(x=5, y=5)})
    assert belong_together(_json(one), _json(moved))


@pytest.mark.parametrize(
    "other",
    [
        _document(folds=4, fold=2),
        _document(folds=5, fold=2, seed=1),
        Document(name="x", nodes={}, data=_document(folds=5, fold=2).data),
        Document(name="x", nodes=_document().nodes, data=_document(folds=5).data, training=Training(epochs=3)),
    ],
    ids=["folds", "seed", "nodes", "training"],
)
def test_others_are_no_folds_of_it(other: Document) -> None:
    assert not belong_together(_json(_document(folds=5)), _json(other))


@given(st.dictionaries(st.integers(0, 19), st.fixed_dictionaries({"loss": NUMBERS, "mae": NUMBERS | st.none()})))
def test_they_are_measured_together(values: dict[int, dict[str, float | None]]) -> None:
    found = measured(values.items())
    for name, one in found.items():
        there = {fold: each[name] for fold, each in values.items() if each[name] is not None}
        assert one.values == there
        assert one.mean == pytest.approx(statistics.fmean(there.values()), abs=1e-6)
        assert (one.spread is None) == (len(there) == 1)
    assert set(found) == {name for each in values.values() for name, value in each.items() if value is not None}
