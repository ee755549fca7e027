"""What suits a target: how many numbers, which activation, loss and metrics; and what does not go with it, in words."""

from collections.abc import Iterator

from engine.data.schema import Feature
from engine.findings import Finding
from engine.plan.aim import Aim, Suited
from engine.plan.aims import aim_of
from engine.plan.losses import PROBABILITIES, from_logits, task, title
from engine.plan.steps import OutputSpec, Step
from engine.said import say
from engine.words import JsonObject


def suited(target: Feature, spec: OutputSpec | None = None) -> Suited:
    """Return what suits a target best; with a `spec` whose loss goes with the target, what suits that loss."""
    aim = aim_of(target)
    best = aim.best()
    if spec is None or spec.loss is None or aim.unsuited(str(spec.loss["kind"]), ""):
        return best
    return _kept(aim, spec.loss, spec.metrics, best)


def _kept(aim: Aim, loss: JsonObject, metrics: tuple[JsonObject, ...], best: Suited) -> Suited:
    """Return what suits a loss that goes with the target."""
    form = task(str(loss["kind"]))
    fitting = not any(_mismatch(aim, loss, metric) for metric in metrics)
    return Suited(
        units=aim.units(loss),
        activation="linear" if from_logits(loss) else "sigmoid" if form == "two" else best.activation,
        loss=loss,
        metrics=metrics if fitting else aim.METRICS.get(form, best.metrics),
    )


def loss_findings(step: Step, spec: OutputSpec) -> Iterator[Finding]:
    """Yield a loss, or a metric, that does not go with the target."""
    if spec.target is None or spec.loss is None:
        return
    aim = aim_of(spec.target)
    if sentence := aim.unsuited(str(spec.loss["kind"]), "learns"):
        yield Finding(code="loss-target", node=step.id, param="loss", sentence=sentence)
        return
    for metric in spec.metrics:
        if wrong := _mismatch(aim, spec.loss, metric):
            yield Finding(code="metric-target", node=step.id, param="metrics", sentence=wrong)


def _mismatch(aim: Aim, loss: JsonObject, metric: JsonObject) -> str | None:
    """Say why a metric does not measure what is learnt, or nothing."""
    wrong = aim.unsuited(str(metric["kind"]), "measures")
    if wrong is None and aim.tells_forms_apart() and _is_other_form(str(loss["kind"]), str(metric["kind"])):
        measured, learned = title(str(metric["kind"])), title(str(loss["kind"]))
        return say(
            "{measured} does not measure what {learned} learns; choose one that fits the loss.",
            measured=measured,
            learned=learned,
        )
    return wrong or aim.unset(metric)


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
        case "boxes" if activation != "linear":
            sentence = say(
                "{title} learns from numbers of any size; {activation} keeps them from it, linear does not.",
                title=title(kind),
                activation=activation,
            )
            yield _activation(step, sentence)
        case "number" if activation == "softmax" and spec.target and aim_of(spec.target).is_open():
            sentence = say(
                "softmax keeps every answer between 0 and 1, and one number alone always 1; “{name}” wants linear.",
                name=spec.target.name,
            )
            yield _activation(step, sentence)


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
        again = aim_of(spec.target).under_softmax() if spec.target else say("over one number is always 1")
        yield _activation(step, say("softmax {again}; {title} wants sigmoid.", again=again, title=title(kind)))
    elif raw and activation == "sigmoid":
        yield _activation(
            step, say("sigmoid is applied twice: {title} is set to do it itself (from logits).", title=title(kind))
        )
    elif not raw and kind in PROBABILITIES and activation not in {"sigmoid", "hard_sigmoid"}:
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


def _is_other_form(loss: str, metric: str) -> bool:
    """Whether both are about classes, but take the answer, or the class, in different forms."""
    return task(loss) != task(metric) and (task(loss), task(metric)) != ("one-hot", "two")
