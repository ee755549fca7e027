"""Pictures as bytes: what their headers say, and their pixels as they are."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.data.taken import Pixels, Taken
from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array
from engine.runtime.data.tiff.stack import Stack, read, stack
from engine.runtime.data.tiff.tags import is_tiff
from engine.said import say

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
MOST_PIXELS = 40_000_000
_TOO_LARGE = say("It has more than 40 million pixels, more than are read.")
_DAMAGED = say("It is damaged: its pixels cannot be read.")
_ORIENTATION, _LYING = 0x0112, {5, 6, 7, 8}  # EXIF: what a camera says of how it was held
_BROKEN = (OSError, ValueError, SyntaxError, LookupError, TypeError, OverflowError, struct.error, ArithmeticError)
"""What Pillow raises of a picture that is damaged."""
_GREY = {"1", "L", "I", "I;16", "F", "LA"}
_DEEP_PNG = 16
_COLOURS = (1, 3)
_ALL = Taken()


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a picture is that stands upright; `names` are those of its channels, where it tells them.

    `told`: whether a TIFF with several pages says itself what they are.
    """

    height: int
    width: int
    channels: int
    pixels: Pixels = "uint8"
    slices: int = 1
    names: tuple[str, ...] = ()
    told: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is one picture in grey or in colours, as every program shows it."""
        return self.slices == 1 and self.channels in _COLOURS


def header(content: bytes) -> Header:
    """Return what a picture is, reading its header only.

    Raises `Damaged` where it is no picture of a known format or larger than 40 million pixels.
    """
    if found := _stack(content):
        return _of_stack(found)
    with opened_picture(content) as picture, reading():
        height, width = picture.height, picture.width
        # Of a PNG it would only be known once all its pixels are read.
        if picture.format != "PNG" and picture.getexif().get(_ORIENTATION) in _LYING:
            height, width = width, height
        channels = 1 if picture.mode in _GREY else 3
        return Header(height=height, width=width, channels=channels, pixels=_depth(content, picture))


def pixels(content: bytes, taken: Taken = _ALL) -> Array:
    """Return the pixels `(height, width, channels)` of a picture as they are, upright, of which `taken` is taken.

    They are uint8, uint16 or, where they are no whole numbers of that size, float32. Raises `Damaged` as `header` does.
    """
    if found := _stack(content):
        return _upright(_known(read(content, found, taken)), found.orientation)
    with opened_picture(content) as picture, reading():
        if _depth(content, picture) == "uint16" and picture.format == "PNG":
            return _upright(_deep_png(content), picture.getexif().get(_ORIENTATION, 1))
        if picture.mode == "CMYK" and picture.format == "JPEG":
            return _upright(_decoded(content), picture.getexif().get(_ORIENTATION, 1))
        values = np.asarray(_flat(ImageOps.exif_transpose(picture)))
    return _known(values.reshape(*values.shape[:2], -1))


def opened_picture(content: bytes) -> Image.Image:
    """Return a picture whose pixels are not read yet; raises `Damaged` as `header` does."""
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a bomb up to a size, where the limit here is lower, and of what is cut off.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as fault:
        raise Damaged(_TOO_LARGE) from fault
    except (UnidentifiedImageError, *_BROKEN) as fault:
        raise Damaged(say("It is no PNG or JPEG picture.")) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise Damaged(_TOO_LARGE)
    return picture


def _stack(content: bytes) -> Stack | None:
    return stack(content) if is_tiff(content) else None


def _of_stack(found: Stack) -> Header:
    first = found.pages[0]
    lying = found.orientation in _LYING
    return Header(
        height=first.width if lying else first.height,
        width=first.height if lying else first.width,
        channels=found.channels,
        pixels="uint8" if first.dtype.str[1:] == "u1" else "uint16" if first.dtype.str[1:] == "u2" else "float32",
        slices=found.slices,
        names=found.names if len(found.names) == found.channels else (),
        told=found.told,
    )


def _depth(content: bytes, picture: Image.Image) -> Pixels:
    if picture.format == "PNG":
        # After the eight bytes of every PNG and its first chunk's name: width, height, bits.
        return "uint16" if content[24:25] == bytes([_DEEP_PNG]) else "uint8"
    return "uint16" if picture.mode == "I;16" else "float32" if picture.mode in {"I", "F"} else "uint8"


def _deep_png(content: bytes) -> Array:
    # Pillow brings colours of 16 bits to 8.
    import tensorflow as tf

    try:
        values: Array = tf.io.decode_png(content, dtype=tf.uint16).numpy()
    except tf.errors.InvalidArgumentError as fault:
        raise Damaged(_DAMAGED) from fault
    return values[..., : values.shape[-1] - (values.shape[-1] in (2, 4))]


def _decoded(content: bytes) -> Array:
    # Of the four colours of print an exported model makes three as TensorFlow does, and so does the app.
    import tensorflow as tf

    from engine.runtime.data.in_graph import decoded

    try:
        return np.asarray(decoded(tf.constant(content), "uint8"))
    except tf.errors.InvalidArgumentError as fault:
        raise Damaged(_DAMAGED) from fault


def _flat(picture: Image.Image) -> Image.Image:
    """Return a picture in grey or colours: without a palette, and without how much can be seen through it."""
    if picture.mode in {"L", "RGB", "I", "I;16", "F"}:
        return picture
    return picture.convert("L" if picture.mode in _GREY else "RGB")


def _known(values: Array) -> Array:
    """Return pixels as one of the kinds that are kept; what is none is float32, where that is not finite 0."""
    if values.dtype.kind == "u" and values.dtype.itemsize <= 2:
        return values
    with np.errstate(over="ignore"):
        return np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)


def _upright(values: Array, orientation: int) -> Array:
    """Return pixels turned as EXIF says that they must be."""
    turned = np.swapaxes(values, 0, 1) if orientation in _LYING else values
    if orientation in {3, 4, 7, 8}:
        turned = turned[::-1]
    return turned[:, ::-1] if orientation in {2, 3, 6, 7} else turned


@contextmanager
def reading() -> Iterator[None]:
    """Say of what Pillow raises, and of nothing else, that a picture is damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _BROKEN as fault:
        raise Damaged(_DAMAGED) from fault
