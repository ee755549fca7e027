"""Parquet files: columns with types of their own, read a few thousand rows at a time."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from engine.data.labels import SEPARATORS
from engine.data.schema import Schema
from engine.runtime.data.readers.cells import ROWS
from engine.runtime.data.readers.names import names
from engine.runtime.data.readers.rows import Cells, Chunk
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.tables import inspect_rows
from engine.said import say
from engine.words import Refusal

MARK = b"PAR1"
MOST_OF_A_GROUP = 1_000_000_000
_MOST_BYTES = 8_000_000_000


def is_parquet(upload: Upload) -> bool:
    """Whether an upload is a Parquet file, whatever it is called."""
    return upload.head.startswith(MARK)


def inspect_parquet(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of the Parquet file in `upload`; raises `Refusal` where it is damaged or holds no table."""
    report(0.0, say("Looking how the table is written …"))
    return inspect_rows(upload, Parquet(upload.file), {"form": "parquet"}, (), report)


class Parquet:
    """The rows of a Parquet file: its flat columns, as numbers or texts."""

    decimal = "."

    def __init__(self, path: Path) -> None:
        self._path = path
        with _opened(path) as file:
            _check(file)
            fields = list(file.schema_arrow)
        self._places = [place for place, field in enumerate(fields) if _is_flat(field.type)]
        self._nested = [field.name for field in fields if not _is_flat(field.type)]
        if not self._places:
            raise Refusal(say("No column of this file holds numbers or texts; a flat table is needed."))
        self.names = names([fields[place].name for place in self._places], header=True)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows; raises `Refusal` where the file is damaged."""
        done = 0
        with _opened(self._path) as file:
            count = max(1, file.metadata.num_rows)
            try:
                for batch in file.iter_batches(batch_size=ROWS):
                    done += batch.num_rows
                    columns = tuple(_cells(batch.column(place)) for place in self._places)
                    yield Chunk(columns=columns, share=min(1.0, done / count))
            except (pa.ArrowException, OSError) as fault:
                raise _damaged() from fault

    def notes(self) -> list[str]:
        """Return which columns were left out."""
        return left_out(self._nested)


def left_out(nested: Sequence[str]) -> list[str]:
    """Return what is said of columns whose cells are no numbers and no texts."""
    if not nested:
        return []
    shown = ", ".join(f"“{name[:60]}”" for name in nested[:5])
    if len(nested) > 5:
        shown = say("{names} and {count} more", names=shown, count=len(nested) - 5)
    return [say("Left out are columns whose cells are lists or hold more in them: {names}.", names=shown)]


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as fault:
        raise _damaged() from fault


def _check(file: pq.ParquetFile) -> None:
    groups = [file.metadata.row_group(place).total_byte_size for place in range(file.metadata.num_row_groups)]
    if max(groups, default=0) > MOST_OF_A_GROUP or sum(groups) > _MOST_BYTES:
        raise Refusal(say("This file unpacks to far more than is read; write it with smaller row groups."))


def _is_flat(form: pa.DataType) -> bool:
    if pa.types.is_dictionary(form):
        return _is_flat(form.value_type)
    if _is_list(form):
        return bool(pa.types.is_string(form.value_type) or pa.types.is_large_string(form.value_type))
    tests = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean, pa.types.is_string)
    more = (pa.types.is_large_string, pa.types.is_string_view, pa.types.is_temporal, pa.types.is_null)
    return any(test(form) for test in (*tests, *more))


def _is_list(form: pa.DataType) -> bool:
    return bool(pa.types.is_list(form) or pa.types.is_large_list(form))


def _cells(column: Cells) -> Cells:
    """Return a flat column as numbers or texts, lists of texts as labels."""
    form = column.type
    if pa.types.is_dictionary(form):
        return _cells(column.dictionary_decode())
    if _is_list(form):
        return pc.fill_null(pc.binary_join(pc.cast(column, pa.list_(pa.string())), SEPARATORS[0]), "")
    if pa.types.is_boolean(form):
        return pc.if_else(column, "True", "False")
    if pa.types.is_duration(form):
        return pc.cast(pc.cast(column, pa.int64()), pa.float64(), safe=False)
    if pa.types.is_integer(form) or pa.types.is_floating(form) or pa.types.is_decimal(form) or pa.types.is_null(form):
        return pc.cast(column, pa.float64(), safe=False)
    return pc.cast(column, pa.string())


def _damaged() -> Refusal:
    return Refusal(say("This Parquet file cannot be read: it is damaged or cut short; write it anew."))
