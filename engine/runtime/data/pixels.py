"""The pictures of an uploaded data set, kept beside it as plain pixels of one size."""

import json
from collections.abc import Iterable
from pathlib import Path

import keras
import numpy as np

from engine.home import write_json
from engine.runtime.data.raw import Array, Columns
from engine.said import say
from engine.words import Refusal

_PIXELS = "pixels.u8"
_INDEX = "pixels.json"


def resizing(size: tuple[int, int], name: str = "resize") -> keras.layers.Layer:
    """Return the layer that brings a picture to `size` (height, width), here and inside every exported model."""
    return keras.layers.Resizing(size[0], size[1], interpolation="bilinear", antialias=True, name=name)


def store(folder: Path, shape: tuple[int, int, int], pictures: Iterable[tuple[Array, str]]) -> None:
    """Write decoded pictures, each with its class, to `folder`, resized to `shape` (height, width, channels).

    Pixels are rounded to whole numbers, so training sees a resized picture within half a grey level of what the
    exported model sees; a picture that has the size already is the same to the bit.
    """
    resize = resizing(shape[:2])
    names = []
    with (folder / f".{_PIXELS}").open("wb") as file:
        for pixels, name in pictures:
            file.write(_sized(pixels, shape, resize).tobytes())
            names.append(name)
    (folder / f".{_PIXELS}").replace(folder / _PIXELS)
    write_json(folder / _INDEX, {"shape": list(shape), "classes": names})


def pixels(folder: Path) -> Columns:
    """Return the pictures `image` and their `class` that `store` wrote; raises `Refusal` where nothing lies there."""
    try:
        index = json.loads((folder / _INDEX).read_text("utf-8"))
        flat = np.memmap(folder / _PIXELS, dtype=np.uint8, mode="r")
    except FileNotFoundError as fault:
        raise Refusal(say("The pictures of this data set are gone; upload them again.")) from fault
    return {"image": flat.reshape(-1, *index["shape"]), "class": np.asarray(index["classes"], dtype=object)}


def _sized(values: Array, shape: tuple[int, int, int], resize: keras.layers.Layer) -> Array:
    if values.shape == shape:
        return values
    resized = resize(values[np.newaxis].astype(np.float32))
    whole: Array = np.round(keras.ops.convert_to_numpy(resized)[0]).clip(0, 255).astype(np.uint8)
    return whole
