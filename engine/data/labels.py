"""Columns whose cells hold several labels each: `beach;sunset`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.words import JsonObject

if TYPE_CHECKING:
    from engine.data.schema import Feature

SEPARATORS = (";", "|", ",")
MOST_LABELS = 200
MOST_TOGETHER = 24


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What the cells of a column say, read as labels: `names`, and how many cells have each.

    `cells` are the whole cells, and how many rows have each, for whoever takes the column for a category; there are
    none where they are too many. `missing` rows have an empty cell, which is no label. `shown` are places of the most
    frequent names, and `together[i][j]` says how many rows have both the i-th and the j-th of them.
    """

    separator: str
    names: tuple[str, ...]
    counts: tuple[int, ...]
    cells: tuple[str, ...] = ()
    cell_counts: tuple[int, ...] = ()
    distinct: int = 0
    missing: int = 0
    shown: tuple[int, ...] = ()
    together: tuple[tuple[int, ...], ...] = ()


def parts_of(cell: str, separator: str) -> tuple[str, ...]:
    """Return the labels in a cell, each once, in their order."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(separator) if part.strip()))


def joined(names: Sequence[str], separator: str) -> str:
    """Return a cell with these labels."""
    return separator.join(names)


def as_labels(feature: "Feature") -> "Feature":
    """Return a column, whose cells can be read so, as one of labels: its classes are their names."""
    found = feature.labels
    if found is None:
        return feature
    return replace(
        feature, type="labels", classes=found.names, counts=found.counts, distinct=len(found.names), missing=0
    )


def as_cells(feature: "Feature") -> "Feature":
    """Return a column of labels with whole cells as its classes, as a category or what is left out has them."""
    found = feature.labels
    if found is None or feature.type != "labels":
        return feature
    return replace(
        feature, classes=found.cells, counts=found.cell_counts, distinct=found.distinct, missing=found.missing
    )


def rarest_first(feature: "Feature") -> tuple[int, ...]:
    """Return the places of a column's labels, that which the fewest rows have first: by it rows are stratified."""
    return tuple(sorted(range(len(feature.classes)), key=lambda place: feature.counts[place]))


def dump(labels: Labels) -> JsonObject:
    """Return it as JSON."""
    return {
        "separator": labels.separator,
        "names": list(labels.names),
        "counts": list(labels.counts),
        "cells": list(labels.cells),
        "cell_counts": list(labels.cell_counts),
        "distinct": labels.distinct,
        "missing": labels.missing,
        "shown": list(labels.shown),
        "together": [list(row) for row in labels.together],
    }


def load(value: Mapping[str, Any]) -> Labels:
    """Read what `dump` wrote. Raises `TypeError` where it has another form."""
    found = Labels(
        separator=str(value["separator"]),
        names=tuple(map(str, value["names"])),
        counts=tuple(map(int, value["counts"])),
        cells=tuple(map(str, value["cells"])),
        cell_counts=tuple(map(int, value["cell_counts"])),
        distinct=int(value["distinct"]),
        missing=int(value["missing"]),
        shown=tuple(map(int, value["shown"])),
        together=tuple(tuple(map(int, row)) for row in value["together"]),
    )
    if found.separator not in SEPARATORS or not found.names or len(found.names) != len(found.counts):
        raise TypeError("Labels need a separator, and a count for each of them.")
    return found
