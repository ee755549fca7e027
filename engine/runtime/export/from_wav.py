"""Sounds as the bytes of WAV files: decoded in the graph, so that who asks an exported model need not."""

from collections.abc import Mapping

import tensorflow as tf

from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.sounds import sixteen, wav
from engine.runtime.data.types import SoundField

SIGNATURE = "from_wav"


def sounds(preparation: Preparation) -> dict[str, SoundField]:
    """Return the sounds that a network reads, by input name."""
    return {field.key: field for field in preparation.fields.values() if isinstance(field, SoundField)}


def decoded(raw: Mapping[str, Tensor], fields: Mapping[str, SoundField]) -> dict[str, Tensor]:
    """Return raw values in which each sound, given as the bytes of a WAV file, is its samples."""
    return {key: _samples(value, fields[key]) if key in fields else value for key, value in raw.items()}


def as_files(raw: Mapping[str, Array], fields: Mapping[str, SoundField]) -> dict[str, list[bytes] | Array]:
    """Return raw values in which each sound is the bytes of a WAV file of 16 bits."""
    return {
        key: [wav(sixteen(sound), fields[key].rate) for sound in values] if key in fields else values
        for key, values in raw.items()
    }


def _samples(files: Tensor, field: SoundField) -> Tensor:
    """Return sounds `(sample, place)` from −1 to 1, followed by silence; channels are averaged.

    A graph cannot bring a sound to another rate, so one of another rate is refused.
    """

    def one(content: Tensor) -> Tensor:
        samples, rate = tf.audio.decode_wav(content)
        told = f"“{field.name}” needs sounds with {field.rate} samples a second; bring yours to that rate first."
        with tf.control_dependencies([tf.debugging.assert_equal(rate, field.rate, message=told)]):
            mono = tf.reduce_mean(samples, axis=-1)[: field.longest]
        padded = tf.pad(mono, [[0, field.longest - tf.shape(mono)[0]]])
        return tf.ensure_shape(padded, (field.longest,))

    return tf.map_fn(one, files, fn_output_signature=tf.TensorSpec((field.longest,), tf.float32))
