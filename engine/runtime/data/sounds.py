"""Sounds as bytes: what their headers say, decoding what came, writing what a page plays."""

import base64
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import soundfile
from scipy.signal import resample_poly

from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array
from engine.runtime.data.wav import check_wav, is_wav
from engine.said import say

LONGEST = 300
"""Seconds that one sound may last."""
HIGHEST_RATE = 192_000
LOWEST_RATE = 1_000
_SHORTEST = 0.01
_MOST_CHANNELS = 64
_BLOCK = 1 << 16
_FULL = 32768.0  # what a sample of 16 bits is divided by to lie between −1 and 1; TensorFlow does the same
_UNKNOWN = 1 << 40  # what libsndfile says where a header does not tell the length


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a sound says of itself: samples a second, and how many there are in each channel."""

    rate: int
    frames: int


def is_sound(content: bytes) -> bool:
    """Whether a file begins as a WAV, FLAC or OGG does."""
    return is_wav(content) or content.startswith((b"fLaC", b"OggS"))


def header(content: bytes) -> Header:
    """Return what the header of a sound says, without decoding it.

    Raises `Damaged` where it is none, promises what is not there, or is shorter or longer than what is read.
    """
    with _opened(content) as sound:
        return Header(rate=sound.samplerate, frames=sound.frames)


def decode(content: bytes, rate: int | None = None) -> tuple[Array, int]:
    """Return the samples `(place,)` of a sound as 16 bits in one channel, and their rate: `rate`, else its own.

    Channels are averaged. Raises `Damaged` as `header` does, and where it ends too early.
    """
    with _opened(content) as sound:
        own, frames = sound.samplerate, sound.frames
        samples = _mono(sound)
    if frames < _UNKNOWN and len(samples) < frames:
        raise Damaged(
            say("It is cut off: {frames} samples are promised, {held} are there.", frames=frames, held=len(samples))
        )
    if not np.isfinite(samples).all():
        raise Damaged(say("It holds values that are no numbers."))
    return sixteen(at_rate(samples, own, rate or own)), rate or own


def at_rate(samples: Array, own: int, wanted: int) -> Array:
    """Return samples taken `own` times a second as if taken `wanted` times."""
    if own == wanted:
        return samples
    common = math.gcd(own, wanted)
    return np.asarray(resample_poly(samples, wanted // common, own // common), dtype=np.float32)


def sixteen(samples: Array) -> Array:
    """Return samples between −1 and 1 as whole numbers of 16 bits."""
    return np.clip(np.round(samples * _FULL), -_FULL, _FULL - 1).astype(np.int16)


def shares(samples: Array) -> Array:
    """Return samples of 16 bits as float32 from −1 to 1, as `tf.audio.decode_wav` does."""
    return samples.astype(np.float32) / np.float32(_FULL)


def wav(samples: Array, rate: int) -> bytes:
    """Return samples of 16 bits as a WAV file."""
    return _written(samples, rate, "WAV")


def audio_address(samples: Array, rate: int) -> str:
    """Return samples of 16 bits as a `data:` address that every browser plays, without loss."""
    return "data:audio/flac;base64," + base64.b64encode(_written(samples, rate, "FLAC")).decode()


def _written(samples: Array, rate: int, form: str) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate, subtype="PCM_16", format=form)
    return file.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[soundfile.SoundFile]:
    if not is_sound(content):
        raise Damaged(say("It is no WAV, FLAC or OGG sound."))
    if is_wav(content):
        check_wav(content)
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as sound:
            _check(sound)
            yield sound
    except Damaged:
        raise
    except (soundfile.SoundFileError, RuntimeError, ValueError, AssertionError) as fault:
        raise Damaged(say("It is damaged: its sound cannot be read.")) from fault


def _check(sound: soundfile.SoundFile) -> None:
    rate, frames = sound.samplerate, sound.frames
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise Damaged(
            say(
                "It has {rate} samples a second; between {low} and {high} are read.",
                rate=rate,
                low=LOWEST_RATE,
                high=HIGHEST_RATE,
            )
        )
    if sound.channels > _MOST_CHANNELS:
        raise Damaged(
            say("It has {count} channels; at most {most} are read.", count=sound.channels, most=_MOST_CHANNELS)
        )
    if frames < _SHORTEST * rate:
        raise Damaged(say("It is shorter than a hundredth of a second."))
    if frames < _UNKNOWN and frames > LONGEST * rate:
        raise _too_long(frames / rate)


def _too_long(seconds: float) -> Damaged:
    return Damaged(
        say(
            "It lasts {minutes} minutes; at most {most} are read: cut it into pieces.",
            minutes=round(seconds / 60),
            most=LONGEST // 60,
        )
    )


def _mono(sound: soundfile.SoundFile) -> Array:
    """Return the mean of the channels, float32 `(place,)`, never more than the longest that is read."""
    parts: list[Array] = []
    count = 0
    for block in sound.blocks(_BLOCK, dtype="float32", always_2d=True):
        parts.append(block[:, 0].copy() if block.shape[1] == 1 else block.mean(axis=1))
        count += len(block)
        if count > LONGEST * sound.samplerate:
            raise _too_long(count / sound.samplerate)
    return np.concatenate(parts) if parts else np.empty(0, np.float32)
