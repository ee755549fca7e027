"""What a network's outputs mean: one class for each kind of answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.plan import Plan
from engine.plan.losses import parts_at_zero
from engine.runs.folder import RESULTS, read_json
from engine.runtime.answers.again import AgainAnswer
from engine.runtime.answers.answer import Answer
from engine.runtime.answers.boxes import BoxesAnswer
from engine.runtime.answers.classes import ClassesAnswer
from engine.runtime.answers.forecast import ForecastAnswer
from engine.runtime.answers.labels import LabelsAnswer
from engine.runtime.answers.mask import MaskAnswer
from engine.runtime.answers.number import NumberAnswer
from engine.runtime.answers.text import TextAnswer
from engine.runtime.answers.token import TokenAnswer
from engine.runtime.answers.value import ValueAnswer
from engine.runtime.data.preparation import Preparation
from engine.words import JsonObject

__all__ = [
    "AgainAnswer",
    "Answer",
    "BoxesAnswer",
    "ClassesAnswer",
    "ForecastAnswer",
    "LabelsAnswer",
    "MaskAnswer",
    "NumberAnswer",
    "TextAnswer",
    "TokenAnswer",
    "ValueAnswer",
    "answers",
    "measured",
    "outcome",
    "values",
]


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


def outcome(folder: Path) -> Mapping[str, Any]:
    """Return what a run in `folder` found on validation samples, by target; nothing as long as it has not."""
    known: Any = read_json(folder, RESULTS) if (folder / RESULTS).exists() else {}
    found: Mapping[str, Any] = known.get("outputs", {})
    return found


def values(plan: Plan) -> tuple[Answer, ...]:
    """Return the Outputs whose value is itself made small."""
    return tuple(
        ValueAnswer(node=node, target=plan.names[node]) for node, spec in plan.outputs.items() if spec.is_value
    )


def _answer(plan: Plan, preparation: Preparation, node: str, target: JsonObject) -> Answer:
    logits = parts_at_zero(plan.outputs[node].loss or {})
    return ANSWERS[str(target["kind"])].of(node, target, preparation, logits=logits)


ANSWERS: Mapping[str, type[Answer]] = {
    each.kind: each
    for each in (
        ClassesAnswer,
        NumberAnswer,
        AgainAnswer,
        ForecastAnswer,
        MaskAnswer,
        TokenAnswer,
        LabelsAnswer,
        BoxesAnswer,
        TextAnswer,
    )
}
