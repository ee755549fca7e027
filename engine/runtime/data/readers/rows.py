"""The rows of a table, whatever form it came in: a few thousand at a time, one array a column."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Cells: TypeAlias = Any
"""A `pyarrow.Array` of one column: texts as they were written, or float64; `null` where nothing stood."""

Batch: TypeAlias = Any
"""A `pyarrow.RecordBatch`."""


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Some rows in their order, one array a column; `share` is how much of the file they end at."""

    columns: tuple[Cells, ...]
    share: float


class Rows(Protocol):
    """A table that can be read from its begin as often as is wanted."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, all different."""

    @property
    def decimal(self) -> str:
        """What stands before the decimals of a number that is written as text."""

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows from the first to the last; raises `Refusal` where they cannot be read."""

    def notes(self) -> list[str]:
        """Return what is to be said about rows that were left out, once all were read."""
