"""Archives of texts: their folders are the classes, their bytes are what they most likely are."""

from collections.abc import Callable

import pytest

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.runtime.data.types.text import LONGEST
from engine.words import Refusal

Upload = Callable[..., Schema]
Packed = Callable[..., bytes]

FILES = {
    "reviews/pos/1.txt": "A fine film, größer als die Welt.".encode(),
    "reviews/pos/2.txt": b"\xef\xbb\xbfvery fine",
    "reviews/neg/1.txt": "a dull café".encode("latin-1"),
    "reviews/neg/2.md": "dull “indeed”".encode("cp1252"),
    "__MACOSX/reviews/pos/._1.txt": b"\0\0",
}


def test_folders_are_classes(upload: Upload, packed: Packed) -> None:
    schema = upload(packed(FILES))
    text, target = schema.features
    assert (schema.kind, schema.samples, schema.target) == ("texts", 4, "class")
    assert (target.classes, target.counts, text.type) == (("neg", "pos"), (2, 2), "text")
    assert sorted(columns(schema)["text"]) == [
        "A fine film, größer als die Welt.",
        "a dull café",
        "dull “indeed”",
        "very fine",
    ]
    assert schema.notes == ("2 texts are not in UTF-8; they were read as Latin-1.",)
    assert {str(sample["class"]) for sample in schema.preview} == {"neg", "pos"}


def test_what_is_no_text_is_named_and_left_out(upload: Upload, packed: Packed) -> None:
    files = {**FILES, "reviews/pos/3.txt": b"\x7fELF\0\0\0", "reviews/pos/4.txt": b" \n", "reviews/neg/5.txt": b""}
    schema = upload(packed(files))
    assert schema.samples == 4
    assert any("“reviews/pos/3.txt”: It is no text." in note for note in schema.notes)
    assert any("2 empty texts were left out" in note for note in schema.notes)


def test_a_very_long_text_is_cut(upload: Upload, packed: Packed) -> None:
    schema = upload(
        packed({"a/1.txt": b"word " * LONGEST, "b/1.txt": b"short", "b/2.txt": b"a\0b".replace(b"\0", b"x")})
    )
    assert max(map(len, columns(schema)["text"])) == LONGEST
    assert any("1 text was cut" in note for note in schema.notes)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a/1.txt": b"one", "a/2.txt": b"two"}, "one folder"),
        ({"a/1.txt": b"one", "b/2.txt": b" "}, "one class only"),
        ({"a/1.txt": b"\0", "b/2.txt": b"\0"}, "one class only"),
    ],
)
def test_one_class_is_refused(upload: Upload, packed: Packed, files: dict[str, bytes], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        upload(packed(files))


def test_texts_beside_pictures_are_no_texts(upload: Upload, packed: Packed, picture: Callable[..., bytes]) -> None:
    schema = upload(packed({"a/1.png": picture(), "b/1.png": picture(seed=1), "a/1.txt": b"0 0.5 0.5 0.1 0.1"}))
    assert schema.kind == "images"
