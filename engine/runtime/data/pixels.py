"""Brings pictures to one size: the same layer for what is kept and inside every exported model."""

import keras
import numpy as np

from engine.runtime.data.raw import Array


def resizing(size: tuple[int, int], name: str = "resize") -> keras.layers.Layer:
    """Return the layer that brings a picture to `size` (height, width)."""
    return keras.layers.Resizing(size[0], size[1], interpolation="bilinear", antialias=True, name=name)


def sized(pixels: Array, resize: keras.layers.Layer, size: tuple[int, int]) -> Array:
    """Return uint8 pixels `(height, width, channels)` brought to `size` by the layer `resize`.

    Pixels are rounded to whole numbers, so training sees a resized picture within half a grey level of what the
    exported model sees; a picture that has the size already is the same to the bit.
    """
    if pixels.shape[:2] == size:
        return pixels
    resized = resize(pixels[np.newaxis].astype(np.float32))
    whole: Array = np.round(keras.ops.convert_to_numpy(resized)[0]).clip(0, 255).astype(np.uint8)
    return whole
