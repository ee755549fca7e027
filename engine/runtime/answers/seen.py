"""The picture that a network saw, which is shown beside its answer."""

from collections.abc import Mapping

import numpy as np

from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.runtime.data.shading import UNIT, data_address
from engine.words import JsonObject


def picture_input(preparation: Preparation) -> str | None:
    """Return the first Input that reads a picture alone."""
    pictures = (
        key
        for key, reading in preparation.inputs.items()
        if [preparation.fields[name].type for name in reading.features] == ["image"]
    )
    return next(pictures, None)


def seen(read: str | None, given: Mapping[str, Array]) -> JsonObject:
    """Return what the Input `read` gives, `(1, height, width, channels)`, where that is a picture."""
    one = None if read is None else np.asarray(given[read])[0]
    if one is None or one.ndim != 3:
        return {}
    return {"given": data_address(np.nan_to_num(one), UNIT)}
