"""Pictures as bytes: decoding what came, encoding what a page shows."""

import base64
import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array
from engine.said import say

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
MOST_PIXELS = 40_000_000
_TOO_LARGE = say("It has more than 40 million pixels, more than are read.")
_ORIENTATION, _LYING = 0x0112, {5, 6, 7, 8}  # EXIF: what a camera says of how it was held
_GREY = {"1", "L", "I", "I;16", "F", "LA"}


def header(content: bytes) -> tuple[int, int, int]:
    """Return height, width and channels (1 or 3) of a picture that stands upright, reading its header only.

    Raises `Damaged` where it is no picture of a known format or larger than 40 million pixels.
    """
    with opened_picture(content) as picture:
        height, width = picture.height, picture.width
        # Of a PNG it would only be known once all its pixels are read.
        if picture.format != "PNG" and picture.getexif().get(_ORIENTATION) in _LYING:
            height, width = width, height
        return height, width, 1 if picture.mode in _GREY else 3


def decode(content: bytes, channels: int) -> Array:
    """Return the pixels `(height, width, channels)`, uint8, upright; raises `Damaged` as `header` does."""
    with opened_picture(content) as picture:
        try:
            upright = ImageOps.exif_transpose(picture)
            pixels = np.asarray(_flat(upright).convert("L" if channels == 1 else "RGB"))
        except (OSError, ValueError, SyntaxError) as fault:
            raise Damaged(say("It is damaged: its pixels cannot be read.")) from fault
    return pixels.reshape(*pixels.shape[:2], channels)


def data_address(pixels: Array, brightest: float = 255) -> str:
    """Return an image `(height, width, channels)` as a PNG `data:` address; `brightest` is what becomes white."""
    scaled = np.clip(np.round(pixels.astype(np.float64) * (255 / brightest)), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(scaled[..., 0] if scaled.shape[-1] == 1 else scaled).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def photograph(pixels: Array, side: int = 64) -> str:
    """Return an image as a small JPEG `data:` address, no larger than `side` pixels: only for looking at."""
    small = Image.fromarray(pixels[..., 0] if pixels.shape[-1] == 1 else pixels)
    small.thumbnail((side, side))
    file = io.BytesIO()
    small.save(file, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def opened_picture(content: bytes) -> Image.Image:
    """Return a picture whose pixels are not read yet; raises `Damaged` as `header` does."""
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a bomb up to a size; the limit here is lower, and refuses.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as fault:
        raise Damaged(_TOO_LARGE) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise Damaged(say("It is no PNG or JPEG picture.")) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise Damaged(_TOO_LARGE)
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    # 16-bit grey would be clipped to white by `convert`; it is brought to 8 bits by its high byte.
    if picture.mode.startswith("I"):
        return Image.fromarray((np.asarray(picture).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8))
    return picture
