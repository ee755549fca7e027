"""Pixels as a person sees them: which are black and which white, and several channels in colours of their own."""

import base64
import io
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from PIL import Image

from engine.runtime.data.raw import Array

Range: TypeAlias = tuple[tuple[float, float], ...]
"""For each channel, or for all of them one: the value that is black, and the one that is white."""

_PLAIN: Range = ((0.0, 255.0),)
UNIT: Range = ((0.0, 1.0),)
USUAL = (0.1, 99.9)
"""Between these percentiles lie the values of pixels deeper than 8 bits that are told apart."""
_ENOUGH, _PICTURES = 4_000_000, 16
_HUES = np.array([[0, 1, 0], [1, 0, 1], [0, 0.6, 1], [1, 0.5, 0], [1, 1, 0], [0, 1, 1], [1, 0, 0]], dtype=np.float64)


def ranged(values: Array, percentiles: tuple[float, float], *, each: bool) -> Range:
    """Return the range of pixels `(picture, height, width, channel)`, of `each` channel or of all together.

    It is what lies between two percentiles of some millions of values, drawn evenly.
    """
    some = values[:: max(1, min(len(values) // _PICTURES, values.size // _ENOUGH))]
    flat = some.reshape(-1, some.shape[-1] if each else 1)
    flat = flat[:: max(1, flat.size // _ENOUGH)].astype(np.float64)
    lows, highs = np.percentile(flat, percentiles, axis=0)
    return tuple(
        (_short(low), _short(high) if _short(high) > _short(low) else _short(low) + 1.0)
        for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
    )


def shares(pixels: Array, known: Range) -> Array:
    """Return pixels `(…, channel)` from 0 (black) to 1 (white)."""
    low, high = np.asarray(known).T
    return np.asarray(np.clip((pixels.astype(np.float64) - low) / (high - low), 0, 1))


def composite(values: Array) -> Array:
    """Return shares `(height, width, channel)` as uint8 in grey or colours: each of other counts has its own hue."""
    if values.shape[-1] not in (1, 3):
        hues = _HUES[np.arange(values.shape[-1]) % len(_HUES)]
        # Where there are many, each is only a little of the light.
        values = values @ hues / max(1.0, values.shape[-1] / len(_HUES))
    return np.asarray(np.round(np.clip(values, 0, 1) * 255), dtype=np.uint8)


def data_address(pixels: Array, known: Range = _PLAIN) -> str:
    """Return an image `(height, width, channels)` as a PNG `data:` address."""
    file = io.BytesIO()
    _picture(pixels, known).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def photograph(pixels: Array, side: int = 64, known: Range | None = None) -> str:
    """Return an image as a small JPEG `data:` address, no larger than `side` pixels: only for looking at.

    Of one that is deeper than 8 bits, and whose range is not known, black and white are its own.
    """
    if known is None:
        known = _PLAIN if pixels.dtype == np.uint8 else ranged(pixels[np.newaxis], USUAL, each=pixels.shape[-1] != 3)
    small = _picture(pixels, known)
    small.thumbnail((side, side))
    file = io.BytesIO()
    small.save(file, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def hues(channels: int) -> Sequence[str]:
    """Return the colours in which channels are shown; none for those of a picture in grey or colours."""
    if channels in (1, 3):
        return ()
    return ["#" + "".join(f"{round(255 * part):02x}" for part in _HUES[n % len(_HUES)]) for n in range(channels)]


def _picture(pixels: Array, known: Range) -> Image.Image:
    is_plain = pixels.dtype == np.uint8 and known == _PLAIN and pixels.shape[-1] in (1, 3)
    shown = pixels if is_plain else composite(shares(pixels, known))
    return Image.fromarray(shown[..., 0] if shown.shape[-1] == 1 else shown)


def _short(value: float) -> float:
    return float(f"{value:.6g}")
