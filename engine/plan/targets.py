"""What suits a target: how many numbers, which activation, loss and metrics; and what does not go with it, in words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.catalog import catalog
from engine.catalog.value import KIND as VALUE
from engine.data.schema import Feature
from engine.findings import Finding
from engine.plan.steps import OutputSpec, Step
from engine.said import say
from engine.words import Json, JsonObject

Task: TypeAlias = Literal["classes", "two", "one-hot", "number", "value"]
"""What a loss learns: the number of a class, one of two, a class spread over as many numbers, a number, or nothing that
is right: it makes what comes small."""


@dataclass(frozen=True, kw_only=True)
class Suited:
    """What an Output for a target needs, and the last layer before it."""

    units: int
    activation: str
    loss: JsonObject
    metrics: tuple[JsonObject, ...]


def suited(target: Feature, spec: OutputSpec | None = None) -> Suited:
    """Return what suits a target best; with a `spec` whose loss goes with the target, what suits that loss."""
    if target.shape:
        best = _suited_again(target)
    elif target.type == "category":
        best = Suited(
            units=target.width,
            activation="softmax",
            loss=_named("SparseCategoricalCrossentropy"),
            metrics=(_named("SparseCategoricalAccuracy"),),
        )
    else:
        loss, metric = _named("MeanSquaredError"), _named("MeanAbsoluteError")
        best = Suited(units=1, activation="linear", loss=loss, metrics=(metric,))
    if spec is None or spec.loss is None or _unsuited(target, str(spec.loss["kind"]), ""):
        return best
    return _kept(target, spec.loss, spec.metrics, best)


def _suited_again(target: Feature) -> Suited:
    """Return what suits an Output that gives an input again: shares from 0 to 1, or numbers scaled around 0."""
    shares = _is_unit(target)
    return Suited(
        units=math.prod(target.shape),
        activation="sigmoid" if shares else "linear",
        loss=_named("BinaryCrossentropy" if shares else "MeanSquaredError"),
        metrics=(_named("MeanAbsoluteError"),),
    )


def _is_unit(target: Feature) -> bool:
    """Whether what is to be given again lies between 0 and 1."""
    return bool(target.shape) and (target.min, target.max) == (0.0, 1.0)


def _kept(target: Feature, loss: JsonObject, metrics: tuple[JsonObject, ...], best: Suited) -> Suited:
    """Return what suits a loss that goes with the target."""
    form = task(str(loss["kind"]))
    usual = {} if target.shape else {"two": _named("BinaryAccuracy"), "one-hot": _named("CategoricalAccuracy")}
    fitting = not any(_mismatch(target, loss, metric) for metric in metrics)
    return Suited(
        units=units(target, loss),
        activation="linear" if from_logits(loss) else "sigmoid" if form == "two" else best.activation,
        loss=loss,
        metrics=metrics if fitting else (usual[form],) if form in usual else best.metrics,
    )


def task(kind: str) -> Task:
    """Return what a loss or metric of this kind learns or measures."""
    if kind == VALUE:
        return "value"
    if kind.startswith("Sparse"):
        return "classes"
    if kind in _TWO:
        return "two"
    return "one-hot" if kind in _ONE_HOT else "number"


def units(target: Feature, loss: JsonObject) -> int:
    """Return how many numbers the last layer makes for a target and a loss that go together."""
    if target.shape:
        return math.prod(target.shape)
    return 1 if task(str(loss["kind"])) == "two" else target.width


def from_logits(loss: JsonObject) -> bool:
    """Whether a loss applies softmax or sigmoid itself, and so wants numbers before that."""
    params = loss.get("params")
    return isinstance(params, Mapping) and params.get("from_logits") is True


def title(kind: str) -> str:
    """Return what people call a loss or a metric."""
    families = catalog().families
    entry = families["losses"].get(kind) or families["metrics"].get(kind)
    return entry.title if entry else kind


def loss_findings(step: Step, spec: OutputSpec) -> Iterator[Finding]:
    """Yield a loss, or a metric, that does not go with the target."""
    if spec.target is None or spec.loss is None:
        return
    if sentence := _unsuited(spec.target, str(spec.loss["kind"]), "learns"):
        yield Finding(code="loss-target", node=step.id, param="loss", sentence=sentence)
        return
    for metric in spec.metrics:
        if wrong := _mismatch(spec.target, spec.loss, metric):
            yield Finding(code="metric-target", node=step.id, param="metrics", sentence=wrong)


def _mismatch(target: Feature, loss: JsonObject, metric: JsonObject) -> str | None:
    """Say why a metric does not measure what is learnt, or nothing."""
    wrong = _unsuited(target, str(metric["kind"]), "measures")
    if wrong is None and not target.shape and _is_other_form(str(loss["kind"]), str(metric["kind"])):
        measured, learned = title(str(metric["kind"])), title(str(loss["kind"]))
        return say(
            "{measured} does not measure what {learned} learns; choose one that fits the loss.",
            measured=measured,
            learned=learned,
        )
    return wrong


def activation_findings(step: Step, spec: OutputSpec, activation: str | None) -> Iterator[Finding]:
    """Yield an activation of the last layer that does not go with the loss; `None` is one that is not known."""
    if spec.loss is None or activation is None:
        return
    kind, raw = str(spec.loss["kind"]), from_logits(spec.loss)
    match task(kind):
        case "classes" | "one-hot":
            yield from _class_activation(step, kind, activation, raw)
        case "two":
            yield from _two_activation(step, spec, kind, activation)
        case "number" if activation == "softmax" and spec.target and _is_open(spec.target):
            sentence = say(
                "softmax keeps every answer between 0 and 1, and one number alone always 1; “{name}” wants linear.",
                name=spec.target.name,
            )
            yield _activation(step, sentence)


def _is_open(target: Feature) -> bool:
    """Whether a target is of numbers that may lie anywhere."""
    return not _is_unit(target) if target.shape else target.type == "number"


def _class_activation(step: Step, kind: str, activation: str, raw: bool) -> Iterator[Finding]:
    if raw and activation in {"softmax", "sigmoid"}:
        yield _activation(
            step,
            say(
                "{activation} is applied twice: {title} is set to do it itself (from logits).",
                activation=activation,
                title=title(kind),
            ),
        )
    elif not raw and activation not in {"softmax", "sigmoid"}:
        yield _activation(
            step,
            say(
                "{title} learns from probabilities that add up to 1; {activation} gives none, softmax does.",
                title=title(kind),
                activation=activation,
            ),
        )


def _two_activation(step: Step, spec: OutputSpec, kind: str, activation: str) -> Iterator[Finding]:
    raw = from_logits(spec.loss or {})
    if activation == "softmax":
        again = say("makes all numbers add up to 1") if spec.again else say("over one number is always 1")
        yield _activation(step, say("softmax {again}; {title} wants sigmoid.", again=again, title=title(kind)))
    elif raw and activation == "sigmoid":
        yield _activation(
            step, say("sigmoid is applied twice: {title} is set to do it itself (from logits).", title=title(kind))
        )
    elif not raw and kind in _PROBABILITIES and activation not in {"sigmoid", "hard_sigmoid"}:
        yield _activation(
            step,
            say(
                "{title} learns from a probability between 0 and 1; {activation} gives none, sigmoid does.",
                title=title(kind),
                activation=activation,
            ),
        )


def _activation(step: Step, sentence: str) -> Finding:
    return Finding(code="activation-loss", node=step.id, param="loss", sentence=sentence)


def _unsuited(target: Feature, kind: str, verb: str) -> str | None:
    name, classes = target.name, len(target.classes)
    if target.shape:
        return _unsuited_again(target, kind, verb)
    match task(kind), target.type:
        case "number", "category":
            return say(
                "{title} {verb} a number; “{name}” is one of {classes} classes.",
                title=title(kind),
                verb=verb,
                name=name,
                classes=classes,
            )
        case "two", "category" if classes != 2:
            return say(
                "{title} {verb} yes or no; “{name}” has {classes} classes.",
                title=title(kind),
                verb=verb,
                name=name,
                classes=classes,
            )
        case "classes" | "one-hot" | "two", "number":
            return say("{title} {verb} classes; “{name}” is a number.", title=title(kind), verb=verb, name=name)
    return None


def _unsuited_again(target: Feature, kind: str, verb: str) -> str | None:
    match task(kind):
        case "classes" | "one-hot":
            return say(
                "{title} {verb} classes; “{target}” is made of numbers.",
                title=title(kind),
                verb=verb,
                target=target.name,
            )
        case "two" if kind not in _PROBABILITIES | {"BinaryAccuracy"}:
            return say(
                "{title} {verb} yes or no; “{target}” is made of numbers.",
                title=title(kind),
                verb=verb,
                target=target.name,
            )
        case "two" if not _is_unit(target):
            return say(
                "{title} {verb} numbers from 0 to 1; “{target}” is scaled around 0.",
                title=title(kind),
                verb=verb,
                target=target.name,
            )
    return None


def _is_other_form(loss: str, metric: str) -> bool:
    """Whether both are about classes, but take the answer, or the class, in different forms."""
    return task(loss) != task(metric) and (task(loss), task(metric)) != ("one-hot", "two")


def _named(kind: str, **params: Json) -> JsonObject:
    return {"kind": kind, "params": params}


_PROBABILITIES = frozenset({"BinaryCrossentropy", "BinaryFocalCrossentropy"})
_TWO = _PROBABILITIES | {
    *("Hinge", "SquaredHinge", "BinaryAccuracy", "BinaryIoU", "AUC", "Precision", "Recall", "PrecisionAtRecall"),
    *("RecallAtPrecision", "SensitivityAtSpecificity", "SpecificityAtSensitivity", "TruePositives", "TrueNegatives"),
    *("FalsePositives", "FalseNegatives"),
}
_ONE_HOT = frozenset(
    {
        *(
            "CategoricalCrossentropy",
            "CategoricalFocalCrossentropy",
            "CategoricalHinge",
            "CategoricalGeneralizedCrossEntropy",
        ),
        *("KLDivergence", "CategoricalAccuracy", "TopKCategoricalAccuracy", "OneHotIoU", "OneHotMeanIoU", "F1Score"),
        *("FBetaScore", "Dice", "Tversky"),
    }
)
