"""How long a sound is that an Input reads, and the shape that its form gives."""

import math
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from engine.data.reading import Reading
    from engine.data.schema import Feature

SoundForm: TypeAlias = Literal["mel", "spectrogram", "waveform"]
FORMS: tuple[SoundForm, ...] = get_args(SoundForm)
BANDS = 40
MOST_BANDS = 256
LONGEST = 300.0
QUIETEST = 1e-5
"""The least power that is told from silence: of 16 bits, less is noise of rounding."""
_FRAME_SECONDS = 0.03


def frame(rate: int) -> int:
    """Return how many samples are looked at together, a power of two: about 30 milliseconds."""
    return max(16, 1 << round(math.log2(_FRAME_SECONDS * max(rate, 1))))


def samples(feature: "Feature", reading: "Reading") -> int:
    """Return how many samples of each sound are read: shorter ones are followed by silence, longer ones are cut."""
    seconds = reading.sound_seconds
    wanted = feature.shape[0] if seconds is None else round(seconds * feature.rate)
    # Whole steps, and at least a frame: one reaches past both ends by its half, mirrored.
    stride = frame(feature.rate) // 2
    return stride * max(2, -(-wanted // stride))


def sound_shape(feature: "Feature", reading: "Reading") -> tuple[int | None, ...]:
    """Return the shape of one sound as it is read, by the names in `sound_axes`."""
    length, window = samples(feature, reading), frame(feature.rate)
    stride = window // 2
    match reading.sound_form:
        case "mel":
            return (1 + length // stride, reading.sound_bands, 1)
        case "spectrogram":
            return (length // stride, stride + 1, 1)
        case "waveform":
            return (length, 1)


def sound_axes(reading: "Reading") -> tuple[str, ...]:
    """Return the names of the axes of one sound as it is read."""
    return ("sample", "channels") if reading.sound_form == "waveform" else ("time", "band", "channels")


def mel_settings(rate: int, bands: int) -> dict[str, float]:
    """Return the settings of the layer that makes a mel spectrogram of sounds with so many samples a second."""
    window = frame(rate)
    return {
        "fft_length": window,
        "sequence_stride": window // 2,
        "sampling_rate": rate,
        "num_mel_bins": bands,
        "min_freq": 20.0,
        "max_freq": rate / 2,
        "min_power": QUIETEST,
        # The layer measures it from the loudest of the whole batch: an answer must not depend on its neighbours.
        "top_db": 1000.0,
    }
