"""Excel workbooks: one of their sheets is the table."""

import itertools
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from engine.data.schema import Schema
from engine.runtime.data.readers.cells import ROWS, chunk, text
from engine.runtime.data.readers.names import MOST_COLUMNS, names, too_many
from engine.runtime.data.readers.rows import Chunk
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.readers.workbook import DAMAGED, Area, damaged, marks, workbook
from engine.runtime.data.sniff import has_header
from engine.runtime.data.tables import inspect_rows
from engine.said import counted, say
from engine.words import Json, JsonObject, Refusal

Values: TypeAlias = list[object]
_MOST_ROWS = 1_048_576
_LOOKED_AT = 1000
_TOP = 50
_ERRORS = frozenset({"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


def is_workbook(upload: Upload) -> bool:
    """Whether an upload is an Excel workbook, whatever it is called."""
    return "xl/workbook.xml" in upload.members


def inspect_workbook(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of a sheet of the workbook in `upload`: the one that is wanted, else the first with cells.

    Raises `Refusal` where the workbook is unsafe or holds no table.
    """
    report(0.0, say("Opening the workbook …"))
    with workbook(upload.file) as book:
        titles = [sheet.title for sheet in book.worksheets]
        sheet = book[_chosen(book, titles, upload.wanted.get("sheet"))]
        rows = Sheet(upload.file, sheet, upload.wanted.get("header"))
        read: JsonObject = {"form": "excel", "sheet": sheet.title, "sheets": list(titles), "header": rows.header}
        said = [say("The first line holds values, so the columns are numbered.")] if not rows.header else []
        if len(titles) > 1:
            said.append(say("“{sheet}” is one of {count} sheets.", sheet=sheet.title, count=len(titles)))
        return inspect_rows(upload, rows, read, said, report)


class Sheet:
    """The rows of a sheet: merged cells filled downwards, empty rows and what stands above the table left out."""

    decimal = "."

    def __init__(self, path: Path, sheet: Any, header: Json) -> None:  # noqa: ANN401 - openpyxl has no types
        self._sheet = sheet
        self._said = marks(path, sheet._worksheet_path)
        self._last = max(1, sheet.max_row or 1)
        known = sheet.max_column or 0
        sheet.reset_dimensions()
        first = list(itertools.islice(self._filled(MOST_COLUMNS + 1), _LOOKED_AT))
        if not first:
            raise Refusal(say("The sheet “{sheet}” is empty; choose another one.", sheet=sheet.title))
        self._width = max(_last(row) for row in first)
        if self._width > MOST_COLUMNS:
            raise too_many(self._width)
        self._width = max(self._width, known if known <= MOST_COLUMNS else 0)
        self._above = _above(first)
        table = [[text(cell) for cell in row[: self._width]] for row in first[self._above :]]
        self.header = header if isinstance(header, bool) else has_header(table[:200])
        self.names = names(table[0], self.header)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows below the header."""
        rows = itertools.islice(self._filled(self._width), self._above + self.header, None)
        done = 0
        while part := list(itertools.islice(rows, ROWS)):
            done += len(part)
            yield chunk(part, done / max(done, self._last))

    def notes(self) -> list[str]:
        """Return what is said of the sheet's form."""
        notes: list[str] = []
        if self._above:
            notes.append(
                counted(
                    self._above,
                    "{count} row above the table was left out.",
                    "{count} rows above the table were left out.",
                )
            )
        if any(area.bottom > area.top for area in self._said.areas):
            notes.append(say("Merged cells count as filled with what stands in their first cell."))
        if self._said.without_value:
            notes.append(
                say(
                    "{count} formulas have no value with them and count as missing: open the workbook in Excel and "
                    "save it, then upload it again.",
                    count=self._said.without_value,
                )
            )
        return notes

    def _filled(self, width: int) -> Iterator[Values]:
        """Return the rows in which anything stands."""
        below = sorted((area for area in self._said.areas if area.bottom > area.top), key=lambda area: -area.top)
        open_areas: list[tuple[Area, object]] = []
        for number, row in enumerate(self._rows(width), start=1):
            values = [None if value in _ERRORS or value == "" else value for value in row]
            while below and below[-1].top <= number:
                area = below.pop()
                open_areas.append((area, values[area.left - 1] if area.left <= len(values) else None))
            open_areas = [(area, value) for area, value in open_areas if area.bottom >= number]
            _fill(values, open_areas, width)
            if any(value is not None for value in values):
                yield values + [None] * (width - len(values))

    def _rows(self, width: int) -> Iterator[Sequence[object]]:
        rows = self._sheet.iter_rows(max_col=width, max_row=_MOST_ROWS, values_only=True)
        while part := _next(rows):
            yield from part


def _next(rows: Iterator[Sequence[object]]) -> list[Sequence[object]]:
    with warnings.catch_warnings():
        # openpyxl warns of dates outside the calendar; such a cell is an error, and missing.
        warnings.simplefilter("ignore")
        try:
            return list(itertools.islice(rows, _LOOKED_AT))
        except DAMAGED as fault:
            raise damaged() from fault


def _fill(values: Values, areas: Sequence[tuple[Area, object]], width: int) -> None:
    for area, value in areas:
        values += [None] * (min(area.right, width) - len(values))
        for place in range(area.left - 1, min(area.right, width)):
            values[place] = value


def _chosen(book: Any, titles: Sequence[str], wanted: Json) -> str:  # noqa: ANN401 - openpyxl has no types
    if isinstance(wanted, str):
        if wanted not in titles:
            raise Refusal(say("There is no sheet “{sheet}” in this workbook.", sheet=wanted[:60]))
        return wanted
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    for sheet in shown:
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=_LOOKED_AT, values_only=True)
        if any(value is not None for row in _next(rows) for value in row):
            return str(sheet.title)
    raise Refusal(say("All sheets of this workbook are empty; a table with a row for each sample is needed."))


def _last(row: Values) -> int:
    return max((place for place, value in enumerate(row, start=1) if value is not None), default=0)


def _above(first: Sequence[Values]) -> int:
    """Return how many rows stand above the table: a title, in the first column alone, or a few cells in many."""
    top = first[:_TOP]
    counts = [sum(value is not None for value in row) for row in top]
    left = min(_first(row) for row in top)

    def above(row: Values, count: int) -> bool:
        return count * 2 < max(counts) or (count == 1 < max(counts) and _first(row) == left)

    return next(place for place, row in enumerate(top) if not above(row, counts[place]))


def _first(row: Values) -> int:
    return next(place for place, value in enumerate(row) if value is not None)
