"""Samples relabelled and removed in the app: the journal, undo and redo, and what follows from it."""

import errno
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data import changes
from engine.data.apply import apply
from engine.data.changes import Entry, Journal
from engine.data.schema import Schema
from engine.data.schema_json import dump, read
from engine.document.model import Data, Document, Made
from engine.propose import propose
from engine.runtime.data import kept
from engine.runtime.data.changed import KEPT, changed, places
from engine.runtime.data.changing import browse, change
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.prepare import prepare
from engine.runtime.data.split import split_rows
from engine.words import Refusal

Upload = Callable[..., Schema]
ROWS = 6
NAMES = ("", "a", "b", "c")

ranges = st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=3).map(
    lambda rows: tuple((row, row + 1) for row in rows)
)
entries = st.one_of(
    st.builds(Entry, do=st.just("label"), rows=ranges, column=st.just("class"), value=st.sampled_from(NAMES)),
    st.builds(Entry, do=st.just("remove"), rows=ranges),
    st.sampled_from([Entry(do="undo"), Entry(do="redo")]),
)


def _table(count: int = 40) -> bytes:
    lines = [f"{number},{number % 7},{('yes', 'no')[number % 2]}" for number in range(count)]
    return "\n".join(["x,z,class", *lines]).encode()


def _do(folder: Path, *asked: dict[str, Any]) -> dict[str, Any]:
    return dict(change({"folder": str(folder), "entries": list(asked)}, lambda share, sentence: None))


def _label(value: str, *rows: int, column: str = "class") -> dict[str, Any]:
    return {"do": "label", "column": column, "value": value, "rows": [[row, row + 1] for row in rows]}


def _remove(*rows: int) -> dict[str, Any]:
    return {"do": "remove", "rows": [[row, row + 1] for row in rows]}


def test_the_same_samples_said_very_often_take_no_more_room() -> None:
    entry = Entry(do="remove", rows=((0, 1_000_000),) * 2000)
    tracemalloc.start()
    try:
        assert len(places(entry, 1_000_000)) == 1_000_000
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.fixture
def folder(data_home: Path) -> Path:
    return data_home / "datasets" / "mine"


@given(st.lists(entries, max_size=30))
def test_any_sequence_is_what_is_computed_from_scratch(sequence: list[Entry]) -> None:
    upload = {"class": np.asarray(["a", "b", "a", "", "b", "a"], dtype=object)}
    # Each state is kept whole: the plain meaning of undo and redo.
    states, at = [(list(upload["class"]), [True] * ROWS)], 0
    for entry in sequence:
        if entry.do == "undo":
            at = max(0, at - 1)
            continue
        if entry.do == "redo":
            at = min(len(states) - 1, at + 1)
            continue
        labels, kept = (list(each) for each in states[at])
        for start, _stop in entry.rows:
            if entry.do == "label":
                labels[start] = entry.value
            else:
                kept[start] = False
        del states[at + 1 :]
        states.append((labels, kept))
        at += 1
    journal = Journal(rows=ROWS, entries=tuple(sequence))
    found = changed(upload, journal)
    assert found["class"].tolist() == states[at][0]
    assert found.get(KEPT, np.ones(ROWS, dtype=bool)).tolist() == states[at][1]
    assert (len(journal.done), len(journal.undone)) == (at, len(states) - 1 - at)
    back = replace(journal, entries=(*journal.entries, *[Entry(do="undo")] * (at + 1)))
    assert changed(upload, back)["class"] is upload["class"]
    assert KEPT not in changed(upload, back)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(entries, min_size=1, max_size=8), torn=st.integers(1, 40))
def test_a_journal_is_read_as_it_was_written_and_a_torn_end_is_dropped(
    tmp_path: Path, written: list[Entry], torn: int
) -> None:
    path = tmp_path / changes.FILE
    path.unlink(missing_ok=True)
    for entry in written:
        changes.append(tmp_path, ROWS, [entry])
    assert changes.read(tmp_path) == Journal(rows=ROWS, entries=tuple(written))
    content = path.read_bytes()
    path.write_bytes(content[: max(0, len(content) - torn)])
    found = changes.read(tmp_path)
    assert found is None or found.entries == tuple(written)[: len(found.entries)]
    changes.append(tmp_path, ROWS, [Entry(do="undo")])
    again = changes.read(tmp_path)
    assert again is not None
    assert again.entries == (*(found.entries if found else ()), Entry(do="undo"))


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes.append(tmp_path, ROWS, [Entry(do="remove", rows=((0, 1),))])
    before = (tmp_path / changes.FILE).read_bytes()
    real = os.write

    def full(handle: int, content: bytes) -> int:
        if len(content) > 9:
            return real(handle, bytes(content)[:9])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="full"):
        changes.append(tmp_path, ROWS, [Entry(do="remove", rows=((1, 2),))])
    assert (tmp_path / changes.FILE).read_bytes() == before


