"""What arrives at an Output against its target: shape, loss and the last activation."""

from collections.abc import Iterator

from engine.data.schema import Feature
from engine.findings import Finding
from engine.plan import OutputSpec, Plan, Step
from engine.plan.aims import aim_of
from engine.plan.losses import title
from engine.plan.targets import activation_findings, loss_findings
from engine.plan.together import together
from engine.runtime.check.measure import Tensor
from engine.runtime.check.shapes import words
from engine.said import say

# Layers that hand on what the activation before them made.
_PASSING = frozenset({"Dropout", "Flatten", "Identity", "Permute", "Reshape"})


_STAYING = frozenset({"mask", "boxes"})
"""Types of targets that have places in a picture."""


def output_findings(plan: Plan, step: Step, arriving: Tensor) -> Iterator[Finding]:
    """Yield what does not fit between what arrives at an Output and what it is to learn."""
    spec = plan.outputs[step.id]
    if spec.is_value:
        yield from _value_findings(step, arriving)
        return
    wrong = list(loss_findings(step, spec))
    yield from wrong
    if not any(finding.code == "loss-target" for finding in wrong):
        yield from _shape_findings(step, spec, arriving)
        yield from _moved_findings(plan, step, spec)
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


def _value_findings(step: Step, arriving: Tensor) -> Iterator[Finding]:
    """Yield why training cannot make a value small step by step."""
    if not arriving.dtype.startswith(("float", "bfloat")):
        what = say("yes or no") if arriving.dtype == "bool" else say("whole numbers")
        sentence = say(
            "Makes {what}, which no small step of training can lower; it wants numbers in between.", what=what
        )
        yield Finding(code="value-type", node=step.id, param="loss", sentence=sentence)


def _shape_findings(step: Step, spec: OutputSpec, arriving: Tensor) -> Iterator[Finding]:
    target, shape = spec.target, arriving.shape
    if target is None or spec.loss is None:
        return
    aim = aim_of(target)
    if target.type == "boxes":
        if not aim.takes(shape[1:], spec.loss):
            yield _no_places(step, target, arriving.shape, aim.units(spec.loss))
        return
    if len(aim.shape(spec.loss)) > 1 or spec.again:
        yield from _form_findings(step, target, shape, (None, *aim.shape(spec.loss)))
        return
    wanted = aim.units(spec.loss)
    if len(shape) != 2:
        whole = {4: "picture", 5: "volume", 3: "sequence"}.get(len(shape), "sample")
        got = (
            say("Makes {each}", each=_each(shape)) if len(shape) > 2 else say("Makes one number without an axis for it")
        )
        sentence = say(
            "{got}; “{target}” wants {wanted} for the whole {whole}.",
            got=got,
            target=target.name,
            wanted=wanted,
            whole=whole,
        )
        yield Finding(code="output-rank", node=step.id, sentence=sentence)
    elif shape[1] != wanted:
        sentence = say(
            "Makes {words}; “{target}” {why}, so it wants {wanted} with {title}.",
            words=words(shape),
            target=target.name,
            why=aim.told(),
            wanted=wanted,
            title=title(str(spec.loss["kind"])),
        )
        yield Finding(code="output-units", node=step.id, sentence=sentence)


def _moved_findings(plan: Plan, step: Step, spec: OutputSpec) -> Iterator[Finding]:
    """Yield layers that turn or move pictures at random where a mask or boxes are learnt, and do not move with them."""
    if spec.target is None or spec.target.type not in _STAYING:
        return
    found = together(plan)
    alike = found.ids if found else frozenset()
    waiting, seen = list(step.sources()), set[str]()
    while waiting:
        source = plan.step(waiting.pop().node)
        if source is None or source.id in seen:
            continue
        seen.add(source.id)
        waiting += source.sources()
        if source.entry.moves and source.id not in alike and "." not in source.id:
            sentence = _moved(source, spec.target)
            yield Finding(code="mask-moved", node=source.id, sentence=sentence, severity="advice")


def _moved(step: Step, target: Feature) -> str:
    if target.type == "boxes":
        return say(
            "{kind} moves the picture at random, and the boxes “{target}” stay where they are: the network learns "
            "wrong places.",
            kind=step.entry.kind,
            target=target.name,
        )
    if step.entry.moves == "targets":
        return say(
            "{kind} moves the picture at random, and the mask “{target}” stays where it is: the network learns wrong "
            "places. Right behind the picture's Input it moves both.",
            kind=step.entry.kind,
            target=target.name,
        )
    return say(
        "{kind} changes at random where things are, and cannot do the same to the mask “{target}”: the network learns "
        "wrong places.",
        kind=step.entry.kind,
        target=target.name,
    )


def _no_places(step: Step, target: Feature, shape: tuple[int | None, ...], units: int) -> Finding:
    sentence = say(
        "Makes {words}; the boxes “{target}” want a grid of places with {units} numbers each: how sure, four sides and "
        "{classes} classes.",
        words=words(shape),
        target=target.name,
        units=units,
        classes=len(target.classes),
    )
    return Finding(code="output-boxes", node=step.id, sentence=sentence)


def _form_findings(
    step: Step, target: Feature, shape: tuple[int | None, ...], wanted: tuple[int | None, ...]
) -> Iterator[Finding]:
    """Yield that what is to be answered has a form of its own: an input given again, or a number for each place."""
    if shape == wanted:
        return
    if target.type == "mask":
        said = say(
            "Makes {words}; the mask “{target}” wants {words_2}.",
            words=words(shape),
            target=target.name,
            words_2=words(wanted),
        )
        yield Finding(code="output-mask", node=step.id, sentence=said)
        return
    sentence = say(
        "Makes {words}; “{target}” is {words_2}.", words=words(shape), target=target.name, words_2=words(wanted)
    )
    yield Finding(code="output-input", node=step.id, sentence=sentence)


def _each(shape: tuple[int | None, ...]) -> str:
    *places, last = (say("any number of") if size is None else str(size) for size in shape[1:])
    numbers = say("1 number") if last == "1" else say("{last} numbers", last=last)
    if len(places) == 1:
        return say("{numbers} for each of {places} steps", numbers=numbers, places=places[0])
    return say("{numbers} for each of {places} places", numbers=numbers, places=" × ".join(places))
