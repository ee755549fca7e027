"""Brings pictures to one size: the same layer for what is kept and inside every exported model."""

import statistics
from collections import Counter
from collections.abc import Sequence
from typing import cast

import keras
import numpy as np

from engine.data.taken import Pixels
from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Json, Refusal

SIZES = (32, 48, 64, 96)
LARGEST = 512
_SMALL_ENOUGH = 128


def chosen_size(sizes: Sequence[tuple[int, int]], wanted: Json, sides: Sequence[int] = SIZES) -> tuple[int, int]:
    """Return the size (height, width) for pictures of such `sizes`: the `wanted` one, their own, or one of `sides`.

    Raises `Refusal` where the wanted one is none.
    """
    if wanted is not None:
        match wanted:
            case [int(height), int(width)] if min(height, width) >= 8 and max(height, width) <= LARGEST:
                return height, width
        raise Refusal(say("Pictures can be resized to between 8×8 and {largest}×{largest} pixels.", largest=LARGEST))
    counted = Counter(sizes)
    if len(counted) == 1 and max(height_width := next(iter(counted))) <= _SMALL_ENOUGH:
        return height_width
    side = statistics.median(min(size) for size in counted.elements())
    chosen = max((each for each in sides if each <= side), default=sides[0])
    return chosen, chosen


def resizing(size: tuple[int, int], name: str = "resize") -> keras.layers.Layer:
    """Return the layer that brings a picture to `size` (height, width)."""
    return keras.layers.Resizing(size[0], size[1], interpolation="bilinear", antialias=True, name=name)


def whole(values: Array, kind: Pixels) -> Array:
    """Return values as pixels of such a kind: the nearest that there are."""
    if kind == "float32":
        return values.astype(np.float32)
    return np.asarray(np.round(values).clip(0, np.iinfo(kind).max), dtype=kind)


def sized(pixels: Array, resize: keras.layers.Layer, size: tuple[int, int]) -> Array:
    """Return pixels `(height, width, channels)` brought to `size` by the layer `resize`, of the same kind.

    Pixels are rounded to whole numbers, so training sees a resized picture within half a grey level of what the
    exported model sees; a picture that has the size already is the same to the bit.
    """
    if pixels.shape[:2] == size:
        return pixels
    resized = resize(pixels[np.newaxis].astype(np.float32))
    return whole(keras.ops.convert_to_numpy(resized)[0], cast("Pixels", pixels.dtype.name))
