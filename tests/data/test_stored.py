"""What was read from an upload is kept whole or not at all, and comes back as it was."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.runtime.data.stored import keeping, stored
from engine.words import Refusal

NAMES = st.text(min_size=1, max_size=20)
COLUMNS = st.dictionaries(
    NAMES,
    arrays.arrays(st.sampled_from([np.float64, np.float32, np.uint8, np.int16]), arrays.array_shapes(max_dims=4)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30, deadline=None)
@given(columns=COLUMNS)
def test_columns_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, np.ndarray]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    with keeping(folder) as kept:
        for name, values in columns.items():
            kept.add(name, values)
    found = stored(folder)
    assert list(found) == list(columns)
    for name, values in columns.items():
        assert found[name].dtype == values.dtype
        np.testing.assert_array_equal(found[name], values)


def test_texts_come_back_row_by_row(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        kept.add_texts("colour", ["red", "", "a “blue”"], np.array([0, 2, 1, 0]))
    assert stored(tmp_path)["colour"].tolist() == ["red", "a “blue”", "", "red"]


def test_what_grows_is_the_same_as_what_is_added_at_once(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        pictures = kept.grow("image", "uint8", (2, 2, 1))
        for number in range(5):
            pictures.add(np.full((1, 2, 2, 1), number, np.uint8))
    assert stored(tmp_path)["image"][:, 0, 0, 0].tolist() == [0, 1, 2, 3, 4]


def test_values_of_different_lengths_come_back_one_a_row(tmp_path: Path) -> None:
    sounds = [np.arange(length, dtype=np.int16) for length in (3, 0, 5)]
    with keeping(tmp_path) as kept:
        column, texts = kept.ragged("sound", "int16"), kept.ragged("words", text=True)
        for sound, text in zip(sounds, ("grün", "", "a\nb"), strict=True):
            column.add(sound)
            texts.add(text)
    found = stored(tmp_path)
    assert [sound.tolist() for sound in found["sound"][np.array([2, 0, 1])]] == [[0, 1, 2, 3, 4], [0, 1, 2], []]
    assert found["sound"][0].dtype == np.int16
    assert found["words"].tolist() == ["grün", "", "a\nb"]


def test_nothing_of_any_length_is_kept_too(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        kept.ragged("sound", "int16")
    assert len(stored(tmp_path)["sound"]) == 0


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        kept.add("x", np.arange(3.0))
    with pytest.raises(OSError, match="full"):
        _break_off(tmp_path)
    assert stored(tmp_path)["x"].tolist() == [0, 1, 2]
    assert len(list(tmp_path.glob("columns-*"))) == 1


def _break_off(folder: Path) -> None:
    with keeping(folder) as kept:
        kept.add("x", np.arange(9.0))
        message = "The disk is full."
        raise OSError(message)


def test_what_is_mapped_stays_when_the_data_are_read_anew(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        kept.add("x", np.arange(3.0))
    before = stored(tmp_path)["x"]
    with keeping(tmp_path) as kept:
        kept.add("x", np.arange(2.0))
    assert before.tolist() == [0, 1, 2]
    assert stored(tmp_path)["x"].tolist() == [0, 1]


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="upload it again"):
        stored(tmp_path)
