"""An answer that gives an Input again, as an autoencoder does."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

import numpy as np
from keras import layers, ops

from engine.data.schema import Schema
from engine.runtime.answers.answer import Answer
from engine.runtime.answers.number import by_difference, plain
from engine.runtime.answers.unusual import limit_of, read_told, told_of
from engine.runtime.data.made.unusual import strange
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Columns, Tensor
from engine.runtime.data.shading import UNIT, data_address
from engine.runtime.evaluate.scores import Score, differences, mean_difference
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class AgainAnswer(Answer):
    """What the Input `again` reads, given again; `picture`: it reads pictures.

    Where unusual samples are looked for: errors above those of `percent` of the validation samples are, which is
    `limit` once that is known. `strange` are the samples that are known to be unusual.
    """

    kind: ClassVar[str] = "again"
    metric: ClassVar[str] = "mean absolute error"

    again: str
    picture: bool = False
    percent: float | None = None
    limit: float | None = None
    strange: Array | None = field(default=None, compare=False)

    @classmethod
    def of(cls, node: str, target: JsonObject, preparation: Preparation, *, logits: bool) -> Self:
        """Return the answer of an Output, with the Input that it gives again."""
        again = str(target["input"])
        pictures = any(preparation.fields[name].type == "image" for name in preparation.inputs[again].features)
        percent = target.get("percent")
        return cls(
            node=node,
            target=str(target["target"]),
            logits=logits,
            again=again,
            picture=pictures,
            percent=float(percent) if isinstance(percent, int | float) else None,
        )

    def looking_back(self, used: Schema, raw: Columns, rows: Array) -> "AgainAnswer":
        """Return the answer with which samples are known to be unusual."""
        return replace(self, strange=strange(used, raw, rows))

    def limited(self, outcome: Mapping[str, Any]) -> "AgainAnswer":
        """Return the answer with the error above which a sample is unusual, as results of its run say it."""
        known = outcome.get(self.target, {}).get("unusual")
        return replace(self, limit=float(known["limit"])) if known and self.percent is not None else self

    def said(self, outputs: Array) -> Array:
        """Return numbers as the Input has them."""
        return np.asarray(ops.sigmoid(outputs)) if self.logits else outputs

    def finished(self, output: Tensor) -> Tensor:
        """Return the same, by layers."""
        return layers.Activation("sigmoid", name=f"sigmoid_{self.node}_")(output) if self.logits else output

    def beside(self, given: Mapping[str, Tensor], finished: Tensor) -> Mapping[str, Tensor]:
        """Return how much each sample differs from what is given again, and 1 where that is unusual."""
        if self.limit is None:
            return {}
        axes = tuple(range(1, len(finished.shape)))
        error = ops.mean(ops.abs(given[self.again] - finished), axis=axes)
        return {"error": error, "unusual": ops.cast(error > self.limit, "int32")}

    def judged(self, y: Array, output: Array) -> JsonObject:
        """Return what is given again, and whether it differs so much that the sample is unusual."""
        if self.limit is None:
            return self.to_json(output)
        error = float(differences(y[None], self.said(output[None]))[0])
        return {**self.to_json(output), "error": error, "limit": self.limit, "unusual": error > self.limit}

    def answered(self, given: Mapping[str, Array], output: Array) -> JsonObject:
        """Return the same for a person's own sample: what was to be given again is what went in."""
        return self.judged(np.asarray(given[self.again])[0], output)

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

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return the errors as a histogram, and from which on they are unusual, where that is asked."""
        if self.percent is None:
            return {}
        errors = differences(y, self.said(outputs))
        known = np.zeros(len(errors), dtype=bool) if self.strange is None else self.strange
        limit = self.limit if self.limit is not None else limit_of(errors[~known], self.percent)
        return {"unusual": told_of(errors, limit, self.percent, self.strange)}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same of a project file."""
        return {"unusual": read_told(value["unusual"])} if self.percent is not None else {}

    def missed(self, y: Array, outputs: Array) -> tuple[Array, Array]:
        """Return none as wrong; what differs most deserves most."""
        return by_difference(y, self.said(outputs))

    def described(self) -> str:
        """Return that it is an Input again."""
        numbers = ": a picture of numbers from 0 to 1" if self.picture else ""
        told = f"`{self.again}` given again, scaled as the network reads it{numbers}"
        if self.limit is None:
            return told
        return (
            f"{told}; `{self.node}_error` is how much a sample differs from it on average, `{self.node}_unusual` is 1 "
            f"above {self.limit:.4g}, which {self.percent:g} of 100 validation samples do not exceed"
        )


def _drawn(shares: Array) -> str:
    """Return a picture `(height, width, channels)` of shares from 0 to 1 as a `data:` address."""
    return data_address(np.nan_to_num(shares), UNIT)


def _is_shown(shares: Array) -> bool:
    return shares.ndim == 3