def test_counts_classes_and_splits_follow(upload: Upload, folder: Path) -> None:
    before = upload(_table())
    raw = (folder / "raw").read_bytes()
    told = _do(folder, _label("maybe", 0, 1, 2), _remove(*range(30, 40)))
    schema = read(folder / "schema.json")
    target = schema.feature("class")
    assert target is not None
    assert (schema.samples, target.classes, target.counts) == (30, ("maybe", "no", "yes"), (3, 14, 13))
    assert told["columns"][0]["classes"] == [["maybe", 3], ["no", 14], ["yes", 13]]
    assert (told["undo"], told["redo"]) == (2, 0)
    assert schema.fingerprint != before.fingerprint
    assert (folder / "raw").read_bytes() == raw
    used = apply(schema, Data(source="mine", targets=("class",)))
    parts = split_rows(used, Document(data=Data(source="mine", targets=("class",))), columns(used))
    assert sorted(np.concatenate(list(vars(parts).values()))) == list(range(30))
    assert len(schema.preview) == len(before.preview[:30])
    assert schema.preview[0]["class"] == "maybe"


def test_undone_to_the_start_it_is_the_upload(upload: Upload, folder: Path) -> None:
    before = dump(upload(_table()))
    _do(folder, _label("maybe", 0), _remove(3), _label("", 5))
    told = _do(folder, {"do": "undo"}, {"do": "undo"}, {"do": "undo"}, {"do": "undo"})
    assert (told["undo"], told["redo"]) == (0, 3)
    after = dump(read(folder / "schema.json"))
    assert after.pop("changes") == 7
    assert after == before
    assert _do(folder, {"do": "redo"})["columns"][0]["classes"] == [["maybe", 1], ["no", 20], ["yes", 19]]


def test_what_was_trained_on_is_found_again(upload: Upload, folder: Path) -> None:
    first = upload(_table())
    _do(folder, _label("maybe", 0, 1), _remove(2))
    second = read(folder / "schema.json")
    _do(folder, _label("never", 0), _remove(7))
    assert KEPT not in columns(first)
    assert columns(first)["class"][:2].tolist() == ["yes", "no"]
    assert columns(second)["class"][:2].tolist() == ["maybe", "maybe"]
    assert np.flatnonzero(~columns(second)[KEPT]).tolist() == [2]
    third = read(folder / "schema.json")
    assert columns(third)["class"][:2].tolist() == ["never", "maybe"]
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3


def test_a_program_gets_only_samples_that_are_kept(upload: Upload, folder: Path, tmp_path: Path) -> None:
    upload(_table())
    _do(folder, _remove(0, 1), _label("maybe", 2))
    schema = apply(read(folder / "schema.json"), Data(source="mine", targets=("class",)))
    write_npz(schema, tmp_path / "data.npz")
    with np.load(tmp_path / "data.npz") as arrays:
        assert set(arrays.files) == {"z", "class"}
        assert arrays["z"].tolist() == [number % 7 for number in range(2, 40)]
        assert arrays["class"][0] == "maybe"


def test_numbers_that_are_classes_can_be_changed(upload: Upload, folder: Path) -> None:
    upload("\n".join(["x,y", *(f"{number},{number % 2}" for number in range(30))]).encode())
    _do(folder, _label("1", 0, column="y"))
    schema = read(folder / "schema.json")
    assert columns(apply(schema, Data()))["y"][:2].tolist() == ["1", "1"]
    _do(folder, _label("none", 3, column="y"))
    target = read(folder / "schema.json").feature("y")
    assert target is not None
    assert (target.type, target.classes) == ("category", ("0", "1", "none"))


def test_samples_are_found_by_class_text_and_number(upload: Upload, folder: Path) -> None:
    upload(_table())
    _do(folder, _label("", 4, 6), _label("Maybe", 8), _remove(1))

    def found(**asked: Any) -> list[int]:
        told: Any = browse({"folder": str(folder), "column": "class", "count": 100, **asked}, lambda *_: None)
        return [sample["row"] for sample in told["shown"]]

    assert found(**{"class": ""}) == [4, 6]
    assert found(**{"class": "Maybe"}) == [8]
    assert found(text="mayb") == [8]
    assert found(rows=[0, 1, 2, 99, -1]) == [0, 2]
    assert len(found()) == 39
    assert found(start=37) == [38, 39]


