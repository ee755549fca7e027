"""How a table is written is found out, and can be said."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.runtime.data.parse import parse
from engine.runtime.data.readers.delimited import Delimited
from engine.runtime.data.sniff import Read, sniff
from engine.words import Refusal

_PLAIN = "name,age\nAnna,12\nÜmit,40\n"


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "raw.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("latin-1", "cp1252"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, found: str) -> None:
    path = _file(tmp_path, (_PLAIN * 1).encode(encoding))
    read = sniff(path, {})
    assert (read.encoding, read.separator, read.header) == (found, ",", True)
    table = parse(Delimited(path, read), lambda share: None)
    assert table.columns[0].name == "name"
    assert list(table.columns[0].texts) == ["Anna", "Ümit"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_line_ends(tmp_path: Path, separator: str, ending: str) -> None:
    text = _PLAIN.replace(",", separator).replace("\n", ending)
    read = sniff(_file(tmp_path, text.encode()), {})
    assert read.separator == separator
    assert parse(Delimited(tmp_path / "raw.csv", read), lambda share: None).rows == 2


def test_excel_says_its_separator(tmp_path: Path) -> None:
    path = _file(tmp_path, b"sep=;\na;b\n1,5;2\n2,5;3\n")
    read = sniff(path, {})
    assert read == Read(separator=";", decimal=",", header=True)
    assert [column.name for column in parse(Delimited(path, read), lambda share: None).columns] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("1,2,3\n4,5,6\n", False),
        ("a,b,c\n4,5,6\n", True),
        ("red,blue\nred,green\ngreen,blue\nblue,red\n", False),
        ("colour,shade\nred,dark\ngreen,light\n", True),
        ("7.4,0.7,5\n7.8,0.88,5\n", False),
    ],
)
def test_header(tmp_path: Path, text: str, header: bool) -> None:
    assert sniff(_file(tmp_path, text.encode()), {}).header is header


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.integers(), st.floats(-1e9, 1e9), st.sampled_from(["red", "blue"])), min_size=3, max_size=9
    ),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    header=st.booleans(),
)
def test_separator_and_header_of_any_plain_table(
    tmp_path: Path, rows: list[tuple[int, float, str]], separator: str, header: bool
) -> None:
    lines = [["size", "weight", "colour"], *rows] if header else rows
    text = "\n".join(separator.join(str(cell) for cell in line) for line in lines)
    read = sniff(_file(tmp_path, text.encode()), {})
    assert (read.separator, read.header, read.decimal) == (separator, header, ".")


def test_what_is_said_holds(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a;b\n1;2\n")
    said = {"separator": ",", "header": False, "encoding": "latin-1", "decimal": ","}
    assert sniff(path, said) == Read(separator=",", header=False, encoding="latin-1", decimal=",")


@pytest.mark.parametrize("said", [{"encoding": "zip"}, {"separator": "ab"}, {"decimal": "x"}, {"encoding": 3}])
def test_what_cannot_be_said(tmp_path: Path, said: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="can be one of"):
        sniff(_file(tmp_path, b"a,b\n1,2\n"), said)  # type: ignore[arg-type]


_CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(_CELLS, st.integers(-999, 999), st.floats(-1e6, 1e6)), min_size=2, max_size=30),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read(
    tmp_path: Path, rows: list[tuple[str, int, float]], separator: str, encoding: str
) -> None:
    """Whatever Python's own writer makes of a table is read back, the numbers exactly."""
    assume(not any(cell.startswith("sep=") for cell, _, _ in rows))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["text", "whole", "real"])
    writer.writerows(rows)
    path = _file(tmp_path, text.getvalue().encode(encoding))
    read = Read(separator=separator, encoding=encoding, header=True)
    assert sniff(path, {"separator": separator}).encoding == encoding
    table = parse(Delimited(path, read), lambda share: None)
    assert table.rows == len(rows)
    words, whole, real = table.columns
    assert whole.numbers().tolist() == [number for _, number, _ in rows]
    assert real.numbers().tolist() == [number for _, _, number in rows]
    assert words.name == "text"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n \n", "empty"),
        (b"a,b\n", "no rows"),
        (b"a,b", "no rows"),
        (b"\x00\x01\x02" * 500, "no text"),
        (bytes(range(1, 32)) * 40, "no text"),
        (b"PK\x03\x04" + b"x" * 50, "no ZIP archive"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08" + b"x" * 50, "gzip"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "old Excel"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 200_000 + "EncryptedPackage".encode("utf-16-le") + b"x" * 999, "password"),
        (b"a,b\n1,2\n3\n4,5\n", "Line 3 has"),
        (b'a,b\n1,"2\n' + b"x" * 20_000_000, "quotation mark"),
        (b",".join(b"c" for _ in range(3000)) + b"\n1\n", "3,000 columns"),
    ],
)
def test_no_table(upload: Callable[..., object], content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        upload(content)
    assert str(caught.value).endswith(".")


def test_the_wrong_encoding_said(upload: Callable[..., object]) -> None:
    with pytest.raises(Refusal, match="encoding"):
        upload("a,b\n1,ü\n".encode("latin-1"), read={"encoding": "utf-8"})
