"""Texts that are written, as samples: which Input reads what is written so far, and what comes next in it."""

from collections.abc import Mapping

import numpy as np

from engine.data.reading import Reading
from engine.data.schema import Feature
from engine.data.texts import END
from engine.runtime.data.raw import Array


def written_by(readings: Mapping[str, Reading], target: Feature) -> str | None:
    """Return the Input that reads a target as far as it is written."""
    return next((key for key, each in readings.items() if each.text_shifted and each.features == (target.name,)), None)


def following(read: Array) -> Array:
    """Return what comes next at each place of texts that begin with a mark, `(sample, place)`.

    After the last word or letter comes the mark of the end, and then nothing, 0.
    """
    after = np.zeros(read.shape, dtype=np.int32)
    after[:, :-1] = read[:, 1:]
    after[np.arange(len(read)), np.count_nonzero(after, axis=1)] = END
    return after
