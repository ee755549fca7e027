"""Arrays of NumPy are read by their headers, bit by bit; objects, lies and damage are one sentence each."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.model import Data
from engine.plan import plan
from engine.propose import propose
from engine.runtime.check import check
from engine.runtime.data.columns import columns
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import prepare
from engine.words import Refusal

Upload = Callable[..., Schema]
_RANDOM = np.random.default_rng(0)
_LABELS = np.arange(60) % 3


def _packed(compressed: bool = False, **arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def _written(array: np.ndarray, **options: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("compressed", [False, True])
def test_arrays_come_as_they_are(upload: Upload, order: Any, compressed: bool) -> None:
    x = _RANDOM.normal(size=(60, 5, 4)).astype(np.float32).copy(order)
    schema = upload(_packed(compressed, x=x, y=_LABELS, name=np.array(["a", "b"] * 30), other=np.zeros(3)))
    assert {feature.name: feature.type for feature in schema.features} == {
        "x": "array",
        "y": "category",
        "name": "category",
    }
    assert schema.target == "y"
    assert any("other" in note for note in schema.notes)
    raw = columns(apply(schema, Data(source="mine", targets=("y",))))
    np.testing.assert_array_equal(raw["x"], x)
    assert list(raw["y"]) == [str(label) for label in _LABELS]


@pytest.mark.parametrize(
    ("x", "kind"),
    [
        (_RANDOM.integers(0, 255, (60, 12, 10, 3), dtype=np.uint8), "image"),
        (_RANDOM.integers(0, 255, (60, 12, 10), dtype=np.uint8), "image"),
        (_RANDOM.normal(size=(60, 7)), "array"),
        (_RANDOM.normal(size=(60, 3, 4, 2)), "array"),
    ],
)
def test_a_network_is_proposed_for_every_shape(upload: Upload, x: np.ndarray, kind: str) -> None:
    schema = upload(_packed(x=x, y=_LABELS))
    assert schema.features[0].type == kind
    data = Data(source="mine", targets=("y",))
    document = propose(apply(schema, data), data)
    assert check(plan(document, catalog(), schema))["ready"]
    prepared = prepare(schema, document)
    (read,) = prepared.train.x.values()
    assert np.isfinite(read).all()
    preparation = prepared.preparation
    assert Preparation.from_json(preparation.to_json()) == preparation
    given = preparation.given({"x": x[0].tolist()})
    np.testing.assert_allclose(
        next(iter(preparation.apply(given).values()))[0],
        next(iter(preparation.apply(preparation.rows(columns(apply(schema, data)), np.arange(1))).values()))[0],
        atol=1e-5,
    )


def test_gaps_are_the_mean(upload: Upload) -> None:
    x = _RANDOM.normal(size=(60, 3))
    x[:10, 1] = np.nan
    schema = upload(_packed(x=x, y=_LABELS))
    data = Data(source="mine", targets=("y",))
    prepared = prepare(schema, propose(apply(schema, data), data))
    read = np.concatenate([*prepared.train.x.values(), *prepared.validation.x.values(), *prepared.test.x.values()])
    assert (read == 0).sum() == 10


def test_one_array_alone_has_nothing_to_answer(upload: Upload) -> None:
    schema = upload(_written(_RANDOM.normal(size=(30, 4))), title="points.npy")
    assert [(feature.name, feature.shape) for feature in schema.features] == [("points", (4,))]
    assert schema.target is None


def _lying(shape: tuple[int, ...]) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": shape})
    return file.getvalue() + bytes(800)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_written(np.array([{"a": 1}, None], dtype=object), allow_pickle=True), "Python objects"),
        (_packed(x=np.zeros((5, 2)))[:-200] + bytes(200), "damaged|not|unpacked|no array|empty|table"),
        (_lying((10**9, 10**6)), "2 GB"),
        (_lying((1000, 10)), "ends before"),
        (_lying((2, 10**9)), "2 GB|200 MB"),
        (_written(np.float64(3)), "first axis"),
        (_written(np.zeros((0, 3))), "first axis"),
        (_written(np.zeros(4, dtype=[("a", "f8")])), "neither numbers nor texts"),
        (_written(np.zeros((2,) * 6)), "6 axes"),
        (b"\x93NUMPY\x01\0\xff\xff{", "damaged"),
    ],
)
def test_what_is_none_is_one_sentence(upload: Upload, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        upload(content)


def test_a_bomb_is_refused_before_it_is_unpacked(upload: Upload) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x.npy", _lying((10**9, 100)) + bytes(10_000_000))
    with pytest.raises(Refusal, match="2 GB"):
        upload(file.getvalue())
