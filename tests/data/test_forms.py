"""A form of upload is told by what the file holds, whatever it is called; older data sets open as they did."""

from collections.abc import Callable

import pytest

from engine.data.schema import Schema
from engine.words import Refusal

Upload = Callable[..., Schema]
_TABLE = b"x,label\n1.5,a\n2.5,b\n3.5,a\n4.5,b\n"


@pytest.mark.parametrize("title", ["mine", "mine.zip", "mine.png", "../mine"])
def test_a_table_is_a_table_whatever_it_is_called(upload: Upload, title: str) -> None:
    assert upload(_TABLE, title=title).kind == "table"


@pytest.mark.parametrize("file", ["raw", "raw.csv"])
def test_an_older_table_is_read_again(upload: Upload, file: str) -> None:
    first = upload(_TABLE, file=file)
    again = upload(_TABLE, file=file, read={"header": False})
    assert (first.samples, again.samples) == (4, 5)


@pytest.mark.parametrize("file", ["raw", "raw.zip"])
def test_older_pictures_are_read_again(
    upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes], file: str
) -> None:
    files = packed({"a/1.png": picture(), "b/1.png": picture(seed=1)})
    assert upload(files, file=file).kind == "images"
    assert upload(files, file=file, size=[16, 16]).size == (16, 16)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"II*\0", "picture"),
        (b"GIF89a", "picture"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"SQLite format 3\0", "database"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
        (b"\x93NUMPY\x01\0", "NumPy"),
        (b"ARROW1\0\0", "Arrow"),
    ],
)
def test_what_is_no_data_set_is_named(upload: Upload, start: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        upload(start + b"x" * 500)


def test_an_uneven_line_is_told_by_its_place_in_the_file(upload: Upload) -> None:
    """Lines are counted as an editor counts them, those within a quoted cell too."""
    rows = [f'"{n}\nmore",{n % 2}' for n in range(300)]
    rows[200] = "one cell"
    schema = upload(("a,b\n" + "\n".join(rows)).encode())
    assert schema.samples == 299
    assert any("line 402" in note for note in schema.notes)


def test_rows_in_which_nothing_stands_are_passed_over(upload: Upload) -> None:
    assert upload(b"\n\n,,\na,b,c\n1,2,x\n,,\n\n3,4,y\n,,,,\n").samples == 2
