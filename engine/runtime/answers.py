"""What a network's outputs mean: probabilities of classes, a number, an input given again, or a value by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from keras import ops

from engine.plan import Plan
from engine.plan.targets import from_logits
from engine.runtime.data.pictures import data_address
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.words import JsonObject

Kind: TypeAlias = Literal["classes", "number", "again", "value"]
_SHOWN_CHANNELS = (1, 3)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How the output of one Output node is read. `classes` is empty but for a class.

    `again` is the Input that it gives again, `picture` whether that reads pictures, `is_value` whether it is compared
    with nothing. `logits`: it still needs softmax, or sigmoid.
    """

    node: str
    target: str
    classes: tuple[str, ...] = ()
    logits: bool = False
    again: str | None = None
    picture: bool = False
    is_value: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of answer this is."""
        if self.classes:
            return "classes"
        return "again" if self.again else "value" if self.is_value else "number"

    def probabilities(self, output: Tensor) -> Tensor:
        """Turn an output `(sample, class)`, or `(sample, 1)` for two classes, into probabilities `(sample, class)`."""
        if output.shape[-1] == 1 and len(self.classes) == 2:
            second = ops.sigmoid(output) if self.logits else output
            return ops.concatenate([1 - second, second], axis=-1)
        return ops.softmax(output) if self.logits else output

    def said(self, outputs: Array) -> Array:
        """Return outputs as what they say: probabilities, or numbers as the Input has them."""
        if self.classes:
            return np.asarray(self.probabilities(outputs))
        return np.asarray(ops.sigmoid(outputs)) if self.again and self.logits else outputs

    def to_json(self, output: Array) -> JsonObject:
        """Return what one sample's output says: the likeliest class and all probabilities, a picture, or the value."""
        said = self.said(output[None])[0]
        if self.picture:
            return {"picture": picture(said)} if _is_shown(said) else {"value": _plain(said)}
        if not self.classes:
            return {"value": _plain(said)}
        chances = [float(chance) for chance in said]
        return {
            "classes": list(self.classes),
            "probabilities": chances,
            "label": self.classes[int(np.argmax(chances))],
        }


def picture(shares: Array) -> str:
    """Return a picture `(height, width, channels)` of shares from 0 to 1 as a `data:` address."""
    return data_address(np.nan_to_num(shares), 1.0)


def answers(plan: Plan, preparation: Preparation) -> tuple[Answer, ...]:
    """Return how each Output of a network is read that answers something, in the document's order.

    What is only made small answers nothing, unless a network has nothing else to say.
    """
    found = tuple(_answer(plan, preparation, node, target) for node, target in preparation.targets.items())
    return found or values(plan)


def measured(plan: Plan, preparation: Preparation) -> tuple[Answer, ...]:
    """Return how each Output of a network is read, those last that are only made small."""
    found = answers(plan, preparation)
    return (*found, *(one for one in values(plan) if one not in found))


def values(plan: Plan) -> tuple[Answer, ...]:
    """Return the Outputs whose value is itself made small."""
    return tuple(
        Answer(node=node, target=plan.names[node], is_value=True)
        for node, spec in plan.outputs.items()
        if spec.is_value
    )


def _answer(plan: Plan, preparation: Preparation, node: str, target: JsonObject) -> Answer:
    again = target.get("input")
    read = preparation.inputs[again].features if isinstance(again, str) else ()
    return Answer(
        node=node,
        target=str(target["target"]),
        classes=tuple(map(str, _list(target["classes"]))),
        logits=from_logits(plan.outputs[node].loss or {}),
        again=again if isinstance(again, str) else None,
        picture=any(preparation.fields[name].type == "image" for name in read),
    )


def _is_shown(shares: Array) -> bool:
    return shares.ndim == 3 and shares.shape[-1] in _SHOWN_CHANNELS


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _plain(output: Array) -> float | list[Any]:
    return float(output.reshape(())) if output.size == 1 else output.tolist()
