"""Reads a table into columns, once through its rows, holding no more than eight bytes a cell."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.runtime.data.dates import Dates
from engine.runtime.data.numerals import MISSING, numerals, plain, written
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.rows import Cells, Chunk, Rows
from engine.said import say
from engine.words import Refusal

MOST_TEXTS = 10_000
HEAD = 20
_FEW_WORDS = 3


@dataclass(kw_only=True)
class Column:
    """A column while it is read: as numbers, as long as it holds hardly anything else, or as texts.

    `words` are what a column of numbers holds beside them (counted as missing). `texts` maps each distinct text to its
    number, which stands in `indices()`; beyond 10,000 of them none are kept, the column is free text. `dates` is there
    while all texts are dates.
    """

    name: str
    number: bool = True
    words: Counter[str] = field(default_factory=Counter)
    texts: dict[str, int] = field(default_factory=dict)
    free: bool = False
    dates: Dates | None = field(default_factory=Dates)
    missing: int = 0
    rows: int = 0
    _parts: list[Array] = field(default_factory=list)

    def numbers(self) -> Array:
        """Return the values, NaN where missing."""
        return self._whole(np.float64)

    def indices(self) -> Array:
        """Return the number of each cell's text."""
        return self._whole(np.int32)

    def is_empty(self) -> bool:
        """Whether nothing stands in any of its cells."""
        if self.number:
            return not self.words and bool(np.isnan(self.numbers()).all())
        return self.missing == self.rows

    def seconds(self) -> Array | None:
        """Return the dates in seconds since the begin of 1970, NaN where missing; `None` where it holds no dates."""
        return self.dates.seconds() if not self.number and self.dates and self.dates.order else None

    def add(self, cells: Cells, decimal: str) -> bool:
        """Take some more cells; false where they show that what was read as numbers are texts."""
        if not self.number:
            self._add_texts(cells)
        elif not self._add_numbers(cells, decimal):
            if self.rows:
                return False
            self.number = False
            self._add_texts(cells)
        self.rows += len(cells)
        return True

    def _add_numbers(self, cells: Cells, decimal: str) -> bool:
        values, words = numerals(cells, decimal)
        words += self.words
        strange = sum(words.values())
        if strange and (len(words) > _FEW_WORDS or strange * 20 > self._count(values) + strange):
            return False
        self._parts.append(values)
        self.words = words
        return True

    def _count(self, more: Array) -> int:
        """Return how many numbers there are, with some more."""
        return sum(int(np.isfinite(part).sum()) for part in (*self._parts, more))

    def _add_texts(self, cells: Cells) -> None:
        texts = written(cells)
        if self.dates and not self.dates.add(texts):
            self.dates = None
        if self.free:
            self.missing += _count_missing(texts)
        else:
            self._add_coded(texts)

    def _add_coded(self, cells: Cells) -> None:
        encoded = pc.dictionary_encode(cells)
        texts = self.texts
        places = np.array(
            [texts.setdefault(plain(text), len(texts)) for text in encoded.dictionary.to_pylist()], dtype=np.int32
        )
        codes = places[encoded.indices.to_numpy()]
        self.missing += int((codes == texts.get("", -1)).sum())
        self._parts.append(codes)
        if len(texts) > MOST_TEXTS:
            self.free = True
            self._parts.clear()

    def _whole(self, dtype: type) -> Array:
        if len(self._parts) != 1:
            self._parts[:] = [np.concatenate([np.empty(0, dtype=dtype), *self._parts])]
        return self._parts[0]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A parsed table: columns of equal length, the first rows as they stand, and what is said of rows left out."""

    columns: tuple[Column, ...]
    rows: int
    head: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def parse(rows: Rows, report: Callable[[float], None]) -> Table:
    """Read a table; raises `Refusal` where it has no rows, or they cannot be read."""
    texts: set[str] = set()
    while True:
        table, turned = _parsed(rows, texts, report)
        if not turned:
            return table
        # What held numbers in its first part and texts later is read again, as texts from its begin.
        texts |= turned


def _parsed(rows: Rows, texts: set[str], report: Callable[[float], None]) -> tuple[Table, set[str]]:
    columns = tuple(Column(name=name, number=name not in texts) for name in rows.names)
    turned: set[str] = set()
    head: list[tuple[str, ...]] = []
    count = 0
    for chunk in rows.chunks():
        head += _first(chunk, HEAD - len(head))
        for column, cells in zip(columns, chunk.columns, strict=True):
            if column.name not in turned and not column.add(cells, rows.decimal):
                turned.add(column.name)
        count += len(chunk.columns[0])
        report(chunk.share)
    if not count:
        raise Refusal(say("The table has a header but no rows; a row for each sample is needed."))
    return Table(columns=columns, rows=count, head=tuple(head), notes=tuple(rows.notes())), turned


def _first(chunk: Chunk, count: int) -> Sequence[tuple[str, ...]]:
    if count <= 0:
        return ()
    return list(zip(*(written(cells.slice(0, count)).to_pylist() for cells in chunk.columns), strict=True))


def _count_missing(cells: Cells) -> int:
    short = pc.filter(cells, pc.less(pc.binary_length(cells), 40))
    gone = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(short)), value_set=pa.array(sorted(MISSING)))
    return int(pc.sum(gone).as_py() or 0)
