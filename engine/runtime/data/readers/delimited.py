"""Text with a separator between the cells: CSV, TSV, what spreadsheets put on the clipboard."""

import csv
import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from pyarrow.csv import InvalidRow

from engine.runtime.data.readers.names import names
from engine.runtime.data.readers.rows import Batch, Chunk
from engine.runtime.data.sniff import Read
from engine.said import say
from engine.words import Refusal

BLOCK = 1 << 22
"""How many bytes are read at once, and so about the longest that a row may be."""
_MOST_UNEVEN = 1000


class Delimited:
    """The rows of a text table; those of another width than the first are counted and left out."""

    def __init__(self, path: Path, read: Read) -> None:
        self.decimal = read.decimal
        self._path = path
        self._read = read
        self._count = 0
        self._uneven = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names; raises `Refusal` where the first row cannot be read."""
        return names(self._first[-1], self._read.header)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows; raises `Refusal` where too many are uneven or the encoding is another one."""
        self._count = self._uneven = 0
        width, size = len(self.names), max(1, self._path.stat().st_size)
        skipped = sum(len(row) == width for row in self._first) - (not self._read.header)
        with self._path.open("rb") as file:
            for batch in self._batches(file, width):
                filled = _filled(batch)
                kept = filled.slice(skipped)
                skipped -= filled.num_rows - kept.num_rows
                self._count += kept.num_rows
                yield Chunk(columns=tuple(kept.columns), share=min(1.0, file.tell() / size))
        if self._uneven * 100 > self._count:
            raise self._ragged()

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

    def _batches(self, file: io.BufferedReader, width: int) -> Iterator[Batch]:
        columns = [str(place) for place in range(width)]
        try:
            yield from pyarrow.csv.open_csv(
                pa.PythonFile(file, "r"),
                read_options=pyarrow.csv.ReadOptions(
                    block_size=BLOCK, column_names=columns, encoding=_codec(self._read.encoding)
                ),
                parse_options=pyarrow.csv.ParseOptions(
                    delimiter=self._read.separator,
                    newlines_in_values=_holds_quotes(self._path),
                    invalid_row_handler=self._meet,
                ),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
                ),
            )
        except (pa.ArrowInvalid, UnicodeError) as fault:
            raise self._refused(str(fault)) from fault

    def _meet(self, row: InvalidRow) -> str:
        """Count a row of another width; too many in a row, and reading ends."""
        told = row.text.startswith("sep=") and not self._count and not self._uneven
        if not told and row.text.strip(self._read.separator + ' "'):
            self._uneven += 1
        return "error" if self._uneven > max(_MOST_UNEVEN, self._count // 20) else "skip"

    def _refused(self, fault: str) -> Refusal:
        if self._uneven > _MOST_UNEVEN:
            return self._ragged()
        if "straddling" in fault or "block" in fault:
            return Refusal(
                say(
                    "The row after row {count} is longer than {size} MB: a quotation mark in it is probably not "
                    "closed, or this is no table.",
                    count=self._count,
                    size=BLOCK >> 20,
                )
            )
        return Refusal(say("The table is not in the encoding chosen for it; choose another one."))

    @cached_property
    def _first(self) -> list[list[str]]:
        """The rows up to the first that holds anything but a separator told to Excel."""
        with self._path.open(encoding=self._read.encoding, newline="", errors="replace") as file:
            head = file.read(BLOCK)
        rows: list[list[str]] = []
        for row in _rows(io.StringIO(head, newline=""), self._read.separator):
            told = not rows and len(row) <= 2 and row[0].startswith("sep=")
            rows.append(row)
            if not told:
                return rows
        raise Refusal(say("The file is empty; a table with a row for each sample is needed."))

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


def _rows(lines: io.StringIO, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        yield from (row for row in reader if any(row))
    except csv.Error as fault:
        sentence = say(
            "Line {line_num} cannot be read; a quotation mark there is probably not closed.", line_num=reader.line_num
        )
        raise Refusal(sentence) from fault


def _holds_quotes(path: Path) -> bool:
    """Whether a line may end within a cell: where it cannot, reading is faster by a quarter."""
    with path.open("rb") as file:
        return any(b'"' in piece for piece in iter(lambda: file.read(1 << 20), b""))


def _filled(batch: Batch) -> Batch:
    """Return the batch without the rows in which nothing stands."""
    empty = None
    for column in batch.columns:
        none = pc.equal(pc.binary_length(column), 0)
        empty = none if empty is None else pc.and_(empty, none)
        if not pc.any(empty, min_count=0).as_py():
            return batch
    return batch.filter(pc.invert(empty))


def _codec(encoding: str) -> str:
    # Arrow passes over the mark at the begin of UTF-8 by itself, and is faster where it need not decode.
    return "utf8" if encoding.startswith("utf-8") else encoding
