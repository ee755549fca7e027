"""The same picture in the folders of several classes: one picture with several labels, where a person wants that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.labels import SEPARATORS, joined
from engine.runtime.data.raw import Array


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Places of the first file of each picture, and its labels as a cell; `several` pictures have more than one."""

    first: tuple[int, ...]
    cells: Array
    several: int


def gathered(marks: Sequence[bytes], names: Iterable[str]) -> Gathered:
    """Return each picture once, by the checksums of the files, with the names of all folders in which it stands."""
    found: dict[bytes, tuple[int, dict[str, None]]] = {}
    for place, (mark, name) in enumerate(zip(marks, names, strict=True)):
        # What stands between labels can be in none of them.
        found.setdefault(mark, (place, {}))[1][name.replace(SEPARATORS[0], " ")] = None
    return Gathered(
        first=tuple(place for place, _ in found.values()),
        cells=np.asarray([joined(tuple(each), SEPARATORS[0]) for _, each in found.values()], dtype=object),
        several=sum(len(each) > 1 for _, each in found.values()),
    )
