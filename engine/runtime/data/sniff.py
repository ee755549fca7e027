"""Finds out how a table is written: encoding, separator, decimal mark, and whether it has a header."""

import codecs
import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.said import say
from engine.words import Json, JsonObject, Refusal

SEPARATORS = (",", ";", "\t", "|")
ALLOWED_SEPARATORS = (*SEPARATORS, " ")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
_SAMPLE = 1 << 16
_LINES = 200
_NUMBER = re.compile(r"[+-]?(\d[\d ., ]*|[.,]\d+)([eE][+-]?\d+)?%?")
_COMMA_NUMBER = re.compile(r"[+-]?\d+(\.\d{3})*,\d+")


@dataclass(frozen=True, kw_only=True)
class Read:
    """How a table is read."""

    separator: str = ","
    encoding: str = "utf-8"
    header: bool = True
    decimal: str = "."

    def to_json(self) -> JsonObject:
        """Return it as a schema carries it."""
        return asdict(self)


def sniff(path: Path, wanted: Mapping[str, Json]) -> Read:
    """Return how the table in `path` is written; `wanted` overrides what would be found.

    Raises `Refusal` where the file is empty or no text.
    """
    encoding = _choice(wanted, "encoding", ENCODINGS) or _encoding(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = list(itertools.islice(_content(file.read(_SAMPLE)), _LINES))
    if not lines:
        raise Refusal(say("The file is empty; a table with a row for each sample is needed."))
    separator = _choice(wanted, "separator", ALLOWED_SEPARATORS) or _separator(lines)
    rows = [row for row in csv.reader(lines, delimiter=separator) if any(cell.strip() for cell in row)]
    decimal = _choice(wanted, "decimal", (".", ",")) or _decimal(rows, separator)
    header = wanted.get("header")
    return Read(
        separator=separator,
        encoding=encoding,
        decimal=decimal,
        header=header if isinstance(header, bool) else has_header(rows),
    )


def _content(text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    whole = lines[:-1] if len(text) == _SAMPLE and len(lines) > 1 else lines
    # Excel writes `sep=;` above a table to tell itself the separator.
    return (line for line in whole if line.strip() and not line.startswith("sep="))


def _choice(wanted: Mapping[str, Json], key: str, choices: Sequence[str]) -> str | None:
    value = wanted.get(key)
    if value is None:
        return None
    if value not in choices:
        raise Refusal(
            say(
                "A table's {key} can be one of {map}, not {value}.",
                key=key,
                map=", ".join(map(repr, choices)),
                value=repr(str(value)[:20]),
            )
        )
    return str(value)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        return _wide(head)
    if sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head) > len(head) // 100:
        raise Refusal(say("This file holds no text; a CSV table is needed."))
    return "utf-8" if _is_utf8(path) else "cp1252" if _is_cp1252(path) else "latin-1"


def _wide(head: bytes) -> str:
    """Return which UTF-16 a text without a mark is in: its zeros stand beside plain letters, at every other place."""
    if head[0::2].count(0) == 0 and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[1::2].count(0) == 0 and head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    raise Refusal(say("This file holds no text; a CSV table is needed."))


def _is_utf8(path: Path) -> bool:
    return _decodes(path, "utf-8")


def _is_cp1252(path: Path) -> bool:
    return _decodes(path, "cp1252")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_SAMPLE):
                # Plain letters are the same in every encoding, but in the middle of another letter.
                if not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(lines: list[str]) -> str:
    def evenness(separator: str) -> tuple[float, bool, int]:
        # Sentences have commas, in as many places maybe; a tab is nothing that people write in them.
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        width, count = widths.most_common(1)[0]
        return (count / len(lines), separator == "\t", width) if width > 1 else (0.0, False, 0)

    return max(SEPARATORS, key=evenness)


def _decimal(rows: list[list[str]], separator: str) -> str:
    if separator == ",":
        return "."
    cells = [cell.strip() for row in rows[1:] for cell in row]
    commas = sum(bool(_COMMA_NUMBER.fullmatch(cell)) for cell in cells)
    points = sum(bool(re.fullmatch(r"[+-]?\d+\.\d+", cell)) for cell in cells)
    return "," if commas > points else "."


def _ends(title: str) -> bool:
    """Whether a sentence ends there: a column has no such name."""
    return title.strip()[-1:] in {".", "!", "?", "…"}


def has_header(rows: list[list[str]]) -> bool:
    """Judge each column: words above numbers are a header; a number above numbers, or a word that comes again, none."""
    first, body = rows[0], rows[1:]
    if not body:
        return not any(_NUMBER.fullmatch(cell.strip()) for cell in first)
    votes = 0
    for column, title in enumerate(first):
        cells = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
        numeric = sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) > len(cells) / 2
        is_number = bool(_NUMBER.fullmatch(title.strip()))
        if numeric:
            votes += -2 if is_number else 2
        else:
            votes += -1 if is_number or not title.strip() or title.strip() in cells or _ends(title) else 1
    return votes >= 0
