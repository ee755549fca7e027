"""Pictures and sounds added to a data set that is there already."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.data import changes
from engine.data.schema import Schema
from engine.data.schema_json import dump, read
from engine.runtime.data.changed import KEPT
from engine.runtime.data.changing import change
from engine.runtime.data.columns import columns
from engine.runtime.data.growing import grow
from engine.words import Refusal

Upload = Callable[..., Schema]
Packed = Callable[..., bytes]


@pytest.fixture
def folder(data_home: Path) -> Path:
    return data_home / "datasets" / "mine"


def _grow(folder: Path, content: bytes) -> Schema:
    (folder / changes.MORE).write_bytes(content)
    grow({"folder": str(folder), "id": "mine", "title": "mine"}, lambda share, sentence: None)
    return read(folder / "schema.json")


def _do(folder: Path, *asked: dict[str, Any]) -> Schema:
    change({"folder": str(folder), "entries": list(asked)}, lambda share, sentence: None)
    return read(folder / "schema.json")


def test_pictures_come_last_and_older_runs_do_not_see_them(
    upload: Upload, packed: Packed, picture: Callable[..., bytes], folder: Path
) -> None:
    first = upload(packed({f"{name}/{number}.png": picture(seed=number) for name in "ab" for number in range(3)}))
    labelled = _do(folder, {"do": "label", "column": "class", "value": "c", "rows": [[0, 1]]})
    grown = _grow(folder, packed({"a/0.png": picture(seed=9), "d/1.png": picture(seed=8)}))
    target = grown.feature("class")
    assert target is not None
    assert (grown.samples, target.classes, target.counts) == (8, ("a", "b", "c", "d"), (3, 3, 1, 1))
    assert columns(grown)["class"].tolist() == ["c", "a", "a", "b", "b", "b", "a", "d"]
    for before in (first, labelled):
        kept = columns(before)
        assert kept["class"][kept[KEPT]].tolist()[1:] == ["a", "a", "b", "b", "b"]
    assert columns(first)["class"][0] == "a"
    assert _do(folder, {"do": "undo"}).samples == 6
    again = _do(folder, {"do": "undo"})
    assert again.fingerprint != first.fingerprint  # the file is another one
    assert again.feature("class") == first.feature("class")
    assert not list(folder.glob(".raw.*"))


def test_loose_pictures_grow_without_labels(
    upload: Upload, packed: Packed, picture: Callable[..., bytes], folder: Path
) -> None:
    upload(packed({f"{number}.png": picture(seed=number) for number in range(3)}))
    grown = _grow(folder, packed({"cats/0.png": picture(seed=5)}))
    target = grown.feature("class")
    assert target is not None
    assert (grown.samples, target.missing) == (4, 4)


def test_sounds_are_added(upload: Upload, packed: Packed, tone: Callable[..., bytes], folder: Path) -> None:
    upload(packed({f"{name}/{number}.wav": tone(seed=number) for name in ("x", "y") for number in range(3)}))
    grown = _grow(folder, packed({"z/0.wav": tone(880)}))
    assert grown.samples == 7
    assert len(columns(grown)["sound"]) == 7


def test_what_cannot_be_added_leaves_all_as_it_was(
    upload: Upload, packed: Packed, picture: Callable[..., bytes], folder: Path
) -> None:
    content = packed({f"{name}/{number}.png": picture(seed=number) for name in "ab" for number in range(3)})
    before = dump(upload(content))
    for bad in (b"no archive", packed({}), packed({"../x.png": picture()})):
        with pytest.raises(Refusal):
            _grow(folder, bad)
        assert dump(read(folder / "schema.json")) == before
        assert (folder / "raw").read_bytes() == content
        assert not (folder / changes.MORE).exists()
        assert not list(folder.glob(".raw.*"))


def test_a_table_takes_no_files(upload: Upload, packed: Packed, picture: Callable[..., bytes], folder: Path) -> None:
    upload("\n".join(["x,y", *(f"{number},{number % 3}" for number in range(20))]).encode())
    with pytest.raises(Refusal, match="came as a folder"):
        _grow(folder, packed({"a/1.png": picture()}))
