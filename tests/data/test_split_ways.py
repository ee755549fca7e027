"""Every way to split: each row once, no group in two parts, order in time, the same from the same seed."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.builtin import schema as built_in
from engine.data.parts import dividers, grouping, names_groups, part_of
from engine.data.schema import Feature
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import SPLITS, Data, Document, Split
from engine.plan.splitting import split_findings
from engine.runtime.data.split import Parts, divide

_SHARES = st.sampled_from([0.0, 0.1, 0.15, 0.3, 0.45])


def _part(parts: Parts, count: int) -> np.ndarray:
    found = np.full(count, -1)
    for number, rows in enumerate(vars(parts).values()):
        assert (found[rows] == -1).all()
        found[rows] = number
    return found


@st.composite
def _splits(draw: st.DrawFn) -> Split:
    folds = draw(st.sampled_from([0, 2, 3, 5]))
    return Split(
        validation=draw(_SHARES),
        test=draw(_SHARES),
        seed=draw(st.integers(0, 2**32 - 1)),
        folds=folds,
        fold=draw(st.integers(0, max(0, folds - 1))),
    )


@st.composite
def _columns(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    count, random = draw(st.integers(0, 120)), np.random.default_rng(draw(st.integers(0, 99)))
    classes = random.integers(0, draw(st.integers(1, 4)), count)
    groups = random.integers(0, draw(st.integers(1, 30)), count)
    named = np.array([f"p{group}" for group in groups], dtype=object)
    return classes, named, random.normal(size=count).round(1)


@given(_splits(), _columns(), st.sampled_from(SPLITS))
def test_every_row_once_and_again_the_same(split: Split, columns: tuple[np.ndarray, ...], by: str) -> None:
    split = replace(split, by=by)
    classes, groups, times = columns
    column = times if by == "time" else groups
    part = _part(divide(len(classes), split, classes, column), len(classes))
    assert np.array_equal(part, _part(divide(len(classes), split, classes, column), len(classes)))
    if not (by == "time" and split.folds):
        assert (part >= 0).all()


@given(_splits(), _columns())
def test_a_group_is_in_one_part(split: Split, columns: tuple[np.ndarray, ...]) -> None:
    classes, groups, _ = columns
    part = _part(divide(len(classes), replace(split, by="group"), classes, groups), len(classes))
    for group in np.unique(groups):
        assert len(np.unique(part[groups == group])) == 1


@given(_splits(), _columns())
def test_groups_meet_the_shares_within_the_largest_group(split: Split, columns: tuple[np.ndarray, ...]) -> None:
    _, groups, _ = columns
    split = replace(split, by="group")
    largest = np.unique(groups, return_counts=True)[1].max(initial=0)
    part = _part(divide(len(groups), split, None, groups), len(groups))
    for number, share in enumerate(split.shares):
        folds = split.folds - 1 if split.folds > 1 and number == 0 else 1
        assert abs((part == number).sum() - share * len(groups)) <= folds * largest + 1e-6


def test_groups_keep_the_balance_of_classes() -> None:
    random = np.random.default_rng(3)
    groups = random.integers(0, 80, 2000)
    classes = (random.random(2000) < np.where(groups % 4 == 0, 0.8, 0.05)).astype(int)
    split = Split(by="group", validation=0.2, test=0.2)
    parts = divide(2000, split, classes, groups.astype(str).astype(object))
    for rows in vars(parts).values():
        assert abs(classes[rows].mean() - classes.mean()) < 0.05


@given(_splits(), _columns())
def test_time_is_never_mixed(split: Split, columns: tuple[np.ndarray, ...]) -> None:
    times = columns[2]
    parts = divide(len(times), replace(split, by="time"), None, times)
    order = [times[rows] for rows in vars(parts).values() if len(rows)]
    assert all(earlier.max() <= later.min() for earlier, later in itertools.pairwise(order))
    assert abs(len(parts.test) - split.test * len(times)) <= 0.5


def test_dates_as_text_sort_and_gaps_come_first() -> None:
    days = np.array([f"2024-{month:02}-01" for month in range(12, 0, -1)] + [""], dtype=object)
    parts = divide(13, Split(by="time", validation=0.2, test=0.2), None, days)
    assert days[parts.test].tolist() == ["2024-10-01", "2024-11-01", "2024-12-01"]
    assert 12 in parts.training


@given(st.integers(10, 200), st.integers(2, 6), st.integers(1, 4), st.integers(0, 99))
def test_folds_validate_every_row_once_and_each_class_evenly(count: int, folds: int, classes: int, seed: int) -> None:
    which = np.random.default_rng(seed).integers(0, classes, count)
    each = [Split(folds=folds, fold=fold, test=0.1, seed=seed) for fold in range(folds)]
    parts = [divide(count, split, which) for split in each]
    assert all(np.array_equal(np.sort(part.test), np.sort(parts[0].test)) for part in parts)
    validated = np.concatenate([part.validation for part in parts])
    assert sorted([*validated, *parts[0].test]) == list(range(count))
    for number in range(classes):
        counts = [np.count_nonzero(which[part.validation] == number) for part in parts]
        assert max(counts) - min(counts) <= 1


def test_a_column_says_the_parts() -> None:
    cells = np.array(["train", "Dev", "TEST", "", "x", "hold-out"] * 10, dtype=object)
    parts = divide(60, Split(by="column", parts={"x": "validation"}), None, cells)
    assert set(cells[parts.training]) == {"train", ""}
    assert set(cells[parts.validation]) == {"Dev", "x"}
    assert set(cells[parts.test]) == {"TEST", "hold-out"}


def test_a_column_without_a_word_for_validation_gives_a_share_of_training() -> None:
    cells = np.array([0.0, 1.0, 1.0, 1.0, np.nan] * 20)
    parts = divide(100, Split(by="column", parts={"0": "test"}, validation=0.25), np.arange(100) % 2, cells)
    assert (cells[parts.test] == 0).all()
    assert [len(rows) for rows in vars(parts).values()] == [60, 20, 20]


@given(_splits(), st.sampled_from(SPLITS), st.none() | st.text(max_size=5))
@settings(max_examples=30)
def test_a_document_keeps_its_split(split: Split, by: str, column: str | None) -> None:
    split = replace(split, by=by, column=column, parts={"a": "test"}, fold=0 if not split.folds else split.fold)
    document = Document(data=Data(split=split))
    again = from_json(to_json(document))
    assert again.data.split == split
    assert not again.faults


def test_documents_of_before_mean_the_same() -> None:
    plain: dict = {"validation": 0.2, "test": 0.1, "seed": 4}
    read = from_json({"format": "layerloom", "version": 2, "data": {"split": plain}})
    assert read.data.split == Split(validation=0.2, test=0.1, seed=4)
    assert to_json(read)["data"]["split"] == plain  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    "wrong", [{"by": "luck"}, {"column": 3}, {"parts": {"a": "exam"}}, {"folds": "five"}, {"fold": 1.5}, {"by": None}]
)
def test_what_cannot_be_read_is_said(wrong: dict) -> None:
    read = from_json({"format": "layerloom", "version": 2, "data": {"split": wrong}})
    assert read.data.split == Split()
    assert len(read.faults) == 1


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (Split(folds=1), "from 2 to 20 folds"),
        (Split(folds=3, fold=3), "none has number 4"),
        (Split(by="group"), "is not in the data"),
        (Split(by="time", column="species"), "is to be answered"),
        (Split(by="column", column="petal length"), ""),
        (Split(by="group", column="petal length"), ""),
    ],
)
def test_a_split_that_cannot_be_done_is_a_finding(split: Split, words: str) -> None:
    schema = built_in("iris")
    schema = replace(
        schema,
        features=tuple(
            replace(f, role="target" if f.name == "species" else "feature", name="petal length" if n == 0 else f.name)
            for n, f in enumerate(schema.features)
        ),
    )
    found = [finding.sentence for finding in split_findings(split, schema)]
    assert bool(words) == bool([each for each in found if words and words in each])


@pytest.mark.parametrize(
    ("name", "yes"),
    [("patient", True), ("PatientId", True), ("slide_no", True), ("Speaker", True), ("user id", True),
     ("age", False), ("usage", False), ("impatient", False), ("outpatients", False)],
)  # fmt: skip
def test_names_that_suggest_groups(name: str, yes: bool) -> None:
    assert names_groups(name) == yes


def test_what_a_data_set_can_be_split_by() -> None:
    def column(name: str, distinct: int, *classes: str) -> Feature:
        return Feature(name=name, type="category", distinct=distinct, classes=classes, counts=(1,) * len(classes))

    columns = (column("patient", 30), column("split", 2, "train", "test"), column("y", 2, "a", "b"))
    schema = replace(built_in("iris"), features=columns, target="y", samples=100, preview=())
    assert grouping(schema) == "patient"
    assert dividers(schema, "group") == ("patient",)
    assert dividers(schema, "column") == ("split",)
    assert dividers(schema, "time") == ()
    assert grouping(replace(schema, samples=30)) is None
    assert part_of(" Valid ", Split()) == "validation"