@pytest.mark.parametrize(
    "entry",
    [
        {"do": "label", "column": "class", "value": "a\x00", "rows": [[0, 1]]},
        {"do": "label", "column": "class", "value": "a" * 101, "rows": [[0, 1]]},
        {"do": "label", "column": "unknown", "value": "a", "rows": [[0, 1]]},
        {"do": "remove", "rows": [[0, 41]]},
        {"do": "remove", "rows": [[1, 1]]},
        {"do": "remove", "rows": [[-1, 1]]},
        {"do": "remove", "rows": []},
        {"do": "remove"},
        {"do": "add", "rows": [[0, 1]]},
        {"do": "exec"},
        [],
    ],
)
def test_what_cannot_be_is_refused_whole(upload: Upload, folder: Path, entry: Any) -> None:
    upload(_table())
    with pytest.raises(Refusal):
        _do(folder, _remove(0), entry)
    assert not (folder / changes.FILE).exists()


def test_a_table_read_in_another_way_puts_changes_aside(upload: Upload, folder: Path) -> None:
    upload(_table())
    _do(folder, _remove(0))
    schema = upload(_table(), read={"header": False})
    assert schema.samples == 41
    assert any("put aside" in note for note in schema.notes)
    assert (folder / "changes-1.jsonl").exists()
    assert _do(folder, _remove(0))["samples"] == 40


def test_pairs_leave_out_what_was_removed(upload: Upload, folder: Path) -> None:
    upload(_table(80))
    _do(folder, _remove(0, 1, 2), _label("", 3), _label("maybe", 4, 5))
    data = Data(source="mine", targets=("class",), made=Made(way="pairs"))
    used = apply(read(folder / "schema.json"), data)
    assert used.made is not None
    assert len(columns(used)[used.targets()[0].name]) > 20


def test_samples_prepared_before_are_not_taken_after_a_change(
    upload: Upload, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "WORTH_SECONDS", -1)
    data = Data(source="mine", targets=("class",))
    document = propose(apply(upload(_table(60)), data), data)
    prepare(read(folder / "schema.json"), document)
    _do(folder, _remove(*range(20)))
    prepared = prepare(read(folder / "schema.json"), document)
    rows = np.concatenate([part.rows for part in (prepared.train, prepared.validation, prepared.test)])
    assert sorted(rows.tolist()) == list(range(20, 60))


def test_labels_stay_labels_when_samples_go(
    upload: Upload, folder: Path, packed: Callable[..., bytes], picture: Callable[..., bytes]
) -> None:
    upload(_gathered(packed, picture), read={"together": True})
    _do(folder, _remove(0))
    target = read(folder / "schema.json").feature("class")
    assert target is not None
    assert (target.type, target.classes, target.counts) == ("labels", ("cats", "dogs"), (5, 5))
    _do(folder, _remove(1, 2, 3))
    target = read(folder / "schema.json").feature("class")
    assert target is not None
    assert (target.type, target.classes, target.counts) == ("category", ("cats", "dogs"), (2, 2))


def test_a_column_of_whole_cells_stays_one(upload: Upload, folder: Path) -> None:
    cells = ["a;b", "b", "a;c", "c;b", "b", "c", "a", "a;b;c"]
    upload("\n".join(["x,kind", *(f"{n % 9},{cells[n % 4]}" for n in range(40))]).encode())
    assert read(folder / "schema.json").feature("kind").type == "category"  # type: ignore[union-attr]
    _do(folder, *(_label(cell, place, column="kind") for place, cell in enumerate(cells)))
    target = read(folder / "schema.json").feature("kind")
    assert target is not None
    assert (target.type, set(target.classes)) == ("category", set(cells))


def test_pictures_that_are_gathered_put_changes_aside(
    upload: Upload, folder: Path, packed: Callable[..., bytes], picture: Callable[..., bytes]
) -> None:
    content = _gathered(packed, picture)
    upload(content, read={"together": True})
    _do(folder, _remove(0))
    schema = upload(content, read={"together": False})
    assert schema.samples == 12
    assert (folder / "changes-1.jsonl").exists()
    _do(folder, _remove(11))
    assert upload(content, size=[20, 20], read={"together": False}).samples == 11


def _gathered(packed: Callable[..., bytes], picture: Callable[..., bytes]) -> bytes:
    """Return pictures in two folders: four of them in both, two in each alone."""
    both = {f"{name}/{seed}.png": picture(seed=seed) for name in ("cats", "dogs") for seed in range(4)}
    alone = {f"{name}/{n}.png": picture(seed=n) for n, name in enumerate(("cats", "cats", "dogs", "dogs"), start=10)}
    return packed(both | alone)
