"""What a person gives to try a network: form fields, drawings, pictures."""

import base64
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.data import builtin
from engine.data.apply import apply
from engine.data.types import FeatureType
from engine.document.model import Data
from engine.runtime.data.columns import columns
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.types import FIELDS
from engine.words import Refusal


def _only(*, type: FeatureType, **known: Any) -> Preparation:  # noqa: A002 - as it is called there
    field = FIELDS[type](name="the field", key="key", **known)
    return Preparation(fields={"the field": field}, inputs={}, targets={})


def _read(preparation: Preparation, value: object) -> np.ndarray:
    return preparation.given({"the field": value})["key"]  # type: ignore[dict-item]


@pytest.mark.parametrize(("value", "read"), [(3, 3), ("4.5", 4.5), (None, np.nan), ("", np.nan)])
def test_numbers(value: object, read: float) -> None:
    np.testing.assert_array_equal(_read(_only(type="number"), value), np.array([[read]], np.float32))


@pytest.mark.parametrize(("value", "read"), [("red", "red"), (None, ""), (3.0, "3"), (True, "True")])
def test_categories(value: object, read: str) -> None:
    assert _read(_only(type="category"), value).tolist() == [[read]]


@pytest.mark.parametrize("value", ["abc", [1], {"a": 1}, "inf", float("inf")])
def test_no_number(value: object) -> None:
    with pytest.raises(Refusal, match="the field"):
        _read(_only(type="number"), value)


def test_a_preview_reads_back_as_it_was() -> None:
    schema = builtin.schema("digits")
    raw = columns(apply(schema, Data()))["image"]
    image = _only(type="image", shape=(8, 8, 1), brightest=16.0)
    for sample in schema.preview[:5]:
        read = _read(image, sample["image"])
        assert read.dtype == np.uint8
        assert (raw == read[0]).all(axis=(1, 2, 3)).any()


def test_rows_of_pixels() -> None:
    image = _only(type="image", shape=(8, 8, 1), brightest=16.0)
    assert _read(image, np.full((8, 8), 7).tolist()).shape == (1, 8, 8, 1)


def test_pictures_of_any_size(picture: Callable[..., bytes]) -> None:
    content = base64.b64encode(picture(50, 40)).decode()
    assert _read(_only(type="image", shape=(64, 64, 3), size=(64, 64)), content).shape == (1, 50, 40, 3)
    assert _read(_only(type="image", shape=(32, 32, 3)), f"data:image/png;base64,{content}").shape == (1, 32, 32, 3)
    assert _read(_only(type="image", shape=(28, 28, 1)), content).shape == (1, 28, 28, 1)


@pytest.mark.parametrize("value", [None, 5, "no base64 !", "aGVsbG8=", [[1, 2], [3]], [[1.0] * 9] * 9, [["a"] * 8] * 8])
def test_no_picture(value: object) -> None:
    with pytest.raises(Refusal):
        _read(_only(type="image", shape=(8, 8, 1)), value)


def test_sequences() -> None:
    sequence = _only(type="sequence", shape=(4, 1))
    assert _read(sequence, [1, 2, 3, 4]).shape == (1, 4, 1)
    for value in ([1, 2, 3], "text", None, [1, 2, 3, None], [float("nan")] * 4):
        with pytest.raises(Refusal):
            _read(sequence, value)
