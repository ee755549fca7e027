"""Sounds: brought to one length, as a picture of pitch over time or as the wave, with mean 0 and variance 1."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data import sounds as lengths
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.sound_pictures import shown
from engine.runtime.data.sounds import decode, shares, sixteen, wav
from engine.runtime.data.types.field import Field, normalization, spread_of
from engine.said import say
from engine.words import Json, Refusal

_MOST_BYTES = 60_000_000
_MEASURED = 2000
_AT_ONCE = 64


@dataclass(frozen=True, kw_only=True)
class SoundField(Field):
    """A sound, as float samples from −1 to 1, `rate` of them a second.

    `figures` are mean and variance of each band by the form in which it is read, `longest` how many samples are read.
    """

    type: ClassVar[FeatureType] = "sound"
    LEARNT: ClassVar[tuple[str, ...]] = ("longest", "figures")

    rate: int = 1
    longest: int = 1
    figures: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with its rate."""
        return cls(name=feature.name, key=key, shape=feature.shape, rate=feature.rate)

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the figures of its training rows, or of 2,000 of them, in each form."""
        known = replace(self, longest=max(map(self._samples, readings)))
        some = values[:: -(-len(values) // _MEASURED)]
        return replace(known, figures={self.form(reading): known._spread(some, reading) for reading in readings})

    def unlearnt(self) -> Self:
        """Return the field as it is before anything is learnt."""
        return replace(self, longest=1, figures={})

    def form(self, reading: Reading) -> str:
        """Return the form, its length in samples and its bands."""
        bands = reading.sound_bands if reading.sound_form == "mel" else 0
        return f"{reading.sound_form} {self._samples(reading)} {bands}"

    def rows(self, values: Array) -> Array:
        """Return sounds as float32 `(sample, place)`, followed by silence; what no Input reads is cut off."""
        width = min(self.longest, max((len(sound) for sound in values), default=1))
        found = np.zeros((len(values), max(1, width)), dtype=np.float32)
        for row, sound in enumerate(values):
            found[row, : min(width, len(sound))] = shares(np.asarray(sound[:width]))
        return found

    def input(self) -> Tensor:
        """Return an input of sounds of any length."""
        return keras.Input((None,), dtype="float32", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the sound in its form, normalized, with one channel."""
        form = self.form(reading).replace(" ", "_")
        mean, variance = self.figures[self.form(reading)]
        normalize = normalization(f"normalize_{self.key}_{form}_", tuple(mean), tuple(variance))
        scaled = normalize(self._formed(raw, reading))
        return (
            scaled
            if reading.sound_form == "waveform"
            else layers.Reshape((*scaled.shape[1:], 1), name=f"channel_{self.key}_{form}_")(scaled)
        )

    def given(self, value: Json) -> Array:
        """Return a sound from a WAV, FLAC or OGG file as base64 or a `data:` address, or from samples from −1 to 1."""
        if isinstance(value, str):
            try:
                samples, _rate = decode(self._bytes(value), self.rate)
            except Damaged as fault:
                raise Refusal(say("“{field}” is a sound: {why}", field=self.name, why=str(fault))) from fault
            return shares(samples[: self.longest])[np.newaxis]
        if isinstance(value, list) and value:
            numbers = self.numbers(value[: self.longest])
            if numbers.ndim == 1:
                return numbers.astype(np.float32)[np.newaxis]
        raise Refusal(say("“{field}” is a sound; record one or choose a WAV, FLAC or OGG file.", field=self.name))

    @property
    def files(self) -> str:
        """Return the files that TensorFlow decodes."""
        return f"a WAV file of 16 bits with {self.rate:,} samples a second"

    def from_file(self, content: Tensor) -> Tensor:
        """Return the samples `(place,)` of a WAV file, followed by silence; channels are averaged.

        A graph cannot bring a sound to another rate, so one of another rate is refused.
        """
        import tensorflow as tf

        samples, rate = tf.audio.decode_wav(content)
        told = f"“{self.name}” needs sounds with {self.rate} samples a second; bring yours to that rate first."
        with tf.control_dependencies([tf.debugging.assert_equal(rate, self.rate, message=told)]):
            mono = tf.reduce_mean(samples, axis=-1)[: self.longest]
        return tf.ensure_shape(tf.pad(mono, [[0, self.longest - tf.shape(mono)[0]]]), (self.longest,))

    def as_file(self, value: Array) -> bytes:
        """Return a sound as a WAV file of 16 bits."""
        return wav(sixteen(value), self.rate)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return something to play and a picture of it."""
        return shown(value, feature.rate)

    @staticmethod
    def arrays(name: str, values: Array) -> dict[str, Array]:
        """Return the samples of all sounds one after the other, and where each ends."""
        ends = np.cumsum([len(value) for value in values], dtype=np.int64)
        return {name: np.concatenate([np.asarray(value) for value in values]), f"{name} ends": ends}

    def _bytes(self, text: str) -> bytes:
        if len(text) > _MOST_BYTES:
            raise Refusal(say("The sound for “{field}” is larger than 40 MB; take a shorter one.", field=self.name))
        try:
            return base64.b64decode(text.rpartition(",")[2], validate=True)
        except (binascii.Error, ValueError) as fault:
            raise Refusal(say("“{field}” is a sound; what came is none.", field=self.name)) from fault

    def _samples(self, reading: Reading) -> int:
        return lengths.samples(Feature(name=self.name, type="sound", shape=self.shape, rate=self.rate), reading)

    def _formed(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the sound in its form, `(time, band)` or `(sample, 1)`, before it is normalized."""
        length, window = self._samples(reading), lengths.frame(self.rate)
        form = self.form(reading).replace(" ", "_")
        # Followed by silence, then cut: whatever length comes in, this one goes on.
        wave = layers.Reshape((length,), name=f"cut_{self.key}_{form}_")(
            ops.pad(raw, [[0, 0], [0, length]])[:, :length]
        )
        match reading.sound_form:
            case "mel":
                mel = layers.MelSpectrogram(
                    **lengths.mel_settings(self.rate, reading.sound_bands), name=f"mel_{self.key}_{form}_"
                )
                return layers.Permute((2, 1), name=f"time_{self.key}_{form}_")(mel(wave))
            case "spectrogram":
                return _decibels(wave, window, f"{self.key}_{form}_")
            case "waveform":
                return layers.Reshape((length, 1), name=f"wave_{self.key}_{form}_")(wave)

    def _spread(self, values: Array, reading: Reading) -> tuple[tuple[float, ...], tuple[float, ...]]:
        raw = self.input()
        model = keras.Model(raw, self._formed(raw, reading))
        parts = [
            ops.convert_to_numpy(model(self.rows(values[start : start + _AT_ONCE])))
            for start in range(0, len(values), _AT_ONCE)
        ]
        found = np.concatenate(parts)
        return spread_of(found.reshape(-1, found.shape[-1]).astype(np.float64))


def _decibels(wave: Tensor, window: int, name: str) -> Tensor:
    """Return the logarithm of the power of each frequency over time."""
    layer = layers.STFTSpectrogram(
        mode="psd", frame_length=window, frame_step=window // 2, scaling=None, padding="same", name=f"power_{name}"
    )
    power = layer(layers.Reshape((wave.shape[-1], 1), name=f"wave_{name}")(wave))
    return ops.log(ops.maximum(power, lengths.QUIETEST))
