"""Text with a separator between the cells: CSV, TSV, what spreadsheets put on the clipboard."""

import csv
import io
import itertools
import mmap
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from pyarrow.csv import InvalidRow

from engine.runtime.data.readers.ahead import LongLineError, parsed, whole_lines
from engine.runtime.data.readers.names import names
from engine.runtime.data.readers.rows import Batch, Chunk
from engine.runtime.data.readers.top import BLOCK, top
from engine.runtime.data.sniff import Read
from engine.said import say
from engine.words import Refusal

_MOST_UNEVEN = 1000


class _NotPlainError(Exception):
    """A column that began with plain numbers holds something else."""


class Delimited:
    """The rows of a text table; those of another width than the first are counted and left out."""

    def __init__(self, path: Path, read: Read) -> None:
        self.decimal = read.decimal
        self._path = path
        self._read = read
        self._count = 0
        self._uneven = 0
        self._top = top(path, read)
        self.names = names(self._top.titles, read.header)
        self._plain = self._top.plain

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows; raises `Refusal` where too many are uneven or the encoding is another one."""
        given = 0
        try:
            for chunk in self._read_as(self._plain, 0):
                given += len(chunk.columns[0])
                yield chunk
        except _NotPlainError:
            # Something else stands among the numbers: from here on, and if they are read again, cells are texts.
            self._plain = frozenset()
            yield from self._read_as(self._plain, given)
        if self._uneven * 100 > self._count:
            raise self._ragged()

    def _read_as(self, plain: frozenset[int], given: int) -> Iterator[Chunk]:
        """Return the rows after the first `given`, the columns `plain` as numbers."""
        self._count = self._uneven = 0
        size = max(1, self._path.stat().st_size)
        with self._path.open("rb") as file:
            for batch in self._batches(file, plain):
                filled = _filled(batch)
                kept = filled.slice(max(0, given - self._count))
                self._count += filled.num_rows
                yield Chunk(columns=tuple(kept.columns), share=min(1.0, file.tell() / size))

    def notes(self) -> list[str]:
        """Return what is said of the lines left out."""
        if not self._uneven:
            return []
        count, line = self._uneven, self._first_uneven()[0]
        text = (
            say("1 line with another number of cells was left out: line {line}.", line=line)
            if count == 1
            else say(
                "{count} lines with another number of cells were left out, the first is line {line}.",
                count=count,
                line=line,
            )
        )
        return [text]

    def _batches(self, file: io.BufferedReader, plain: frozenset[int]) -> Iterator[Batch]:
        codec = _codec(self._read.encoding)
        try:
            if codec == "utf8" and not self._quoted:
                yield from self._parsed(file, plain)
            else:
                yield from pyarrow.csv.open_csv(pa.PythonFile(file, "r"), **self._options(plain, codec))
        except (pa.ArrowInvalid, UnicodeError) as fault:
            if "conversion error to double" in str(fault):
                raise _NotPlainError from fault
            raise self._refused(str(fault)) from fault
        except LongLineError as fault:
            raise self._too_long() from fault

    def _parsed(self, file: io.BufferedReader, plain: frozenset[int]) -> Iterator[Batch]:
        """Return the rows of a text in which every line is one: so that they can be parsed by several threads."""

        def parse(lines: bytes) -> Batch:
            options = self._options(plain, "utf8", size=len(lines) + 1)
            table = pyarrow.csv.read_csv(pa.BufferReader(lines), **options)
            return next(iter(table.combine_chunks().to_batches()), None)

        pieces = whole_lines(file, BLOCK)
        top = b"".join(next(pieces, b"").splitlines(keepends=True)[self._top.lines :])
        filled = (piece for piece in itertools.chain([top], pieces) if piece.strip(b"\r\n"))
        yield from (batch for batch in parsed(filled, parse) if batch is not None)

    def _options(self, plain: frozenset[int], codec: str, *, size: int | None = None) -> dict[str, Any]:
        """Return how Arrow is to read: without `size` the whole file, else so many bytes of lines with values."""
        columns = [str(place) for place in range(len(self.names))]
        types = {column: pa.float64() if place in plain else pa.string() for place, column in enumerate(columns)}
        return {
            "read_options": pyarrow.csv.ReadOptions(
                block_size=size or BLOCK,
                column_names=columns,
                encoding=codec,
                skip_rows=0 if size else self._top.lines,
                use_threads=not size,
            ),
            "parse_options": pyarrow.csv.ParseOptions(
                delimiter=self._read.separator,
                newlines_in_values=self._quoted,
                invalid_row_handler=self._meet,
            ),
            "convert_options": pyarrow.csv.ConvertOptions(
                column_types=types, null_values=[""], strings_can_be_null=False
            ),
        }

    @cached_property
    def _quoted(self) -> bool:
        """Whether a line may end within a cell: where it cannot, reading is faster by a quarter."""
        with self._path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            return whole.find(b'"') >= 0

    def _meet(self, row: InvalidRow) -> str:
        """Count a row of another width; too many in a row, and reading ends."""
        if row.text.strip(self._read.separator + ' "'):
            self._uneven += 1
        return "error" if self._uneven > max(_MOST_UNEVEN, self._count // 20) else "skip"

    def _refused(self, fault: str) -> Refusal:
        if self._uneven > _MOST_UNEVEN:
            return self._ragged()
        if "straddling" in fault or "block" in fault:
            return self._too_long()
        return Refusal(say("The table is not in the encoding chosen for it; choose another one."))

    def _too_long(self) -> Refusal:
        return Refusal(
            say(
                "The row after row {count} is longer than {size} MB: a quotation mark in it is probably not "
                "closed, or this is no table.",
                count=self._count,
                size=BLOCK >> 20,
            )
        )

    def _first_uneven(self) -> tuple[int, int]:
        """Return line and width of the first row of another width: only looked for where there is one."""
        with self._path.open(encoding=self._read.encoding, newline="", errors="replace") as file:
            reader = csv.reader(file, delimiter=self._read.separator)
            csv.field_size_limit(BLOCK)
            for row in reader:
                if any(row) and len(row) != len(self.names) and not (reader.line_num == 1 and "sep=" in row[0]):
                    return reader.line_num, len(row)
        return 0, 0

    def _ragged(self) -> Refusal:
        line, found = self._first_uneven()
        count = self._uneven - 1
        others = say(", and {count} more do", count=count) if count > 0 else ""
        return Refusal(
            say(
                "Line {line} {has} where the first has {width}{others}; check the separator, or mend these "
                "lines in the file.",
                line=line,
                has=say("has {found} cells", found=found),
                width=len(self.names),
                others=others,
            )
        )


def _filled(batch: Batch) -> Batch:
    """Return the batch without the rows in which nothing stands."""
    empty = None
    for column in batch.columns:
        none = pc.equal(pc.binary_length(column), 0) if pa.types.is_string(column.type) else pc.is_null(column)
        empty = none if empty is None else pc.and_(empty, none)
        if not pc.any(empty, min_count=0).as_py():
            return batch
    return batch.filter(pc.invert(empty))


def _codec(encoding: str) -> str:
    # Arrow passes over the mark at the begin of UTF-8 by itself, and is faster where it need not decode.
    return "utf8" if encoding.startswith("utf-8") else encoding
