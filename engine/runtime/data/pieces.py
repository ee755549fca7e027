"""The end of a text, as a network reads it that goes on writing: its last letters, or its last words and marks.

It is made by TensorFlow alone, so that an exported model does the same as the app.
"""

import tensorflow as tf

from engine.data.letters import LINE_END, Pieces
from engine.runtime.data.raw import Tensor

# Between letters a mark is part of a word: don’t, well-known. It is put aside while marks are cut off.
_INNER = (("'", "\x01"), ("’", "\x02"), ("-", "\x03"))
_UNSEEN = r"[\x00-\x09\x0b-\x1f\x7f\pZ]+"
_MARK = r"[^\pL\pN\pM \n_\x01\x02\x03]"


def end_of(texts: Tensor, pieces: Pieces, window: int) -> Tensor:
    """Return texts of any shape without all but their last pieces; words and marks with one space between them."""
    return _last_words(texts, window) if pieces == "words" else _last_letters(texts, window)


def spaced(texts: Tensor) -> Tensor:
    """Return texts with spaces around every mark, and a sign for each end of a line; doing it again changes nothing."""
    found = tf.strings.regex_replace(texts, _UNSEEN, " ")
    for mark, aside in _INNER:
        found = tf.strings.regex_replace(found, rf"([\pL\pN]){mark}([\pL\pN])", rf"\1{aside}\2")
    found = tf.strings.regex_replace(found, _MARK, r" \0 ")
    for mark, aside in _INNER:
        found = tf.strings.regex_replace(found, aside, mark)
    return tf.strings.regex_replace(found, "\n", f" {LINE_END} ")


def _last_words(texts: Tensor, window: int) -> Tensor:
    words = tf.strings.split(tf.reshape(spaced(texts), [-1]))[:, -window:]
    return tf.reshape(tf.strings.reduce_join(words, axis=-1, separator=" "), tf.shape(texts))


def _last_letters(texts: Tensor, window: int) -> Tensor:
    before = tf.maximum(tf.strings.length(texts, unit="UTF8_CHAR") - window, 0)
    return tf.strings.substr(texts, before, tf.fill(tf.shape(before), window), unit="UTF8_CHAR")
