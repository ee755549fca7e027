"""The folders of an archive as classes; loose files have no label yet."""

from collections.abc import Sequence
from pathlib import PurePosixPath

import numpy as np

from engine.data.schema import Feature
from engine.runtime.data.raw import Array


def folders(paths: Sequence[PurePosixPath]) -> Array:
    """Return the class of each file: its folder's name, "" for all where they lie in one folder or in none."""
    names = np.asarray([path.parent.name for path in paths], dtype=object)
    return names if len(set(names)) > 1 else np.full(len(names), "", dtype=object)


def is_unlabelled(feature: Feature) -> bool:
    """Whether a column of classes is to be filled by the person: no sample has one."""
    return feature.name == "class" and feature.distinct == 0
