"""Which samples train, which validate, which test: by share, by what a column says, by group, or by time.

The generated program has the same lines (`engine/program/split.py`); a test runs both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.data.parts import part_of
from engine.data.schema import Schema
from engine.document.model import PARTS, Document, Series, Split, SplitBy
from engine.runtime.data.changed import KEPT
from engine.runtime.data.describe import number_text
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.types import FIELDS
from engine.runtime.data.windows import WHEN, WHICH, apart, widened
from engine.said import say
from engine.words import Refusal

PART = " part"
"""The column of made samples that says in which part each is. No column of a table begins with a space."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Row numbers of the three parts; together every row once, but for later rows where folds are cut by time."""

    training: Array
    validation: Array
    test: Array


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows to divide, in `shuffled` order. `classes` are class numbers, `column` what they are split by."""

    shuffled: Array
    classes: Array | None = None
    column: Array | None = None

    @property
    def by_class(self) -> Array:
        """The shuffled rows, class after class."""
        order = self.shuffled
        return order if self.classes is None else order[np.argsort(self.classes[order], kind="stable")]


def split_rows(used: Schema, document: Document, raw: Columns) -> Parts:
    """Return the row numbers of each part, of an applied schema; rows that were removed or have no target are in none.

    Raises `Refusal` where the column to split by is not there.
    """
    return divided(used, document.data.split, raw)


def divided(used: Schema, split: Split, raw: Columns) -> Parts:
    """Return the same for a split. What was made of split rows stays in their parts."""
    if used.made:
        return Parts(**{name: np.flatnonzero(raw[PART] == number) for number, name in enumerate(PARTS)})
    targets = used.targets()
    present = raw[KEPT].copy() if KEPT in raw else np.ones(len(next(iter(raw.values()))), dtype=bool)
    for feature in targets:
        present &= FIELDS[feature.type].present(raw[feature.name])
    rows = np.flatnonzero(present)
    strata = (FIELDS[target.type].strata(target, raw[target.name][rows]) for target in targets)
    classes = next((found for found in strata if found is not None), None)
    split, column = _column(split, raw, used)
    parts = divide(len(rows), split, classes, None if column is None else column[rows])
    parts = Parts(training=rows[parts.training], validation=rows[parts.validation], test=rows[parts.test])
    return _apart(parts, raw, used.series) if used.series else parts


def _apart(parts: Parts, raw: Columns, series: Series) -> Parts:
    """Return the parts without the windows that reach over a border of theirs."""
    part = np.full(len(raw[WHICH]), -1)
    for number, rows in enumerate(vars(parts).values()):
        part[rows] = number
    kept = apart(part, raw[WHICH], series) >= 0
    return Parts(**{name: rows[kept[rows]] for name, rows in vars(parts).items()})


def divide(count: int, split: Split, classes: Array | None = None, column: Array | None = None) -> Parts:
    """Divide `count` rows as `split` says; each class has its share in every part where `classes` are given.

    `column` has one cell a row, a text or a number; it is not needed by share. The order inside each part is shuffled
    by the seed; by time it is that of time.
    """
    rows = Rows(shuffled=np.random.default_rng(split.seed).permutation(count), classes=classes, column=column)
    part = _WAYS[split.by](rows, split)
    order = rows.shuffled if split.by != "time" else in_time(rows)
    return Parts(**{name: order[part[order] == number] for number, name in enumerate(PARTS)})


def by_share(rows: Rows, split: Split) -> Array:
    """Return the part of each row: validation and test at even steps of the shuffled rows, class after class."""
    part, order = np.zeros(len(rows.shuffled), dtype=np.int8), rows.by_class
    if split.folds > 1:
        tested = every(split.test, len(order))
        part[order[tested]] = 2
        part[_fold(order[~tested], split)] = 1
        return part
    share = split.validation + split.test
    held = order[every(share, len(order))]
    part[held] = 1
    part[held[every(split.test / share if share else 0, len(held))]] = 2
    return part


def by_column(rows: Rows, split: Split) -> Array:
    """Return the part that each row's cell says; where none says validation, a share of the training rows is taken."""
    cells, place = np.unique(_given(rows), return_inverse=True)
    part = np.array([PARTS.index(part_of(_text(cell), split)) for cell in cells], dtype=np.int8)[place]
    if split.folds > 1:
        part[part == 1] = 0
    if not (part == 1).any():
        order = rows.by_class
        learning = order[part[order] == 0]
        part[_fold(learning, split) if split.folds > 1 else learning[every(split.validation, len(learning))]] = 1
    return part


