"""Prepared samples on the disk: the same a second time, bounded, whole or not at all, and never needed."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data import builtin
from engine.data.schema import Schema
from engine.document.model import Data, Document, Node, Split
from engine.runtime.data import kept, prepare
from engine.runtime.data.part import Samples
from engine.runtime.data.prepare import Prepared

Upload = Callable[..., Schema]
_ROWS = "\n".join(f"{n * 0.37},{['Rome', 'Oslo', ''][n % 3]},{['no', 'yes'][n % 2]}" for n in range(100))
_TABLE = f"age,town,label\n{_ROWS}".encode()
_SETS = ["iris", "digits", "sine_waves"]


@pytest.fixture(autouse=True)
def everything_is_worth_it(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    monkeypatch.setattr(kept, "WORTH_SECONDS", -1.0)


def _document(source: str, target: str, **split: Any) -> Document:
    told = {"target": target, "loss": {"kind": "SparseCategoricalCrossentropy", "params": {}}}
    again = {"target": {"input": "input"}, "loss": {"kind": "MeanSquaredError", "params": {}}}
    return Document(
        data=Data(source=source, targets=(target,), split=Split(**split)),
        nodes={
            "input": Node(kind="Input"),
            "output": Node(kind="Output", params=told),
            "again": Node(kind="Output", params=again),
        },
    )


def _prepared(schema: Schema, document: Document) -> Prepared:
    """Prepare and wait until that is kept."""
    made = prepare.prepare(schema, document)
    kept._writing.submit(int).result()
    return made


def _folders(home: Path) -> set[str]:
    return {path.name for path in (home / "datasets").glob("*/prepared/*")}


def _same(one: Samples, other: Samples) -> None:
    np.testing.assert_array_equal(one.rows, other.rows)
    places = np.arange(len(one.rows))
    for mine, others in zip(one.take(places), other.take(places), strict=True):
        assert mine.keys() == others.keys()
        for node in mine:
            assert mine[node].dtype == others[node].dtype
            np.testing.assert_array_equal(mine[node], others[node])


def _no_second_time(*_: object) -> None:
    raise AssertionError("It was prepared again.")


@pytest.mark.parametrize("at_once", [None, "1"], ids=["whole", "streamed"])
@pytest.mark.parametrize("name", _SETS)
def test_a_second_start_finds_the_very_same(
    name: str, at_once: str | None, monkeypatch: pytest.MonkeyPatch, data_home: Path
) -> None:
    if at_once:
        monkeypatch.setenv("LAYERLOOM_DATA_IN_MEMORY", at_once)
    schema, document = builtin.schema(name), _document(name, builtin.BUILTIN[name].target)
    first = _prepared(schema, document)
    assert len(_folders(data_home)) == 1
    monkeypatch.setattr(prepare, "learn", _no_second_time)
    second = prepare.prepare(schema, document)
    assert second.preparation == first.preparation
    for part in ("train", "validation", "test"):
        _same(getattr(first, part), getattr(second, part))
        assert type(getattr(first, part)) is type(getattr(second, part))
    if not at_once:
        assert second.train.y["again"] is second.train.x["input"]  # type: ignore[union-attr]


def test_what_says_nothing_of_the_samples_shares_them(
    upload: Upload, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, document = upload(_TABLE), _document("mine", "label")
    _prepared(schema, document)
    monkeypatch.setattr(prepare, "learn", _no_second_time)
    other = replace(document, training=replace(document.training, epochs=3), name="Another")
    prepare.prepare(replace(schema, title="other"), other)


def test_every_fold_and_every_file_has_its_own(upload: Upload, data_home: Path) -> None:
    for fold in range(3):
        _prepared(upload(_TABLE), _document("mine", "label", folds=3, fold=fold))
    assert len(_folders(data_home)) == 3
    first = _prepared(upload(_TABLE), _document("mine", "label"))
    second = _prepared(upload(_TABLE.replace(b"0.37", b"9.99")), _document("mine", "label"))
    assert len(_folders(data_home)) == 5
    assert first.preparation != second.preparation


def test_damage_is_prepared_over(upload: Upload, data_home: Path) -> None:
    schema, document = upload(_TABLE), _document("mine", "label")
    first = _prepared(schema, document)
    for path in (data_home / "datasets").glob("*/prepared/*/*"):
        path.write_bytes(path.read_bytes()[:-3])
        _same(prepare.prepare(schema, document).train, first.train)


def test_a_full_disk_stops_nobody(upload: Upload, data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    schema, document = upload(_TABLE), _document("mine", "label")
    with monkeypatch.context() as patched:
        patched.setattr(kept, "write_json", full)
        first = _prepared(schema, document)
    assert _folders(data_home) == set()
    _same(_prepared(schema, document).train, first.train)
    assert len(_folders(data_home)) == 1


def test_what_died_in_the_middle_is_no_set_and_goes(upload: Upload, data_home: Path) -> None:
    schema, document = upload(_TABLE), _document("mine", "label")
    half = data_home / "datasets" / "mine" / "prepared" / "unfinished-1"
    half.mkdir(parents=True)
    (half / "0.npy").write_bytes(b"\x93NUMPY")
    _prepared(schema, document)
    assert not half.exists()
    assert len(_folders(data_home)) == 1


def test_what_nobody_wanted_for_longest_makes_room(
    upload: Upload, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = upload(_TABLE)
    folds = [_document("mine", "label", folds=5, fold=fold) for fold in range(5)]
    places = []
    for document in folds[:3]:
        before = _folders(data_home)
        _prepared(schema, document)
        places += sorted(_folders(data_home) - before)
    taken = {path.name: sum(file.stat().st_size for file in path.iterdir()) for path in _paths(data_home)}
    monkeypatch.setattr(kept, "_most", lambda: sum(taken.values()) + 100)
    prepare.prepare(schema, folds[0])
    _prepared(schema, folds[3])
    left = _folders(data_home)
    assert len(left) == 3
    assert places[1] not in left
    assert {places[0], places[2]} <= left
    monkeypatch.setattr(kept, "_most", lambda: 10)
    _prepared(schema, folds[4])
    assert _folders(data_home) == left


def _paths(home: Path) -> list[Path]:
    return list((home / "datasets").glob("*/prepared/*"))


def test_a_deleted_data_set_is_not_brought_back(upload: Upload, data_home: Path) -> None:
    schema, document = upload(_TABLE), _document("mine", "label")
    made = prepare._made(learnt := prepare.learn(schema, document), prepare._Reader(document, learnt))
    shutil.rmtree(data_home / "datasets" / "mine")
    assert kept.keep(kept.place(schema, "asked"), made).result() is False
    assert not (data_home / "datasets" / "mine").exists()


def test_what_was_read_in_another_way_since_is_not_kept_as_what_it_was(
    upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes], data_home: Path
) -> None:
    files = packed({f"{name}/{n}.png": picture(seed=n) for name in "ab" for n in range(10)})
    first = upload(files, size=[16, 16])
    document = _document("mine", "class")
    upload(files, size=[8, 8])
    _prepared(first, document)
    assert _folders(data_home) == set()
    upload(files, size=[16, 16])
    right = _prepared(first, document)
    assert len(_folders(data_home)) == 1
    _same(right.train, prepare.prepare(first, document).train)
