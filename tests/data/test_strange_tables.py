"""Tables as nobody should write them: each is read, or refused with a sentence, in bounded memory."""

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.data.schema import Schema
from engine.runtime.data import jobs
from engine.runtime.data.columns import columns
from engine.words import Refusal

Upload = Callable[..., Schema]


def _said(schema: Schema, *words: str) -> bool:
    return any(all(word in note for word in words) for note in schema.notes)


def test_one_row(upload: Upload) -> None:
    schema = upload(b"x,label\n1.5,a\n")
    assert schema.samples == 1
    assert {feature.type for feature in schema.features} == {"ignore"}
    assert schema.target is None


def test_one_cell(upload: Upload) -> None:
    assert upload(b"x\n1\n").samples == 1


def test_one_class(upload: Upload) -> None:
    schema = upload("\n".join(["x,label", *(f"{n * 0.5},a" for n in range(40))]).encode())
    assert schema.feature("label").type == "ignore"  # type: ignore[union-attr]
    assert _said(schema, "label", "same value in every row")
    assert schema.target == "x"


def test_a_hundred_thousand_classes(upload: Upload) -> None:
    schema = upload("\n".join(["x,label", *(f"{n % 7},class {n}" for n in range(100_000))]).encode())
    label = schema.feature("label")
    assert label is not None
    assert label.classes == ()
    assert label.type not in {"number", "category"}
    assert schema.target == "x"


def test_numbers_that_are_none(upload: Upload) -> None:
    cells = ["nan", "inf", "-inf", "1e999", "-1e999", "NaN", "Infinity", *map(str, range(60))]
    schema = upload("\n".join(["x,y", *(f"{cell},{place % 2}" for place, cell in enumerate(cells))]).encode())
    x = schema.feature("x")
    assert x is not None
    assert (x.type, x.missing, x.min, x.max) == ("number", 7, 0, 59)


def test_only_numbers_that_are_none(upload: Upload) -> None:
    schema = upload(b"x,y\n" + b"inf,1\nnan,2\n" * 20)
    assert schema.feature("x").distinct == 0  # type: ignore[union-attr]
    assert schema.feature("x").type == "ignore"  # type: ignore[union-attr]


def test_halves_of_letters(upload: Upload) -> None:
    """UTF-8 that encodes half of a pair of code units is no UTF-8; UTF-16 with a lone half is refused."""
    schema = upload(b"name,y\n" + b"a\xed\xa0\x80,1\nb,2\n" * 20)
    assert schema.read["encoding"] in {"cp1252", "latin-1"}
    halves = "name,y\na".encode("utf-16") + b"\x00\xd8" + ",1\nb,2\n".encode("utf-16-le")
    with pytest.raises(Refusal, match="encoding"):
        upload(halves)


def test_bytes_of_nothing(upload: Upload) -> None:
    """A zero byte far in a table is no letter, and leaves no trace in a class."""
    rows = b"".join(b"%d,a\n%d,b\n" % (n, n) for n in range(20_000))
    schema = upload(b"x,label\n" + rows + b"5,a\0\n5,b\0\n")
    assert schema.feature("label").classes == ("a", "b")  # type: ignore[union-attr]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_formulas_are_texts(upload: Upload, start: str) -> None:
    cell = f"{start}cmd|' /C calc'!A0"
    schema = upload("\n".join(["x,label", *(f'{n * 0.5},"{cell if n % 2 else "b"}"' for n in range(40))]).encode())
    assert schema.feature("label").classes == tuple(sorted([cell.strip(), "b"]))  # type: ignore[union-attr]
    assert set(columns(schema)["label"]) == {cell.strip(), "b"}


@pytest.fixture
def inspected(data_home: Path) -> Callable[[Iterator[bytes]], Schema]:
    """Inspect what is written piece by piece, with no more than 300 MB beside what the process has."""

    def take(pieces: Iterator[bytes]) -> Schema:
        folder = data_home / "datasets" / "mine"
        folder.mkdir(parents=True)
        with (folder / "raw").open("wb") as file:
            for piece in pieces:
                file.write(piece)
        before = _peak()
        try:
            jobs.inspect({"folder": str(folder), "id": "mine", "title": "mine"}, lambda share, sentence: None)
        finally:
            assert _peak() - before < 300e6
            assert [path.name for path in folder.iterdir() if path.name != "raw"] in ([], ["schema.json"])
        raise AssertionError("it was taken")

    return take


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"", b"x" * 1_000_000),
        (b"a,b\n1,2\n", b"y" * 1_000_000),
        (b'a,b\n1,"', b"text\n" * 200_000),
        (b"a,b\n1,2\n", b"1," * 500_000),
        (b'{"a": "', b"x" * 1_000_000),
        (b'[{"a": 1}, {"a": [', b"1," * 500_000),
    ],
)
def test_a_line_of_100_megabytes(inspected: Callable[[Iterator[bytes]], Schema], first: bytes, piece: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        inspected(one for one in (first, *[piece] * 100))
    assert str(caught.value).endswith(".")


def test_what_looks_random(upload: Upload) -> None:
    import random

    draw = random.Random(0)
    for size in (1, 10, 1000, 50_000):
        for start in (b"", b"PK\x03\x04", b"PAR1", b"{", b"[{", b"\xff\xfe", b"\xd0\xcf\x11\xe0"):
            with pytest.raises(Refusal):
                upload(start + draw.randbytes(size) + b"\0\0\0\1")
