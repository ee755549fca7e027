"""Samples of one part as a network takes them: all in memory, or prepared piece by piece when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from engine.runtime.data.raw import Array

Taken: TypeAlias = tuple[Mapping[str, Array], Mapping[str, Array]]
"""What goes into a network by Input node, and what it is compared with by Output node."""

AT_ONCE = 256
"""Samples that are handed to a network at once where it learns nothing from them."""
_MOST_BYTES = 32_000_000


@dataclass(frozen=True, kw_only=True)
class Part:
    """Samples in memory: `x` by Input node, `y` by Output node, and their row numbers in the data set.

    `x` is float32; `y` is int32 `(sample,)` for a class, or float32 `(sample, class)` for a loss that wants it one-hot,
    float32 `(sample, 1)` for a number, the very `x` of an Input that is to be given again, and zeros `(sample,)` where
    the loss compares with nothing.
    """

    x: Mapping[str, Array]
    y: Mapping[str, Array]
    rows: Array

    def take(self, places: Array) -> Taken:
        """Return the samples at some places of this part."""
        return {key: each[places] for key, each in self.x.items()}, {key: each[places] for key, each in self.y.items()}

    def pieces(self) -> Iterator[Taken]:
        """Yield the samples as they lie, some at a time."""
        for start in range(0, len(self.rows), AT_ONCE):
            yield self.take(np.arange(start, min(start + AT_ONCE, len(self.rows))))


@dataclass(frozen=True, kw_only=True)
class Streamed:
    """Samples that are too many for the memory. `read` prepares some rows; one sample takes `size` bytes."""

    rows: Array
    read: Callable[[Array], Part]
    size: int

    def take(self, places: Array) -> Taken:
        """Return the samples at some places of this part, read from the disk and prepared now."""
        part = self.read(self.rows[places])
        return part.x, part.y

    def pieces(self) -> Iterator[Taken]:
        """Yield the samples as they lie, few at a time."""
        step = max(1, min(AT_ONCE, _MOST_BYTES // self.size))
        for start in range(0, len(self.rows), step):
            yield self.take(np.arange(start, min(start + step, len(self.rows))))


Samples: TypeAlias = Part | Streamed
