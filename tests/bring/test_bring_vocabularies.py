"""Words that layers learned to know come along as settings; what is no list of words gets a sentence."""

import zipfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from engine.runtime.bring import package, vocabulary

layers = keras.layers
TEXT = np.array([["red fox ü"], ["red nothing"], [""], ["[UNK] fox"]])
NUMBERS = np.array([[3], [7], [1000], [-1]])


def adapted(layer: keras.Layer, content: np.ndarray) -> keras.Layer:
    layer.adapt(content)
    return layer


def vectorization(**settings: Any) -> keras.Layer:
    return adapted(
        layers.TextVectorization(name="words", **settings), np.array(["red fox", "fox ü red fox", "hen \u2028x"])
    )


LAYERS = {
    "TextVectorization": (vectorization, TEXT),
    "TextVectorization, counted": (lambda: vectorization(output_mode="count"), TEXT),
    "TextVectorization, weighed": (lambda: vectorization(output_mode="tf_idf"), TEXT),
    "TextVectorization, filled up": (
        lambda: vectorization(output_mode="multi_hot", max_tokens=12, pad_to_max_tokens=True),
        TEXT,
    ),
    "StringLookup": (lambda: adapted(layers.StringLookup(name="words"), np.array(["red fox ü", "hen", "hen"])), TEXT),
    "StringLookup, masked": (
        lambda: adapted(layers.StringLookup(mask_token="", num_oov_indices=3, name="words"), np.array(["red", "hen"])),
        TEXT,
    ),
    "IntegerLookup": (lambda: adapted(layers.IntegerLookup(name="words"), np.array([3, 3, 7])), NUMBERS),
    "IntegerLookup, one of each": (
        lambda: adapted(layers.IntegerLookup(output_mode="one_hot", mask_token=0, name="words"), np.array([3, 1000])),
        NUMBERS,
    ),
}


def saved(path: Path, layer: keras.Layer, dtype: str, *, inside: bool = False) -> keras.Model:
    entered = keras.Input((1,), dtype=dtype, name="x")
    if inside:
        inner = keras.Sequential([keras.Input((1,), dtype=dtype), layer], name="inner")
        model = keras.Model(entered, inner(entered))
    else:
        model = keras.Model(entered, layer(entered))
    # Without a loss its Output would lead nowhere.
    model.compile(loss="mse")
    model.save(path)
    return model


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("inside", [False, True], ids=["alone", "inside another"])
def test_a_layer_knows_what_it_knew(name: str, inside: bool, tmp_path: Path, brought: Any, rebuilt: Any) -> None:
    made, content = LAYERS[name]
    path = tmp_path / "model.keras"
    model = saved(path, made(), "string" if content.dtype.kind == "U" else "int64", inside=inside)
    found = brought(path)
    assert found.sentences == () or content.dtype.kind == "i"
    again, planned, left = rebuilt(found)
    assert left == []
    (key,) = planned.inputs
    (after,) = again({key: tf.constant(content)}).values()
    np.testing.assert_allclose(after, model(tf.constant(content)), atol=1e-6)


def with_words(path: Path, content: bytes) -> Path:
    """Put other words into a file."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in members.items():
            archive.writestr(name, content if name.endswith("vocabulary.txt") else old)
    return path


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("StringLookup", b"x" * 1_000_001, "more than 1 MB"),
        ("StringLookup", b"\n" * 500_000_000, "more than 1 MB"),
        ("StringLookup", b"a\n" * 60_000, "60,000 words, and a project holds at most 50,000"),
        ("StringLookup", b"\x89HDF\r\n\xff\xfe", "it is no text"),
        ("TextVectorization", b"ok\x00\x01\x02", "list of short texts"),
        ("TextVectorization", b"ok\n" + b"y" * 600, "list of short texts"),
        ("IntegerLookup", b"3\n../../etc/passwd", "other things than whole numbers"),
        ("IntegerLookup", b"3\n99999999999999999999", "from"),
        ("IntegerLookup", b"3\n" + b"9" * 5000, "other things than whole numbers"),
    ],
)
def test_what_is_no_list_of_words_is_left_out_with_a_sentence(
    name: str, content: bytes, sentence: str, tmp_path: Path, brought: Any
) -> None:
    made, known = LAYERS[name]
    path = tmp_path / "model.keras"
    saved(path, made(), "string" if known.dtype.kind == "U" else "int64")
    found = brought(with_words(path, content))
    assert found.document.nodes["words"].params.get("vocabulary") is None
    (said,) = [each for each in found.sentences if "vocabulary" in each]
    assert said.startswith("“words”: Its vocabulary was left out: ")
    assert sentence in said


def test_words_that_look_like_paths_are_only_words(tmp_path: Path, brought: Any) -> None:
    path = tmp_path / "model.keras"
    saved(path, LAYERS["StringLookup"][0](), "string")
    found = brought(with_words(path, b"[UNK]\n/etc/passwd\nfile:///etc/hosts"))
    assert found.document.nodes["words"].params["vocabulary"] == ["/etc/passwd", "file:///etc/hosts"]


def test_a_path_in_the_place_of_words_is_never_read(tmp_path: Path, brought: Any) -> None:
    path = tmp_path / "model.keras"
    secret = tmp_path / "secret.txt"
    secret.write_text("secret\nwords")
    saved(path, layers.StringLookup(vocabulary=["a"], name="words"), "string")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    wanted = f'"vocabulary": "{secret}"'.encode()
    members["config.json"] = members["config.json"].replace(b'"vocabulary": ["a"]', wanted)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    found = brought(path)
    assert "vocabulary" not in found.document.nodes["words"].params
    assert any("must be a list of short texts" in each for each in found.sentences)


def test_only_some_files_of_words_are_read(tmp_path: Path) -> None:
    path = tmp_path / "many.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{}")
        for number in range(40):
            archive.writestr(f"assets/layers/string_lookup_{number}/vocabulary.txt", "a")
    with package.opened(path, tmp_path) as found:
        assert len(found.vocabularies) == package.MOST_VOCABULARIES
    assert vocabulary.MOST_WORDS == 50_000
