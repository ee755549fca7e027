"""The top of a table of text: its titles, where its rows begin, and which columns begin with plain numbers."""

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.runtime.data.sniff import Read
from engine.said import say
from engine.words import Refusal

BLOCK = 1 << 22
"""How many bytes are read at once, and so about the longest that a row may be."""
_LOOKED_AT = 100
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True, kw_only=True)
class Top:
    """The first row that holds anything, how many lines stand above the rows, and the columns of plain numbers."""

    titles: tuple[str, ...]
    lines: int
    plain: frozenset[int]


def top(path: Path, read: Read) -> Top:
    """Return the top of the table in `path`; raises `Refusal` where nothing stands there, or a quote has no end."""
    with path.open(encoding=read.encoding, newline="", errors="replace") as file:
        rows = _rows(io.StringIO(file.read(BLOCK), newline=""), read.separator)
        above = 0
        for line, row in rows:
            if above == 0 and line == 1 and len(row) <= 2 and row[0].startswith("sep="):
                # Excel writes so above a table to tell itself the separator.
                above = line
                continue
            first = [row] if not read.header else []
            body = [*first, *(one for _, one in itertools.islice(rows, _LOOKED_AT))]
            plain = _plain(body, len(row)) if read.decimal == "." else frozenset()
            return Top(titles=tuple(row), lines=line if read.header else above, plain=plain)
    raise Refusal(say("The file is empty; a table with a row for each sample is needed."))


def _rows(lines: io.StringIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows in which anything stands, each with the number of its last line."""
    csv.field_size_limit(BLOCK)
    reader = csv.reader(lines, delimiter=separator)
    try:
        yield from ((reader.line_num, row) for row in reader if any(row))
    except csv.Error as fault:
        sentence = say(
            "Line {line_num} cannot be read; a quotation mark there is probably not closed.", line_num=reader.line_num
        )
        raise Refusal(sentence) from fault


def _plain(rows: Sequence[Sequence[str]], width: int) -> frozenset[int]:
    cells = list(zip(*(row for row in rows if len(row) == width), strict=True))
    return frozenset(
        place for place, column in enumerate(cells) if all(not cell or _PLAIN.fullmatch(cell) for cell in column)
    )
