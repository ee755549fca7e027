"""The built-in data sets: schemas committed and fresh, columns as described, the same every time."""

import base64
import gzip
import io
import json
import urllib.error
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.data import builtin, schema_json
from engine.data.apply import apply
from engine.data.keys import keys
from engine.data.reading import Reading, input_shape
from engine.data.schema import Schema
from engine.document.model import Data
from engine.runtime.data import jobs, online
from engine.runtime.data.columns import columns
from engine.runtime.data.schemas import built_in
from engine.words import Refusal

HERE = [name for name, entry in builtin.BUILTIN.items() if entry.origin != "online"]


@pytest.mark.parametrize("name", list(builtin.BUILTIN))
def test_the_committed_schema_is_fresh(name: str) -> None:
    committed, made = schema_json.dump(builtin.schema(name)), schema_json.dump(built_in(name))
    shown, drawn = committed.pop("preview"), made.pop("preview")  # type: ignore[attr-defined]
    assert committed == made, "write them anew: python -m engine.runtime.data.schemas"
    assert len(shown) == len(drawn)
    for one, other in zip(shown, drawn, strict=True):
        assert {key: _pixels(value) for key, value in one.items()} == {k: _pixels(v) for k, v in other.items()}


def _pixels(value: object) -> object:
    # Another zlib packs the same pixels into other bytes.
    if isinstance(value, str) and value.startswith("data:image/png;base64,"):
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(value.partition(",")[2])))).tolist()
    return value


@pytest.mark.parametrize("name", HERE)
def test_columns_are_as_described(name: str) -> None:
    schema = builtin.schema(name)
    raw = columns(apply(schema, Data()))
    for feature in schema.features:
        assert len(raw[feature.name]) == schema.samples
        assert raw[feature.name].shape[1:] == feature.shape
    target = schema.feature(schema.target or "")
    assert target is not None
    if target.type == "category":
        assert set(raw[target.name]) == set(target.classes)
        assert sum(target.counts) == schema.samples
        assert min(target.counts) * 2 > max(target.counts) or name == "breast_cancer"


@pytest.mark.parametrize("name", ["moons", "circles", "spirals", "sine_waves", "shapes"])
def test_generated_sets_are_the_same_every_time(name: str) -> None:
    used = apply(builtin.schema(name), Data())
    one, other = columns(used), columns(used)
    assert all(np.array_equal(one[column], other[column]) for column in one)


@pytest.mark.parametrize("name", list(builtin.BUILTIN))
def test_schemas_survive_json(name: str) -> None:
    schema = builtin.schema(name)
    assert schema_json.load(json.loads(json.dumps(schema_json.dump(schema)))) == schema


@pytest.mark.parametrize(
    "value", [{}, {"id": "x"}, {"id": "x", "title": "x", "kind": "cube", "samples": 1, "features": []}]
)
def test_what_is_no_schema(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no data set schema"):
        schema_json.load(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "features", "encoding", "shape"),
    [
        ("digits", (), "one-hot", (8, 8, 1)),
        ("iris", (), "one-hot", (4,)),
        ("diabetes", (), "one-hot", (12,)),
        ("diabetes", (), "index", (10,)),
        ("diabetes", ("sex",), "one-hot", (3,)),
        ("sine_waves", (), "one-hot", (40, 1)),
        ("iris", ("nothing",), "one-hot", None),
    ],
)
def test_input_shape(name: str, features: tuple[str, ...], encoding: str, shape: tuple[int, ...] | None) -> None:
    used: Schema = apply(builtin.schema(name), Data())
    assert input_shape(used, Reading.of({"features": list(features), "encoding": encoding})) == shape


@given(st.lists(st.text(max_size=12), unique=True, max_size=12))
def test_input_names_are_plain_and_distinct(names: list[str]) -> None:
    given_names = keys(names)
    assert list(given_names) == names
    assert len(set(given_names.values())) == len(names)
    assert all(key.isascii() and key.isidentifier() for key in given_names.values())


def test_without_a_network(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise urllib.error.URLError("no route")

    monkeypatch.setattr("urllib.request.urlopen", fail)
    with pytest.raises(Refusal, match="needs a network"):
        jobs.fetch({"name": "mnist"}, lambda share, sentence: None)
    assert not list(data_home.rglob("*.gz"))
    with pytest.raises(Refusal, match="download it"):
        online.online("mnist")


class _Answer(io.BytesIO):
    headers: ClassVar[dict[str, str]] = {}


def test_a_forged_download_is_refused(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    monkeypatch.setattr("urllib.request.urlopen", lambda *_args, **_more: _Answer(b"forged"))
    with pytest.raises(Refusal, match="not the file its authors published"):
        jobs.fetch({"name": "mnist"}, lambda share, sentence: None)
    assert not list(data_home.rglob("*.gz"))


def test_what_is_not_downloaded() -> None:
    with pytest.raises(Refusal, match="here already"):
        jobs.fetch({"name": "iris"}, lambda share, sentence: None)


def test_a_download_is_read(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    pixels = np.arange(20 * 28 * 28, dtype=np.uint32).astype(np.uint8)
    files = {
        "images": bytes([0, 0, 8, 3]) + _sizes(20, 28, 28) + pixels.tobytes(),
        "labels": bytes([0, 0, 8, 1]) + _sizes(20) + bytes(range(10)) * 2,
    }

    class Md5:
        def __init__(self, content: bytes, **_more: object) -> None:
            self._kind = "labels" if len(content) < 200 else "images"

        def hexdigest(self) -> str:
            return self._kind

    source = online._SOURCES["mnist"]
    sums = {part: "images" if "images" in part else "labels" for part in source.sums}
    monkeypatch.setitem(online._SOURCES, "mnist", online._Source(**{**vars(source), "sums": sums}))
    monkeypatch.setattr("hashlib.md5", Md5)
    monkeypatch.setattr(
        "urllib.request.urlopen",
        lambda address, **_more: _Answer(gzip.compress(files["images" if "images" in address else "labels"])),
    )
    progress: list[float] = []
    jobs.fetch({"name": "mnist"}, lambda share, sentence: progress.append(share))
    assert progress == sorted(progress)
    raw = online.online("mnist")
    assert raw["image"].shape == (40, 28, 28, 1)
    np.testing.assert_array_equal(raw["image"][:20].ravel(), pixels)
    assert raw["digit"][:3].tolist() == ["0", "1", "2"]
    kept = schema_json.read(data_home / "datasets" / "mnist" / "schema.json")
    assert (kept.samples, kept.target, len(kept.preview)) == (40, "digit", 24)


def _sizes(*sizes: int) -> bytes:
    return b"".join(size.to_bytes(4, "big") for size in sizes)
