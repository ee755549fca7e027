"""Reads a table into columns, once through the file, holding no more than eight bytes a cell."""

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.runtime.data.raw import Array
from engine.runtime.data.sniff import Read
from engine.said import say
from engine.words import Refusal

MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?", "-", "<na>"})
MOST_COLUMNS = 2000
MOST_TEXTS = 10_000
HEAD = 20
_ROWS = 20_000
_FEW_WORDS = 3
_LONGEST_TEXT = 200
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(kw_only=True)
class Column:
    """A column while it is read: as numbers, as long as it holds hardly anything else, or as texts.

    `words` are what a column of numbers holds beside them (counted as missing). `texts` maps each distinct text to its
    number in `codes`; beyond 10,000 of them none are kept, the column is free text.
    """

    name: str
    number: bool = True
    values: "array[float]" = field(default_factory=lambda: array("d"))
    words: Counter[str] = field(default_factory=Counter)
    texts: dict[str, int] = field(default_factory=dict)
    codes: "array[int]" = field(default_factory=lambda: array("i"))
    free: bool = False
    missing: int = 0

    def numbers(self) -> Array:
        """Return the values, NaN where missing."""
        values = np.array(self.values, dtype=np.float64)
        values[~np.isfinite(values)] = np.nan
        return values

    def indices(self) -> Array:
        """Return the number of each cell's text."""
        return np.array(self.codes, dtype=np.int32)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A parsed table: columns of equal length, the first rows as they stand, and the lines left out as uneven."""

    columns: tuple[Column, ...]
    rows: int
    head: tuple[tuple[str, ...], ...]
    uneven: tuple[int, ...]


class _TextFoundError(Exception):
    """A column turned out to hold texts after its first part was read as numbers."""

    def __init__(self, name: str) -> None:
        self.name = name


def parse(path: Path, read: Read, report: Callable[[float], None]) -> Table:
    """Read the table in `path`; raises `Refusal` where it is empty, has no rows, or its rows are of unequal width."""
    texts: set[str] = set()
    while True:
        try:
            return _parsed(path, read, texts, report)
        except _TextFoundError as turned:
            texts.add(turned.name)


def _parsed(path: Path, read: Read, texts: set[str], report: Callable[[float], None]) -> Table:
    size = path.stat().st_size
    with path.open("rb") as binary:
        reader = _Rows(io.TextIOWrapper(binary, read.encoding, newline=""), read)
        columns = tuple(Column(name=name, number=name not in texts) for name in reader.names)
        head: list[tuple[str, ...]] = []
        count = 0
        for rows in reader.chunks():
            head += [tuple(row) for row in rows[: HEAD - len(head)]]
            for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
                _add(column, cells, read.decimal, first=count == 0)
            count += len(rows)
            report(binary.tell() / size)
    if not count:
        raise Refusal(say("The table has a header but no rows; a row for each sample is needed."))
    reader.judge(count)
    return Table(columns=columns, rows=count, head=tuple(head), uneven=tuple(reader.uneven))


class _Rows:
    """The rows of a table, in chunks, each as wide as the header; counts those that are not."""

    def __init__(self, file: io.TextIOWrapper, read: Read) -> None:
        self.uneven: list[int] = []
        self._reader = csv.reader(file, delimiter=read.separator)
        self._first = self._filled()
        self.names = _names(self._first, read.header)
        self._header = read.header

    def chunks(self) -> Iterator[list[list[str]]]:
        rows = [] if self._header else [self._first]
        width = len(self._first)
        while row := self._filled():
            if len(row) != width:
                self.uneven.append(self._reader.line_num)
                self._stop_early(width, len(row))
                continue
            rows.append(row)
            if len(rows) == _ROWS:
                yield rows
                rows = []
        if rows:
            yield rows

    def judge(self, count: int) -> None:
        """Refuse a table of which more than one row in a hundred has another width."""
        if len(self.uneven) * 100 > count:
            raise _ragged(self.uneven[0], len(self.uneven), len(self._first))

    def _stop_early(self, width: int, found: int) -> None:
        if len(self.uneven) > max(1000, self._reader.line_num // 20):
            raise _ragged(self.uneven[0], len(self.uneven), width, found)

    def _filled(self) -> list[str]:
        """Return the next row that is not empty; an empty list at the end."""
        try:
            for row in self._reader:
                if any(row) and not (len(row) <= 2 and row[0].startswith("sep=") and self._reader.line_num == 1):
                    return row
        except csv.Error as fault:
            sentence = say(
                "Line {line_num} cannot be read; a quotation mark there is probably not closed.",
                line_num=self._reader.line_num,
            )
            raise Refusal(sentence) from fault
        except UnicodeError as fault:
            raise Refusal(say("The table is not in the encoding chosen for it; choose another one.")) from fault
        return []


def _ragged(line: int, count: int, width: int, found: int | None = None) -> Refusal:
    has = say("has {found} cells", found=found) if found else say("has another number of cells")
    others = say(", and {count} more do", count=count - 1) if count > 1 else ""
    return Refusal(
        say(
            "Line {line} {has} where the first has {width}{others}; check the separator, or mend these "
            "lines in the file.",
            line=line,
            has=has,
            width=width,
            others=others,
        )
    )


def _names(first: Sequence[str], header: bool) -> tuple[str, ...]:
    if not first:
        raise Refusal(say("The file is empty; a table with a row for each sample is needed."))
    if len(first) > MOST_COLUMNS:
        raise Refusal(
            say(
                "The table has {first} columns; at most {most_columns} are read.",
                first=len(first),
                most_columns=MOST_COLUMNS,
            )
        )
    names: list[str] = []
    for number, title in enumerate(first, start=1):
        shown = "".join(letter if letter.isprintable() else " " for letter in title)
        plain = " ".join(shown.split())[:100] if header else ""
        name, again = plain or say("column {number}", number=number), 2
        while name in names:
            name, again = f"{plain or 'column'} ({again})", again + 1
        names.append(name)
    return tuple(names)


def _add(column: Column, cells: Sequence[str], decimal: str, *, first: bool) -> None:
    if not column.number:
        _add_texts(column, cells)
        return
    words: Counter[str] = Counter()
    values = array("d", _numbers(cells, decimal, words))
    words += column.words
    strange = sum(words.values())
    if strange and (len(words) > _FEW_WORDS or strange * 20 > len(column.values) + len(cells)):
        if not first:
            raise _TextFoundError(column.name)
        column.number = False
        _add_texts(column, cells)
        return
    column.values.extend(values)
    column.words = words


def _numbers(cells: Sequence[str], decimal: str, words: Counter[str]) -> Iterator[float]:
    if decimal == ".":
        try:
            yield from list(map(float, cells))
        except ValueError:
            pass
        else:
            return
    for cell in cells:
        value = _number(cell.strip(), decimal)
        if value is None:
            words[cell.strip()[:_LONGEST_TEXT]] += 1
        yield np.nan if value is None else value


def _number(cell: str, decimal: str) -> float | None:
    if cell.lower() in MISSING:
        return np.nan
    if decimal == ",":
        cell = cell.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(cell):
        cell = cell.replace(",", "")
    try:
        return float(cell)
    except ValueError:
        return None


def _add_texts(column: Column, cells: Sequence[str]) -> None:
    plain = [cell.strip()[:_LONGEST_TEXT] for cell in cells]
    plain = ["" if cell.lower() in MISSING else cell for cell in plain]
    column.missing += plain.count("")
    if column.free:
        return
    texts = column.texts
    column.codes.extend(texts.setdefault(cell, len(texts)) for cell in plain)
    if len(texts) > MOST_TEXTS:
        column.free, column.codes = True, array("i")
