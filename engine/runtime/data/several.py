"""Finds out whether the cells of a column hold several labels each."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.data.labels import MOST_LABELS, MOST_TOGETHER, SEPARATORS, Labels, parts_of
from engine.runtime.data.raw import Array

_LONGEST = 60
_FEWER = 2
_REPEATED = 0.05


def labels_in(texts: Sequence[str], counts: Array) -> tuple[Labels, bool] | None:
    """Return how cells are read as labels, of which there are `texts` ("": missing) so many times, and whether surely.

    `None` where no separator parts any of them, or there would be too many labels.
    """
    cells = {text: int(count) for text, count in zip(texts, counts, strict=True) if count}
    missing = cells.pop("", 0)
    for separator in SEPARATORS:
        if any(separator in cell for cell in cells):
            parts = {cell: parts_of(cell, separator) for cell in cells}
            if _can_be(parts):
                return _labels(separator, cells, parts, missing), _are_lists(separator, parts)
    return None


def _are_lists(separator: str, parts: Mapping[str, Sequence[str]]) -> bool:
    """Whether cells are surely lists: far fewer different parts than cells, of which some hold more than others.

    What has the same number of parts everywhere are places or pairs: `3,4`, `Rome, Italy`.
    """
    names = {name for each in parts.values() for name in each}
    lengths = {len(each) for each in parts.values()}
    repeated = sum(len(each) < _pieces(cell, separator) for cell, each in parts.items())
    return len(names) * _FEWER <= len(parts) and len(lengths) > 1 and repeated <= _REPEATED * len(parts)


def _pieces(cell: str, separator: str) -> int:
    return sum(bool(part.strip()) for part in cell.split(separator))


def _can_be(parts: Mapping[str, Sequence[str]]) -> bool:
    names = {name for each in parts.values() for name in each}
    several = any(len(each) > 1 for each in parts.values())
    return several and 1 < len(names) <= MOST_LABELS and max(map(len, names)) <= _LONGEST


def _labels(separator: str, cells: Mapping[str, int], parts: Mapping[str, Sequence[str]], missing: int) -> Labels:
    names = sorted({name for each in parts.values() for name in each}, key=lambda name: (name.casefold(), name))
    table = table_of([parts[cell] for cell in cells], names)
    rows = np.asarray(list(cells.values()), dtype=np.int64)
    counts = rows @ table
    shown = np.sort(np.argsort(-counts, kind="stable")[:MOST_TOGETHER])
    some = table[:, shown]
    together = some.T @ (some * rows[:, np.newaxis])
    few = len(cells) <= MOST_LABELS
    order = sorted(cells, key=lambda cell: (cell.casefold(), cell)) if few else []
    return Labels(
        separator=separator,
        names=tuple(names),
        counts=tuple(counts.tolist()),
        cells=tuple(order),
        cell_counts=tuple(cells[cell] for cell in order),
        distinct=len(cells),
        missing=missing,
        shown=tuple(shown.tolist()),
        together=tuple(map(tuple, together.tolist())),
    )


def table_of(found: Sequence[Sequence[str]], names: Sequence[str]) -> Array:
    """Return a row for each list of labels, with a 1 in the place of each that is in it, int64 `(list, name)`."""
    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(found), len(names)), dtype=np.int64)
    for row, each in zip(table, found, strict=True):
        row[[places[name] for name in each if name in places]] = 1
    return table
