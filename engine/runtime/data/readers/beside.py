"""A table in an archive that says something about its files: its rows are joined to them by their names."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from engine.runtime.data.archive import Archive, Member
from engine.runtime.data.describe import number_text
from engine.runtime.data.parse import Column, Table, parse
from engine.runtime.data.raw import Array, labels
from engine.runtime.data.readers.delimited import Delimited
from engine.runtime.data.readers.excel import Sheet
from engine.runtime.data.readers.left_out import quoted
from engine.runtime.data.readers.workbook import workbook
from engine.runtime.data.sniff import sniff
from engine.said import counted, say
from engine.words import Refusal

TABLES = {".csv", ".tsv", ".xlsx"}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a table says of files: the row of each file that it names, and its columns but for the files' names."""

    rows: Mapping[PurePosixPath, int]
    columns: Mapping[str, Array]
    notes: tuple[str, ...]

    def told(self, paths: Sequence[PurePosixPath], column: str) -> tuple[list[int], dict[str, Array]]:
        """Return which of the files at `paths` it names, and what it says of these, by names other than their `column`.

        Raises `Refusal` where it says nothing but their names.
        """
        if not self.columns:
            raise Refusal(say("The table in the archive names the files and says nothing else of them."))
        named = [place for place, path in enumerate(paths) if path in self.rows]
        rows = np.asarray([self.rows[paths[place]] for place in named])
        cells = {f"{name} (2)" if name == column else name: values[rows] for name, values in self.columns.items()}
        return named, cells


def beside(archive: Archive, paths: Sequence[PurePosixPath]) -> Beside | None:
    """Return what the table in an archive says of the files at `paths`; `None` where there is none that names them."""
    for member in archive.members:
        if member.path.suffix.lower() in TABLES:
            found = _joined(_table(archive, member), member.path, paths)
            if found:
                return found
    return None


def _table(archive: Archive, member: Member) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table"
        try:
            file.write_bytes(archive.content(member))
            if member.path.suffix.lower() == ".xlsx":
                with workbook(file) as book:
                    return parse(Sheet(file, book.worksheets[0], None), lambda _share: None)
            return parse(Delimited(file, sniff(file, {})), lambda _share: None)
        except Refusal as fault:
            raise Refusal(
                say("“{table}” in the archive cannot be read: {why}", table=str(member.path), why=str(fault))
            ) from fault


def _joined(table: Table, told: PurePosixPath, paths: Sequence[PurePosixPath]) -> Beside | None:
    known = _known(paths)
    matches = {column.name: _rows(column, known) for column in table.columns if not column.free}
    best = max(matches, key=lambda name: len(matches[name]), default=None)
    if best is None or not matches[best]:
        return None
    rows = matches[best]
    kept = {column.name: _values(column) for column in table.columns if column.name != best and not column.free}
    return Beside(rows=rows, columns=kept, notes=tuple(_notes(told, table.rows, rows, paths)))


def _known(paths: Sequence[PurePosixPath]) -> dict[str, PurePosixPath]:
    """Return the file that each way to name one means; what several are called is none."""
    known: dict[str, PurePosixPath | None] = {}
    for path in paths:
        # A table has lost the zeros before a number.
        bare = path.stem.lstrip("0") or "0" if path.stem.isdecimal() else path.stem
        for name in {str(path).casefold(), path.name.casefold(), path.stem.casefold(), bare.casefold()}:
            known[name] = None if name in known else path
    return {name: path for name, path in known.items() if path}


def _rows(column: Column, known: Mapping[str, PurePosixPath]) -> dict[PurePosixPath, int]:
    """Return the first row that names each file."""
    texts, codes = _texts(column)
    files = [_named(text, known) for text in texts]
    rows: dict[PurePosixPath, int] = {}
    for row, code in enumerate(codes.tolist()):
        if path := files[code]:
            rows.setdefault(path, row)
    return rows


def _texts(column: Column) -> tuple[Sequence[str], Array]:
    """Return the different cells of a column as texts, and which of them each row has."""
    if not column.number:
        return list(column.texts), column.indices()
    values, codes = np.unique(column.numbers(), return_inverse=True)
    return [number_text(value) if np.isfinite(value) else "" for value in values], codes


def _named(text: str, known: Mapping[str, PurePosixPath]) -> PurePosixPath | None:
    plain = text.strip().replace("\\", "/").removeprefix("./").casefold()
    return known.get(plain) or known.get(plain.rpartition("/")[2])


def _values(column: Column) -> Array:
    return column.numbers() if column.number else labels(column.indices(), list(column.texts))


def _notes(
    told: PurePosixPath, count: int, rows: Mapping[PurePosixPath, int], paths: Sequence[PurePosixPath]
) -> Iterator[str]:
    yield say("What each file is stands in “{table}”, found by its name.", table=str(told))
    if missing := [str(path) for path in paths if path not in rows]:
        yield counted(
            len(missing),
            "{count} file is in no row of the table and was left out: {shown}",
            "{count} files are in no row of the table and were left out: {shown}",
            shown=quoted(missing),
        )
    if count > len(rows):
        yield counted(
            count - len(rows),
            "{count} row of the table names no file that is there, or one that was named before.",
            "{count} rows of the table name no file that is there, or one that was named before.",
        )
