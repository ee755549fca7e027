"""What a network's outputs mean: probabilities of classes, or a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from keras import ops

from engine.plan import Plan
from engine.plan.targets import from_logits
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How the output of one Output node is read. `classes` is empty for a number; `logits`: it still needs softmax."""

    node: str
    target: str
    classes: tuple[str, ...]
    logits: bool = False

    def probabilities(self, output: Tensor) -> Tensor:
        """Turn an output `(sample, class)`, or `(sample, 1)` for two classes, into probabilities `(sample, class)`."""
        if output.shape[-1] == 1 and len(self.classes) == 2:
            second = ops.sigmoid(output) if self.logits else output
            return ops.concatenate([1 - second, second], axis=-1)
        return ops.softmax(output) if self.logits else output

    def to_json(self, outputs: Array) -> JsonObject:
        """Return what one sample's output says: the likeliest class and all probabilities, or the value."""
        if not self.classes:
            return {"value": _plain(outputs)}
        chances = [float(chance) for chance in np.asarray(self.probabilities(outputs[None]))[0]]
        return {
            "classes": list(self.classes),
            "probabilities": chances,
            "label": self.classes[int(np.argmax(chances))],
        }


def answers(plan: Plan, preparation: Preparation) -> tuple[Answer, ...]:
    """Return how each Output of a network is read, in the document's order."""
    return tuple(
        Answer(
            node=node,
            target=str(target["target"]),
            classes=tuple(map(str, _list(target["classes"]))),
            logits=from_logits(plan.outputs[node].loss or {}),
        )
        for node, target in preparation.targets.items()
    )


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _plain(output: Array) -> float | list[Any]:
    return float(output.reshape(())) if output.size == 1 else output.tolist()