def by_group(rows: Rows, split: Split) -> Array:
    """Return the part of each row, the same for all rows of a group.

    The largest groups are placed first, each where rows are missing still, and there where most of its classes are
    missing; which of two equal ones is first, the seed says.
    """
    names, group = np.unique(_given(rows), return_inverse=True)
    sizes = np.bincount(group, minlength=len(names))
    classes = np.zeros(len(group), dtype=np.int64) if rows.classes is None else rows.classes
    table = np.zeros((len(names), int(classes.max(initial=0)) + 1))
    np.add.at(table, (group, classes), 1)
    shares = _group_shares(split)
    missing, lacking = shares * len(group), np.outer(shares, np.ones(table.shape[1]))
    table /= np.maximum(table.sum(axis=0), 1)
    shuffled = np.random.default_rng(split.seed).permutation(len(names))
    placed = np.zeros(len(names), dtype=np.int64)
    for name in shuffled[np.argsort(-sizes[shuffled], kind="stable")]:
        fits = np.where(missing > 1e-9, lacking @ table[name], -np.inf)
        placed[name] = np.argmax(fits)
        missing[placed[name]] -= sizes[name]
        lacking[placed[name]] -= table[name]
    return _numbered(placed[group], split)


def by_time(rows: Rows, split: Split) -> Array:
    """Return the part of each row: the last ones test, those before validate; 3 where it is later than its fold.

    With folds, what is no test is cut into one piece more; a fold validates by a piece and learns from those before it.
    """
    order, part = in_time(rows), np.zeros(len(rows.shuffled), dtype=np.int8)
    tested = round(split.test * len(order))
    before, test = order[: len(order) - tested], order[len(order) - tested :]
    part[test] = 2
    if split.folds > 1:
        ends = np.linspace(0, len(before), split.folds + 2).round().astype(int)
        part[before[ends[split.fold + 1] :]] = 3
        part[before[ends[split.fold + 1] : ends[split.fold + 2]]] = 1
        return part
    part[before[len(before) - round(split.validation * len(order)) :]] = 1
    return part


def in_time(rows: Rows) -> Array:
    """Return the rows from the earliest to the latest; those without a time come first."""
    column = _given(rows)
    times = np.where(np.isfinite(column), column, -np.inf) if column.dtype.kind == "f" else column.astype(np.str_)
    return np.argsort(times, kind="stable")


def every(share: float, count: int) -> Array:
    """Return which of `count` places to take so that their share is `share` at every point along the way."""
    taken: Array = np.diff(np.floor(np.arange(count + 1) * share + 1e-9)) > 0
    return taken


_WAYS: dict[SplitBy, Callable[[Rows, Split], Array]] = {
    "share": by_share,
    "column": by_column,
    "group": by_group,
    "time": by_time,
}


def _fold(order: Array, split: Split) -> Array:
    validating: Array = order[np.arange(len(order)) % split.folds == split.fold]
    return validating


def _text(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    return number_text(cell) if np.isfinite(cell) else ""


def _group_shares(split: Split) -> Array:
    """Return the shares in which groups are placed: training, validation, test; or one a fold, and test."""
    if split.folds > 1:
        return np.array([*[(1 - split.test) / split.folds] * split.folds, split.test])
    return np.array(split.shares)


def _numbered(placed: Array, split: Split) -> Array:
    if split.folds < 2:
        return placed
    return np.where(placed == split.folds, 2, np.where(placed == split.fold, 1, 0))


def _given(rows: Rows) -> Array:
    if rows.column is None:
        raise ValueError("There is no column to split by.")
    return rows.column


def _column(split: Split, raw: Columns, used: Schema) -> tuple[Split, Array | None]:
    """Return the column to split by. Windows of a series are never shuffled: what is not said otherwise is time."""
    if used.series and split.by in {"share", "time"}:
        return widened(replace(split, by="time"), used.series, raw[WHICH]), raw[WHEN]
    if split.by == "share":
        return split, None
    found = raw.get(split.column or "")
    if found is not None and used.series and found.ndim == 2:
        found = found[:, -1]
    if found is None or found.ndim > 1:
        raise Refusal(
            say(
                "The data cannot be split by “{column}”: choose another column on the Data page.",
                column=split.column or "",
            )
        )
    return split, found
