"""Samples that the app makes of others: pairs and turned pictures, made within each part; programs make the same."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply
from engine.data.made import TURNS, WAYS
from engine.data.schema import Schema
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Data, Document, Made, MadeWay, Split
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runs.folder import RESULTS, folder_of, read_json
from engine.runtime.check import check
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.made.pairs import paired
from engine.runtime.data.made.turned import quarters
from engine.runtime.data.prepare import prepare
from engine.runtime.data.split import split_rows
from engine.runtime.export.job import export_run
from engine.runtime.predict import Predictor
from engine.words import Refusal
from tests.losses.test_again import made

PAIRS = Made(way="pairs")
DRAWN: tuple[MadeWay, ...] = ("pairs", "turned")


def on(name: str, made: Made = PAIRS, **split: object) -> tuple[Schema, Document]:
    """A data set, and the network that is proposed for what is made of it."""
    schema = builtin.schema(name)
    data = Data(source=name, targets=(schema.target or "",), made=made, split=Split(**split))  # type: ignore[arg-type]
    return schema, propose(apply(schema, data), data)


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(1, 3), st.integers(0, 5))
def test_half_of_the_pairs_are_the_same(labels: list[int], each: int, seed: int) -> None:
    classes = np.asarray(labels, dtype=int)
    rows = np.random.default_rng(seed).permutation(len(classes))[: len(classes) * 3 // 4]
    first, second, same = paired(rows, classes, each, (seed, 0))
    assert set(first) | set(second) <= set(rows)
    assert ((classes[first] == classes[second]) == same).all()
    assert (first != second).all()
    assert same.sum() * 2 == len(same)
    kinds, counts = np.unique(classes[rows], return_counts=True)
    able = {kind for kind, count in zip(kinds, counts, strict=True) if count > 1 and len(kinds) > 1}
    begun = np.bincount(first, minlength=len(classes) + 1)
    assert all(begun[row] == (2 * each if classes[row] in able else 0) for row in rows)


@pytest.mark.parametrize("way", DRAWN)
@pytest.mark.parametrize(
    "split", [Split(), Split(folds=3, fold=1), Split(by="group", column="pixel"), Split(validation=0.3, test=0, seed=5)]
)
def test_nothing_is_made_of_rows_of_two_parts(way: MadeWay, split: Split) -> None:
    schema, document = on("digits", Made(way=way, each=2))
    if split.by == "group":
        schema = builtin.schema("wine")
        split = replace(split, column="magnesium")
        if WAYS[way].lacks(apply(schema, Data(targets=(schema.target or "",)))):
            return
    data = Data(source=schema.id, targets=(schema.target or "",), made=Made(way=way, each=2), split=split)
    document = replace(document, data=data)
    used = apply(schema, data)
    raw = columns(used)
    parts, rows = split_rows(used, document, raw), split_rows(used.rows, document, columns(used.rows))
    for made_of, divided in zip(vars(parts).values(), vars(rows).values(), strict=True):
        for feature in used.inputs():
            drawn: Any = raw[feature.name]
            assert set(drawn.rows[made_of]) <= set(divided)
        counts = np.unique(raw[used.targets()[0].name][made_of], return_counts=True)[1]
        assert len(set(counts)) <= 1


def test_pictures_are_turned_in_all_four_ways() -> None:
    schema, document = on("digits", Made(way="turned"))
    used = apply(schema, document.data)
    raw, whole = columns(used), columns(used.rows)
    drawn: Any = raw["image"]
    for place in (0, 1, 2, 3, 7):
        row = drawn.rows[place]
        assert raw["turned"][place] == TURNS[place % 4]
        np.testing.assert_array_equal(drawn[place], np.rot90(whole["image"][row], place % 4))
    np.testing.assert_array_equal(drawn[np.arange(8)], np.stack([drawn[place] for place in range(8)]))


def test_quarters_turn_against_the_clock() -> None:
    picture = np.asarray([[1, 2], [3, 4]])[np.newaxis, ..., np.newaxis]
    assert quarters(picture, np.asarray([1]))[0, ..., 0].tolist() == [[2, 4], [1, 3]]


CASES = [("iris", Made(way="pairs")), ("digits", Made(way="pairs", each=2, compared="weighed"))]
CASES += [("digits", Made(way="turned"))]


@pytest.mark.parametrize(("name", "how"), CASES)
def test_the_proposed_network_has_no_fault_and_the_program_learns_from_the_same(
    name: str, how: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, document = on(name, how)
    assert from_json(to_json(document)) == document
    assert check(plan(document, catalog(), schema))["findings"] == []
    prepared = prepare(schema, document)
    write_npz(apply(schema, document.data), tmp_path / "data.npz")
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {"__name__": "imported"}
    exec(compile(program(plan(document, catalog(), schema)).text, "program.py", "exec"), variables)
    for part in ("training", "validation", "test"):
        x, y = variables["samples"](variables[part])
        own = getattr(prepared, "train" if part == "training" else part)
        for found, expected in ((x, own.x), (y, own.y)):
            assert found.keys() == expected.keys()
            for key, values in found.items():
                np.testing.assert_allclose(values, expected[key], atol=1e-5)


def test_what_the_two_of_a_pair_are_scaled_by_is_the_same() -> None:
    schema, document = on("iris")
    fields = prepare(schema, document).preparation.fields
    first, second = fields["petal width (cm) (A)"], fields["petal width (cm) (B)"]
    assert replace(first, name="", key="") == replace(second, name="", key="")


@pytest.mark.parametrize("way", DRAWN)
def test_where_nothing_can_be_made_a_note_says_why_and_the_rows_stay(way: MadeWay) -> None:
    schema = builtin.schema("diabetes")
    used = apply(schema, Data(source=schema.id, targets=("progression",), made=Made(way=way)))
    assert used.made is None
    assert len(used.notes) == len(schema.notes) + 1


def test_pairs_of_too_few_samples_are_refused_in_a_sentence() -> None:
    schema, document = on("iris", validation=0.02, test=0.0)
    with pytest.raises(Refusal, match="two samples of a class, and another class"):
        prepare(schema, document)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        ({"way": "pairs", "each": 3, "compared": "weighed"}, Made(way="pairs", each=3, compared="weighed")),
        ({"way": "pairs", "each": 99999, "compared": "?"}, Made(way="pairs", each=20)),
        ({"way": "turned"}, Made(way="turned")),
        ({"way": "sung"}, None),
        ("pairs", None),
    ],
)
def test_what_is_made_is_read_as_far_as_it_is_known(value: Any, read: Made | None) -> None:
    document = from_json({"format": "layerloom", "version": 2, "data": {"source": "iris", "made": value}, "nodes": {}})
    assert document.data.made == read
    assert from_json(to_json(document)).data.made == read


@pytest.mark.slow
@pytest.mark.parametrize(("name", "how"), CASES)
def test_every_export_answers_as_the_app_does(name: str, how: Made, home: Path) -> None:
    _, document = on(name, how)
    run = made(document, 2)
    for form in ("savedmodel", "keras", "program", "project"):
        assert export_run({"run": run, "format": form}, lambda *_: None)["difference"] <= 1e-5


@pytest.mark.slow
def test_pairs_are_told_apart_far_better_than_by_chance(home: Path) -> None:
    _, document = on("digits")
    run = made(document, document.training.epochs)
    results = read_json(folder_of(run), RESULTS)
    assert results["outputs"]["same"]["score"] > 0.9
    assert results["outputs"]["same"]["baseline"] == 0.5
    picture = results["samples"][0]["inputs"]["image (A)"]
    answer: Any = Predictor().predict({"run": run, "inputs": {"image (A)": picture, "image (B)": picture}})
    assert answer["outputs"]["same"]["label"] == "same"
    assert answer["outputs"]["same"]["number"] == pytest.approx(1, abs=0.01)
