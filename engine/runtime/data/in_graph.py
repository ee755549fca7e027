"""Decodes the bytes of pictures by TensorFlow alone, as an exported model does, with the pixels that Pillow gives."""

import tensorflow as tf

from engine.data.taken import Pixels
from engine.runtime.data.raw import Tensor

_RED, _GREEN, _BLUE, _HALF = 19595, 38470, 7471, 1 << 15
_BITS = "A BMP picture needs 24 bits a pixel; save it as PNG."


def decoded(content: Tensor, pixels: Pixels) -> Tensor:
    """Return the pixels `(height, width, 3)` of a PNG, JPEG, GIF (its first picture), BMP or WebP file.

    `pixels` is their type; 8 bits become 16 so that white stays white. How a camera was held (EXIF) is not looked at.
    """
    if pixels == "uint16":
        return tf.cond(_is_png(content), lambda: _png(content, tf.uint16), lambda: _wider(_narrow(content)))
    found = tf.cond(_is_png(content), lambda: _png(content, tf.uint8), lambda: _narrow(content))
    return found if pixels == "uint8" else tf.cast(found, tf.float32)


def grey(pixels: Tensor) -> Tensor:
    """Return pixels `(height, width, 3)` in grey, by the weights of ITU-R 601 in whole numbers, as Pillow has them."""
    wide = tf.cast(pixels, tf.int64)
    total = wide[..., 0] * _RED + wide[..., 1] * _GREEN + wide[..., 2] * _BLUE + _HALF
    return tf.cast(tf.bitwise.right_shift(total, tf.constant(16, tf.int64)), pixels.dtype)[..., tf.newaxis]


def _png(content: Tensor, dtype: tf.DType) -> Tensor:
    return tf.ensure_shape(tf.io.decode_png(content, channels=3, dtype=dtype), (None, None, 3))


def _narrow(content: Tensor) -> Tensor:
    # Only this way of the inverse cosine transform gives the pixels that Pillow's libjpeg gives.
    jpeg = lambda: tf.io.decode_jpeg(content, channels=3, dct_method="INTEGER_ACCURATE")  # noqa: E731
    found = tf.cond(tf.io.is_jpeg(content), jpeg, lambda: _other(content))
    return tf.ensure_shape(found, (None, None, 3))


def _other(content: Tensor) -> Tensor:
    with tf.control_dependencies([tf.debugging.Assert(_has_24_bits(content), [_BITS])]):
        return tf.io.decode_image(content, channels=3, expand_animations=False)


def _has_24_bits(content: Tensor) -> Tensor:
    # Of a palette TensorFlow would take the numbers for grey values.
    is_bmp = tf.strings.substr(content, 0, 2) == b"BM"
    return tf.logical_or(tf.logical_not(is_bmp), tf.strings.substr(content, 28, 2) == b"\x18\0")


def _wider(pixels: Tensor) -> Tensor:
    return tf.cast(tf.cast(pixels, tf.int32) * 257, tf.uint16)


def _is_png(content: Tensor) -> Tensor:
    return tf.strings.substr(content, 0, 4) == b"\x89PNG"
