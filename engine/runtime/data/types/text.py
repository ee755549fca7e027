"""Texts: cut into words or letters, which are numbered; the most frequent of the training texts are known."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from engine.data.letters import Pieces
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.texts import MARKS, START
from engine.data.types import FeatureType
from engine.runtime.data.pieces import end_of
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, Refusal

LONGEST = 100_000
ENDS = " ends"
_SHOWN = 2_000
_AT_ONCE = 256
_RESERVED = 2
START_AND_END = ("\2", "\3")
"""What stands for the beginning and the end of a text that is written: no text of a person's holds it."""
_STRANGE = {ord("\0"): "\N{REPLACEMENT CHARACTER}"}


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A text, "" where missing. `vocabularies` has for each way to cut texts the known pieces, the most frequent first.

    A way to cut is `words` or `characters`, of texts as they stand or `tidy`. Of a text that goes on, `window` of its
    last `pieces` are read.
    """

    type: ClassVar[FeatureType] = "text"
    answer: ClassVar[str] = "text"
    LEARNT: ClassVar[tuple[str, ...]] = ("vocabularies",)

    vocabularies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pieces: Pieces | None = None
    window: int = 0

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature; of one long text it has the length of its pieces."""
        if schema.read.get("form") != "text":
            return cls(name=feature.name, key=key)
        pieces: Pieces = "words" if schema.read.get("by") == "words" else "letters"
        return cls(name=feature.name, key=key, pieces=pieces, window=int(str(schema.read["window"])))

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the pieces of its training rows, for each way in which an Input cuts them."""
        most: dict[str, Reading] = {}
        for reading in readings:
            way = _way(reading)
            if way not in most or (most[way].text_words or 0) < (reading.text_words or 0):
                most[way] = reading
        return replace(self, vocabularies=tuple((way, _vocabulary(values, reading)) for way, reading in most.items()))

    def form(self, reading: Reading) -> Hashable:
        """Return all that is set about texts."""
        return reading.text_form, reading.text_words, reading.text_length, reading.text_tidy, reading.text_shifted

    def rows(self, values: Array) -> Array:
        """Return texts as `(sample, 1)`."""
        return values.reshape(-1, 1)

    def input(self) -> Tensor:
        """Return an input of texts `(batch, 1)`."""
        return keras.Input((1,), dtype="string", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return a number for each word or letter, 0 where the text has ended, or a 0 or 1 for each known word."""
        form = f"{reading.text_form}_{reading.text_words}_{reading.text_length}_{int(reading.text_tidy)}"
        shifted = "_shifted" if reading.text_shifted else ""
        layer = _layer(reading, self.known(reading), name=f"{form}{shifted}_{self.key}_")
        read = ops.cast(layer(raw), "float32")
        return ops.pad(read, ((0, 0), (1, 0)), constant_values=float(START)) if reading.text_shifted else read

    def known(self, reading: Reading) -> tuple[str, ...]:
        """Return the words or letters that are known to a reading, in the order of their numbers."""
        words, known = reading.text_words or 0, dict(self.vocabularies)[_way(reading)]
        if reading.text_shifted:
            return (*START_AND_END, *known[: words - _RESERVED - MARKS])
        # What was learnt for a larger vocabulary begins with that of a smaller one.
        return known[: words - (1 if reading.text_form == "bag" else _RESERVED)]

    def taken(self, raw: Tensor) -> Tensor:
        """Return texts as they are, of those that go on their end."""
        return end_of(raw, self.pieces, self.window) if self.pieces else raw

    def given(self, value: Json) -> Array:
        """Return a text that a person wrote, of one that goes on its end."""
        if value is not None and not isinstance(value, str | int | float):
            raise Refusal(say("“{field}” is a text; what came is none.", field=self.name))
        text = "" if value is None else str(value)
        if self.pieces is None:
            return np.asarray([[clean(text)]], dtype=object)
        end = self.taken(tf.constant([[clean(text[-LONGEST:])]])).numpy()
        return np.asarray([[str(end[0, 0], "utf-8")]], dtype=object)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the text, a long one up to where a page has room for it."""
        text = str(value)
        return f"{text[:_SHOWN]} …" if len(text) > _SHOWN else text or None

    @staticmethod
    def present(values: Array) -> Array:
        """Return which texts are not empty."""
        found: Array = values != ""
        return found

    @staticmethod
    def arrays(name: str, values: Array) -> dict[str, Array]:
        """Return the bytes of all texts one after the other, and where each ends."""
        # Arrays of texts would be as wide as the longest in every row.
        parts = [str(text).encode() for text in values]
        ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
        return {name: np.frombuffer(b"".join(parts), dtype=np.uint8), f"{name}{ENDS}": ends}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        known = tuple((str(way), tuple(map(str, words))) for way, words in value.get("vocabularies", ()))
        return replace(super().from_json(value), vocabularies=known)


def clean(text: str) -> str:
    """Return a text without what no network, file or page can hold: half characters and NUL; of a bounded length."""
    plain = text[:LONGEST].translate(_STRANGE)
    return plain if plain.isascii() else plain.encode("utf-8", "replace").decode()


def _way(reading: Reading) -> str:
    pieces = "characters" if reading.text_form == "characters" else "words"
    return f"tidy {pieces}" if reading.text_tidy else pieces


def _layer(reading: Reading, vocabulary: Sequence[str], name: str) -> keras.layers.Layer:
    """Return the layer that reads texts so."""
    bag, length = reading.text_form == "bag", reading.text_length or 1
    return layers.TextVectorization(
        max_tokens=reading.text_words,
        output_mode="multi_hot" if bag else "int",
        # The mark of the beginning comes before what is read.
        output_sequence_length=None if bag else max(1, length - reading.text_shifted),
        pad_to_max_tokens=bag,
        vocabulary=list(vocabulary) or [" "],
        name=name,
        **_cut(reading),
    )


def _cut(reading: Reading) -> dict[str, str | None]:
    return {
        "standardize": "lower_and_strip_punctuation" if reading.text_tidy else None,
        "split": "character" if reading.text_form == "characters" else "whitespace",
    }


def _vocabulary(values: Array, reading: Reading) -> tuple[str, ...]:
    # A bag knows one word more than a row of words, in which the padding has a number too.
    layer = layers.TextVectorization(max_tokens=(reading.text_words or 0) + 1, **_cut(reading))
    layer.adapt(tf.data.Dataset.from_tensor_slices(tf.constant(values.tolist(), tf.string)).batch(_AT_ONCE))
    words = layer.get_vocabulary(include_special_tokens=False)
    return tuple(word for word in map(str, words) if word not in ("", "[UNK]"))
