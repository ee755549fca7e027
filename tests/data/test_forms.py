"""A form of upload is told by what the file holds, whatever it is called; older data sets open as they did."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
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


@pytest.mark.parametrize("file", ["raw", "raw.csv"])
@pytest.mark.parametrize("index", [None, '{"version": 0, "folder": "x", "columns": []}'])
def test_an_older_table_opens(upload: Upload, data_home: Path, file: str, index: str | None) -> None:
    """Columns that were kept in another form are made again from the file, as it was read before."""
    before = upload(_TABLE, file=file, read={"header": False})
    folder = data_home / "datasets" / "mine"
    (folder / "columns.json").unlink()
    for older in folder.glob("columns-*"):
        shutil.rmtree(older)
    if index is not None:
        (folder / "columns.json").write_text(index)
    assert columns(before)["column 2"].tolist() == ["label", "a", "b", "a", "b"]
    (folder / "columns.json").unlink()
    (folder / file).unlink()
    with pytest.raises(Refusal, match="gone"):
        columns(before)


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


@pytest.mark.parametrize("odd", ["1,234.5", " 7 ", "n/a", "+3", "x"])
def test_plain_numbers_until_something_else_comes(upload: Upload, odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that begins with plain numbers is read as such, until a cell says otherwise: no row is lost."""
    monkeypatch.setattr("engine.runtime.data.readers.delimited.BLOCK", 2000)
    cells = [*map(str, range(1000)), f'"{odd}"', *map(str, range(1000, 1500))]
    schema = upload("\n".join(["x,y,z", *(f"{cell},{n % 2},{n * 0.5}" for n, cell in enumerate(cells))]).encode())
    values = columns(schema)["x"]
    expected = {"1,234.5": 1234.5, " 7 ": 7, "+3": 3}.get(odd, np.nan)
    np.testing.assert_array_equal(values, [*range(1000), expected, *range(1000, 1500)])
    np.testing.assert_array_equal(columns(schema)["z"], np.arange(1501) * 0.5)


def test_a_cell_may_be_long(upload: Upload) -> None:
    rows = [f"{'word ' * (60_000 if n > 20 else 2)}{n},{n % 2}" for n in range(32)]
    assert upload("\n".join(["text,y", *rows]).encode()).samples == 32
