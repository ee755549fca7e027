"""An answer that is a text, written one word or letter after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import tensorflow as tf
from keras import layers, ops

from engine.data.texts import END, START
from engine.runtime.answers.answer import Answer
from engine.runtime.answers.told import number
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types import TextField
from engine.runtime.evaluate.bleu import bleu
from engine.runtime.evaluate.scores import Score, share_of_places
from engine.said import say
from engine.words import Json, JsonObject

_UNKNOWN = "�"


@dataclass(frozen=True, kw_only=True)
class TextAnswer(Answer):
    """A text, as the numbers of its `pieces`, `(sample, place)`; what the network makes is `(sample, place, piece)`.

    It is written after what stands before, which the Input `read` takes. `between` stands between two pieces.
    """

    kind: ClassVar[str] = "text"
    metric: ClassVar[str] = "right words"
    form: ClassVar[str] = "numbers"
    named: ClassVar[str] = "text"

    read: str
    pieces: tuple[str, ...]
    between: str

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with the words or letters of which it can be made."""
        name, read = str(target["target"]), str(target["input"])
        reading, field = preparation.inputs[read], preparation.fields[name]
        if not isinstance(field, TextField):
            raise TypeError(f"“{name}” is no text.")
        # Nothing, what is not known, and the marks before and after a text.
        pieces = ("", _UNKNOWN, "", "", *field.known(reading)[2:])
        between = "" if reading.text_form == "characters" else " "
        return cls(node=node, target=name, logits=logits, read=read, pieces=pieces, between=between)

    def said(self, outputs: Array) -> Array:
        """Return the numbers of a text as they are, else probabilities."""
        return outputs if outputs.ndim == 2 or not self.logits else np.asarray(ops.softmax(outputs))

    def finished(self, output: Tensor) -> Tensor:
        """Return probabilities, by layers."""
        return layers.Activation("softmax", name=f"softmax_{self.node}_")(output) if self.logits else output

    def labels(self, said: Array) -> Array:
        """Return the texts of numbers `(sample, place)`."""
        texts = [text.decode() for text in self.label(tf.constant(said.astype(np.int32))).numpy()]
        found: Array = np.asarray(texts, dtype=object)
        return found

    def label(self, said: Tensor) -> Tensor:
        """Return the texts of numbers `(batch, place)`."""
        joined = tf.strings.reduce_join(tf.gather(tf.constant(self.pieces), said), axis=-1, separator=self.between)
        return tf.strings.strip(joined) if self.between else joined

    def written(self, network: Any, given: Mapping[str, Tensor]) -> Tensor:  # noqa: ANN401 - a Keras model
        """Return the texts that a network writes after what its other Inputs read: at each place the likeliest piece.

        Numbers `(batch, place)`, int32; made by TensorFlow alone, also inside a graph.
        """
        batch, places = tf.shape(given[self.read])[0], int(given[self.read].shape[1])
        # Nothing, and the mark of the beginning, are never written.
        never = tf.reduce_sum(tf.one_hot([0, START], depth=self._width(network), on_value=1e9), axis=0)

        def goes_on(place: Tensor, _text: Tensor, _before: Tensor, open_: Tensor) -> Tensor:
            return tf.logical_and(place < places, tf.reduce_any(open_))

        def write(place: Tensor, text: Tensor, before: Tensor, open_: Tensor) -> tuple[Tensor, ...]:
            found = network({**given, self.read: before}, training=False)[self.node]
            likeliest = tf.argmax(tf.gather(found, place, axis=1) - never, axis=-1, output_type=tf.int32)
            piece = tf.where(open_, likeliest, 0)[:, tf.newaxis]
            text += piece * tf.one_hot(place, places, dtype=tf.int32)
            before += tf.cast(piece, tf.float32) * tf.one_hot(place + 1, places)
            return place + 1, text, before, tf.logical_and(open_, piece[:, 0] != END)

        nothing = tf.zeros((batch, places), tf.int32)
        begun = tf.zeros((batch, places)) + START * tf.one_hot(0, places)
        return tf.while_loop(goes_on, write, (0, nothing, begun, tf.fill([batch], value=True)))[1]

    def to_json(self, output: Array) -> JsonObject:
        """Return the text."""
        numbers = output if output.ndim == 1 else np.argmax(output, axis=-1)
        return {"text": self._text(numbers)}

    def truth(self, y: Array) -> Json:
        """Return the right text."""
        return self._text(y)

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return how many words or letters are right in their places; the trivial answer is the usual one of each."""
        usual = np.asarray([np.bincount(place).argmax() for place in learnt.T])
        sentence = say("always saying the most frequent word or letter of each place")
        return share_of_places(self._right(y, outputs), self._right(y, np.broadcast_to(usual, y.shape)), sentence)

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return how many texts are right as a whole, and their BLEU."""
        whole = (y == outputs).all(axis=1)
        return {"whole": float(whole.mean()), "bleu": bleu(list(self.labels(y)), list(self.labels(outputs)))}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        return {"whole": number(value["whole"]), "bleu": number(value["bleu"])}

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return which are not right as a whole; those with most mistakes deserve most."""
        return (y != outputs).any(axis=1), 1 - self._right(y, outputs)

    def described(self) -> str:
        """Return that it is a text, and what its numbers are."""
        return f"“{self.target}” as the numbers of its words or letters; `{self.node}_{self.named}` is the text itself"

    def _right(self, y: Array, outputs: Array) -> Array:
        """Return the share of each text's places, counted to the end of the longer one, where both say the same."""
        there = (y != 0) | (outputs != 0)
        found: Array = ((y == outputs) & there).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        return found

    def _text(self, numbers: Array) -> str:
        # What comes after the end was never learnt.
        ended = np.cumsum(numbers == END) > 0
        return str(self.labels(np.where(ended, 0, numbers)[np.newaxis])[0])

    def _width(self, network: Any) -> int:  # noqa: ANN401
        return int(network.output[self.node].shape[-1])
