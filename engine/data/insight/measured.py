"""What is measured of all columns together when a data set is read, and its form in a schema's JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from engine.words import JsonObject

Matrix: TypeAlias = tuple[tuple[float, ...], ...]
Counts: TypeAlias = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Outliers:
    """How many values of a column lie far outside of `low` to `high`, where nearly all others are."""

    count: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Insight:
    """What is known of a data set beyond its columns one by one.

    `rows` were looked at, drawn by chance where there are many; `repeated` rows, of all, say what an earlier one does.
    `columns` are those of both matrices `(column, column)`: `related` from -1 to 1 (rank correlation of two numbers;
    else Cramér's V, from 0), and `tells`, from 0 to 1: how much better than by always saying the same the second is
    known from the first alone, on rows that this was not learnt from. `by_class` has for each column the counts
    `(class, bin)` of its histogram, or of its classes, by the class of `target` in its order, of all rows.
    `ordered` are columns whose values never fall, or never rise, from row to row.
    """

    rows: int
    repeated: int | None = None
    outliers: Mapping[str, Outliers] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    related: Matrix = ()
    tells: Matrix = ()
    target: str | None = None
    by_class: Mapping[str, Counts] = field(default_factory=dict)
    ordered: tuple[str, ...] = ()

    def told(self, given: str, asked: str) -> float:
        """Return how much the column `given` alone tells of the column `asked`; 0 where that was not measured."""
        return self._cell(self.tells, given, asked)

    def relation(self, one: str, other: str) -> float:
        """Return how two columns go together; 0 where that was not measured."""
        return self._cell(self.related, one, other)

    def _cell(self, matrix: Matrix, row: str, column: str) -> float:
        if row not in self.columns or column not in self.columns:
            return 0.0
        return matrix[self.columns.index(row)][self.columns.index(column)]


def dump(insight: Insight) -> JsonObject:
    """Return an insight as JSON."""
    return {
        "rows": insight.rows,
        "repeated": insight.repeated,
        "outliers": {
            name: {"count": each.count, "low": each.low, "high": each.high} for name, each in insight.outliers.items()
        },
        "columns": list(insight.columns),
        "related": [list(row) for row in insight.related],
        "tells": [list(row) for row in insight.tells],
        "target": insight.target,
        "by_class": {name: [list(row) for row in rows] for name, rows in insight.by_class.items()},
        "ordered": list(insight.ordered),
    }


def load(value: Mapping[str, Any]) -> Insight:
    """Read an insight; raises `KeyError`, `TypeError` or `AttributeError` where `value` is none."""
    repeated = value["repeated"]
    return Insight(
        rows=int(value["rows"]),
        repeated=None if repeated is None else int(repeated),
        outliers={
            str(name): Outliers(count=int(each["count"]), low=float(each["low"]), high=float(each["high"]))
            for name, each in value["outliers"].items()
        },
        columns=tuple(map(str, value["columns"])),
        related=_matrix(value["related"]),
        tells=_matrix(value["tells"]),
        target=value["target"],
        by_class={
            str(name): tuple(tuple(int(count) for count in row) for row in rows)
            for name, rows in value["by_class"].items()
        },
        ordered=tuple(map(str, value.get("ordered", ()))),
    )


def _matrix(rows: Any) -> Matrix:  # noqa: ANN401
    return tuple(tuple(float(cell) for cell in row) for row in rows)
