"""Pictures that are turned: each in all four ways.

Gidaris, Singh and Komodakis, 2018: Unsupervised Representation Learning by Predicting Image Rotations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.made import TURNS
from engine.data.schema import Schema
from engine.runtime.data.raw import Array, Columns, Drawn, labels


@dataclass(frozen=True)
class Turned(Drawn):
    """Pictures of rows, each turned so many times by a quarter against the clock."""

    turns: Array

    def __getitem__(self, place: int | Array | slice) -> Array:
        pictures = super().__getitem__(place)
        if isinstance(place, np.ndarray | slice):
            return quarters(pictures, self.turns[place])
        return np.rot90(pictures, int(self.turns[place]))


def turned(used: Schema, raw: Columns, parts: Sequence[Array]) -> tuple[Columns, list[int]]:
    """Return every picture four times, turned, part after part, and how many each part has."""
    rows = np.repeat(np.concatenate(list(parts)), len(TURNS))
    turns = np.arange(len(rows)) % len(TURNS)
    image, target = used.features
    columns: Columns = {
        image.name: Turned(raw[image.source], rows, turns).as_column(),
        target.name: labels(turns, TURNS),
    }
    return columns, [len(TURNS) * len(part) for part in parts]


def quarters(pictures: Array, turns: Array) -> Array:
    """Return pictures `(sample, height, width, channel)`, as high as wide, each turned by so many quarters."""
    made = np.array(pictures)
    for turn in range(1, len(TURNS)):
        made[turns == turn] = np.rot90(pictures[turns == turn], turn, axes=(1, 2))
    return made
