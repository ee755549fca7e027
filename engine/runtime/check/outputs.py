"""What arrives at an Output against its target: shape, loss and the last activation."""

from collections.abc import Iterator

from engine.data.schema import Feature
from engine.findings import Finding
from engine.plan import OutputSpec, Plan, Step
from engine.plan.targets import activation_findings, loss_findings, title, units
from engine.runtime.check.measure import Tensor
from engine.runtime.check.shapes import words

# Layers that hand on what the activation before them made.
_PASSING = frozenset({"Dropout", "Flatten", "Identity", "Permute", "Reshape"})


def output_findings(plan: Plan, step: Step, arriving: Tensor) -> Iterator[Finding]:
    """Yield what does not fit between what arrives at an Output and what it is to learn."""
    spec = plan.outputs[step.id]
    if spec.is_value:
        yield from _value_findings(plan, step, arriving)
        return
    wrong = list(loss_findings(step, spec))
    yield from wrong
    if not any(finding.code == "loss-target" for finding in wrong):
        yield from _shape_findings(step, spec, arriving)
        yield from activation_findings(step, spec, last_activation(plan, step))


def last_activation(plan: Plan, step: Step) -> str | None:
    """Return the activation that made what arrives at an Output, or `None` where no setting says it."""
    source = maker(plan, step)
    if source is None or not source.entry.layer:
        return None
    if source.entry.kind == "Softmax":
        return "softmax"
    if source.entry.param("activation") is None:
        return None
    return str(source.params.get("activation") or "linear")


def maker(plan: Plan, step: Step) -> Step | None:
    """Return the step that makes the numbers which arrive at an Output, past layers that only hand them on."""
    source = plan.step(step.sources()[0].node)
    for each in handing_on(plan, source):
        source = plan.step(each.sources()[0].node)
    return source


def handing_on(plan: Plan, step: Step | None) -> Iterator[Step]:
    """Yield the layers, from `step` backwards, that only hand on what a layer before them made."""
    while step and step.entry.kind in _PASSING:
        yield step
        step = plan.step(step.sources()[0].node)


def _value_findings(plan: Plan, step: Step, arriving: Tensor) -> Iterator[Finding]:
    """Yield why training cannot make a value small step by step, or would make it small without an end."""
    if not arriving.dtype.startswith(("float", "bfloat")):
        what = "yes or no" if arriving.dtype == "bool" else "whole numbers"
        sentence = f"Makes {what}, which no small step of training can lower; it wants numbers in between."
        yield Finding(code="value-type", node=step.id, param="loss", sentence=sentence)
    elif last_activation(plan, step) == "linear":
        sentence = (
            "Any number can come out here, so training would lower it without end; "
            "end with what has a least value, such as a square or softplus."
        )
        yield Finding(code="value-endless", node=step.id, param="loss", sentence=sentence, severity="advice")


def _shape_findings(step: Step, spec: OutputSpec, arriving: Tensor) -> Iterator[Finding]:
    target, shape = spec.target, arriving.shape
    if target is None or spec.loss is None:
        return
    if spec.again:
        yield from _again_findings(step, target, shape)
        return
    wanted = units(target, spec.loss)
    if len(shape) != 2:
        whole = {4: "picture", 5: "volume", 3: "sequence"}.get(len(shape), "sample")
        got = f"Makes {_each(shape)}" if len(shape) > 2 else "Makes one number without an axis for it"
        sentence = f"{got}; “{target.name}” wants {wanted} for the whole {whole}."
        yield Finding(code="output-rank", node=step.id, sentence=sentence)
    elif shape[1] != wanted:
        why = f"has {len(target.classes)} classes" if target.type == "category" else "is a number"
        sentence = (
            f"Makes {words(shape)}; “{target.name}” {why}, so it wants {wanted} with {title(str(spec.loss['kind']))}."
        )
        yield Finding(code="output-units", node=step.id, sentence=sentence)


def _again_findings(step: Step, target: Feature, shape: tuple[int | None, ...]) -> Iterator[Finding]:
    wanted = (None, *target.shape)
    if shape != wanted:
        sentence = f"Makes {words(shape)}; “{target.name}” is {words(wanted)}."
        yield Finding(code="output-input", node=step.id, sentence=sentence)


def _each(shape: tuple[int | None, ...]) -> str:
    *places, last = ("any number of" if size is None else str(size) for size in shape[1:])
    numbers = f"{last} number" + ("" if last == "1" else "s")
    if len(places) == 1:
        return f"{numbers} for each of {places[0]} steps"
    return f"{numbers} for each of {' × '.join(places)} places"
