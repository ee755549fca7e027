"""An answer that gives an Input again, as an autoencoder does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np
from keras import layers, ops

from engine.runtime.answers.answer import Answer
from engine.runtime.answers.number import by_difference, plain
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.shading import UNIT, data_address
from engine.runtime.evaluate.scores import Score, mean_difference
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class AgainAnswer(Answer):
    """What the Input `again` reads, given again; `picture`: it reads pictures."""

    kind: ClassVar[str] = "again"
    metric: ClassVar[str] = "mean absolute error"

    again: str
    picture: bool = False

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with the Input that it gives again."""
        again = str(target["input"])
        pictures = any(preparation.fields[name].type == "image" for name in preparation.inputs[again].features)
        return cls(node=node, target=str(target["target"]), logits=logits, again=again, picture=pictures)

    def said(self, outputs: Array) -> Array:
        """Return numbers as the Input has them."""
        return np.asarray(ops.sigmoid(outputs)) if self.logits else outputs

    def finished(self, output: Tensor) -> Tensor:
        """Return the same, by layers."""
        return layers.Activation("sigmoid", name=f"sigmoid_{self.node}_")(output) if self.logits else output

    def seen(self, given: Mapping[str, Array]) -> JsonObject:
        """Return the picture that was to be given again."""
        one = np.asarray(given[self.again])[0]
        return {"given": _drawn(one)} if self.picture and _is_shown(one) else {}

    def to_json(self, output: Array) -> JsonObject:
        """Return a picture, or the values."""
        said = self.said(output[None])[0]
        return {"picture": _drawn(said)} if self.picture and _is_shown(said) else {"value": plain(said)}

    def truth(self, y: Array) -> Json:
        """Return what was to be given again."""
        return replace(self, logits=False).to_json(y)

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean absolute error; the trivial answer is the mean of the training samples."""
        return mean_difference(y, self.said(outputs), learnt.mean(axis=0), picture=self.picture)

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return none as wrong; what differs most deserves most."""
        return by_difference(y, self.said(outputs))

    def described(self) -> str:
        """Return that it is an Input again."""
        numbers = ": a picture of numbers from 0 to 1" if self.picture else ""
        return f"`{self.again}` given again, scaled as the network reads it{numbers}"


def _drawn(shares: Array) -> str:
    """Return a picture `(height, width, channels)` of shares from 0 to 1 as a `data:` address."""
    return data_address(np.nan_to_num(shares), UNIT)


def _is_shown(shares: Array) -> bool:
    return shares.ndim == 3
