"""Masks as pictures: what values they hold, which class each place is, and how they are drawn over what they mask."""

import base64
import io
from collections.abc import Sequence

import numpy as np
from PIL import Image

from engine.runtime.data.archive import Damaged
from engine.runtime.data.pictures import opened_picture, reading
from engine.runtime.data.raw import Array
from engine.said import say

MOST_VALUES = 64
_ALPHA = 150
_COLOURED = 1 << 24  # above every grey value, so that a colour is never taken for one


def values(content: bytes) -> Array:
    """Return the value of each place `(height, width)` of a mask: its grey or palette value, or its colour.

    Colours, but for shades of grey, are their red, green and blue in one number, from 2²⁴. Raises `Damaged` where it
    is no picture.
    """
    with opened_picture(content) as picture, reading():
        if picture.mode in {"1", "L", "P", "I", "I;16"}:
            plain = picture.convert("L") if picture.mode == "1" else picture
            return np.asarray(plain).astype(np.int32)
        channels = np.asarray(picture.convert("RGB")).astype(np.int32)
    grey = (channels == channels[..., :1]).all(axis=-1)
    colours = (channels << np.array([16, 8, 0])).sum(axis=-1) + _COLOURED
    return np.asarray(np.where(grey, channels[..., 0], colours), dtype=np.int32)


def name(value: int) -> str:
    """Return what a value of masks is called: the number of its grey or palette, or its colour as `#rrggbb`."""
    return str(value) if value < _COLOURED else f"#{value - _COLOURED:06x}"


def value_of(name: str) -> int:
    """Return what `name` called so."""
    return int(name[1:], 16) + _COLOURED if name.startswith("#") else int(name)


def halved(found: Array) -> Array:
    """Return grey values as black and white: what a mask is whose edges were smoothed or that was kept as a JPEG."""
    return np.where(found % _COLOURED > 127, 255, 0).astype(np.int32)


def coded(found: Array, classes: Sequence[int]) -> Array:
    """Return the place of each value among `classes`, uint8. Raises `Damaged` for a value that is none of them."""
    order = np.argsort(classes)
    known = np.asarray(classes)[order]
    place = np.searchsorted(known, found).clip(0, len(known) - 1)
    if (known[place] != found).any():
        raise Damaged(say("It has values that no other mask has."))
    return np.asarray(order[place], dtype=np.uint8)


def fitted(mask: Array, size: tuple[int, int]) -> Array:
    """Return a mask of class numbers in another size (height, width), without any value between two classes."""
    if mask.shape == size:
        return mask
    resized: Array = np.asarray(Image.fromarray(mask).resize((size[1], size[0]), Image.Resampling.NEAREST))
    return resized


def drawn(mask: Array, colours: Sequence[str | None], side: int | None = None) -> str:
    """Return a mask `(height, width)` of class numbers as a PNG to lay over its picture, a `data:` address.

    A class without a colour is clear. `side`: its longest one, in pixels.
    """
    clear = (0, 0, 0, 0)
    table = np.array([(*bytes.fromhex(each[1:]), _ALPHA) if each else clear for each in colours], dtype=np.uint8)
    picture = Image.fromarray(table[mask])
    if side is not None and max(picture.size) > side:
        picture.thumbnail((side, side), Image.Resampling.NEAREST)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
