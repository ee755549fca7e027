"""A sound as a page shows it: something to play, and a picture of its wave above its spectrogram."""

import base64
import io

import numpy as np
from PIL import Image

from engine.runtime.data.raw import Array
from engine.runtime.data.sounds import audio_address
from engine.words import JsonObject

HEARD = 4
"""Seconds that are shown and played: pages stay small, and a longer sound is known by its beginning."""
_WIDTH, _WAVE, _BANDS, _GAP = 192, 28, 56, 4
_FRAME = 256
_RANGE = 60.0  # decibels that are drawn below the loudest
_COLOUR = (124, 92, 230)


def shown(samples: Array, rate: int) -> JsonObject:
    """Return the beginning of a sound: `sound` and `picture` as `data:` addresses, `seconds` of the whole."""
    heard = np.asarray(samples[: HEARD * rate])
    return {
        "sound": audio_address(heard, rate),
        "picture": picture(heard),
        "seconds": round(len(samples) / rate, 3),
    }


def picture(samples: Array) -> str:
    """Return wave and spectrogram as a PNG `data:` address, see-through where there is nothing, for any background."""
    strength = np.concatenate([_wave(samples), np.zeros((_GAP, _WIDTH)), _spectrogram(samples)])
    pixels = np.empty((*strength.shape, 4), np.uint8)
    pixels[..., :3] = _COLOUR
    # Few steps of strength make the file small; no eye sees more.
    pixels[..., 3] = np.round(strength * 15) * 17
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def _wave(samples: Array) -> Array:
    """Return how strongly each point of the wave's picture `(row, column)` is drawn, 0 to 1."""
    loudest = max(1, int(np.abs(samples.astype(np.int32)).max(initial=1)))
    pieces = np.array_split(samples.astype(np.float64) / loudest, _WIDTH)
    low = np.array([piece.min(initial=0) for piece in pieces])
    high = np.array([piece.max(initial=0) for piece in pieces])
    rows = np.linspace(1, -1, _WAVE)[:, np.newaxis]
    half = 1 / _WAVE
    return ((rows <= high + half) & (rows >= low - half)).astype(np.float64)


def _spectrogram(samples: Array) -> Array:
    """Return the strength of each band (low ones below) over time `(band, column)`, 0 to 1."""
    starts = np.linspace(0, max(0, len(samples) - _FRAME), _WIDTH).astype(int)
    padded = np.pad(samples.astype(np.float64), (0, max(0, _FRAME - len(samples))))
    frames = np.stack([padded[start : start + _FRAME] for start in starts]) * np.hanning(_FRAME)
    power = np.abs(np.fft.rfft(frames, axis=1)[:, 1:]) ** 2
    edges = np.linspace(0, power.shape[1], _BANDS, endpoint=False).astype(int)
    bands = np.add.reduceat(power, edges, axis=1)
    decibels = 10 * np.log10(np.maximum(bands, 1e-3))
    strength = np.clip(1 + (decibels - decibels.max()) / _RANGE, 0, 1)
    found: Array = strength.T[::-1]
    return found
