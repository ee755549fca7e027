"""A ZIP with one table in it, as tables are often handed out: unpacked once, then read as the table that it is."""

from pathlib import PurePosixPath

from engine.data.members import hidden
from engine.runtime.data.archive import Archive, Member, opened
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.left_out import quoted
from engine.runtime.data.readers.upload import RAW, Upload
from engine.said import say
from engine.words import Refusal

_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".parquet", ".jsonl", ".ndjson", ".json"})
_WORDS = frozenset({".txt", ".md", ".rst", ".pdf", ".html", ".names", ""})
"""What is written about a table: a licence, a description."""
_MOST_WORDS = 3


def is_packed_table(upload: Upload) -> bool:
    """Whether a ZIP holds tables and nothing else but a few words about them."""
    suffixes = [path.suffix.lower() for name in upload.members if (path := _shown(name)) is not None]
    others = [suffix for suffix in suffixes if suffix not in _TABLES]
    return len(others) < len(suffixes) and len(others) <= _MOST_WORDS and _WORDS.issuperset(others)


def unpack(upload: Upload, report: Report) -> None:
    """Put the only table of the ZIP in its place. Raises `Refusal` where there are several, or it is no safe ZIP."""
    with opened(upload.file) as archive:
        tables = [member for member in archive.members if member.path.suffix.lower() in _TABLES]
        if len(tables) > 1:
            names = quoted([str(table.path) for table in tables])
            sentence = say("This ZIP holds {count} tables: {names}; bring one of them.", count=len(tables), names=names)
            raise Refusal(sentence)
        report(0.0, say("Unpacking “{name}” …", name=tables[0].path.name))
        _write(archive, tables[0], upload)


def _write(archive: Archive, table: Member, upload: Upload) -> None:
    unpacked = upload.folder / f"{RAW}.unpacked"
    try:
        with unpacked.open("wb") as file:
            file.writelines(archive.pieces(table))
        unpacked.replace(upload.folder / RAW)
    finally:
        unpacked.unlink(missing_ok=True)


def _shown(name: str) -> PurePosixPath | None:
    path = PurePosixPath(name)
    return None if name.endswith("/") or hidden(path) else path
