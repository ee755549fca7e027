"""What the report says of each node: of those in blocks where they stand first, and of instances as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.catalog.states import outputs_for
from engine.document.model import Reference
from engine.plan import InputSpec, OutputSpec, Step
from engine.plan.aims import aim_of
from engine.remembered import Remembered
from engine.runtime.check.examine import Examined
from engine.runtime.check.measure import Answer, Tensor
from engine.runtime.check.shapes import axes
from engine.runtime.cost.field import Field, fields, rounded
from engine.words import Json, JsonObject


def node_reports(examined: Examined) -> JsonObject:
    """Return what is known of each node, by its path in the first repetition: `res1.0.conv`, an instance as `res1`."""
    expanded = examined.plan.expanded
    sums, seen = _sums(examined), fields(examined.plan, examined.walk)
    top = expanded.scopes[None].nodes
    reports: dict[str, Json] = {key: _plain((), Answer()) for key in top if key not in expanded.origin}
    for key, origin in expanded.origin.items():
        if not origin.first:
            continue
        if key not in expanded.passed:
            report = _layer(examined, key, seen.get(key))
        elif key in expanded.repeats:
            whole = {**_whole(examined, key, sums), "repeat": expanded.repeats[key]}
            report = _seeing(whole, seen.get(next(_sources(examined, key)).node))
        else:
            passing = _plain(_passing(examined, key), Answer())
            report = _seeing(passing, seen.get(next(_sources(examined, key)).node))
        values = expanded.values.get(key)
        reports[key] = {**report, "values": values} if values else report
    return reports


def _seeing(report: JsonObject, seen: Field | None) -> JsonObject:
    return {**report, "field": rounded(seen)} if seen else report


@dataclass(kw_only=True)
class _Sum:
    """What the layers inside an instance have in all; a layer that is shared counts once."""

    trainable: int = 0
    frozen: int = 0
    memory: int = 0
    multiply_adds: int = 0
    owners: set[str] = field(default_factory=set)


def _sums(examined: Examined) -> dict[str, _Sum]:
    origin, sums = examined.plan.expanded.origin, dict[str, _Sum]()
    for step in examined.plan.steps:
        inside = origin[step.id].inside
        answer = examined.walk.answers.get(step.id) if inside else None
        if answer is None:
            continue
        owner, memory = step.shares or step.id, answer.memory()
        for instance in inside:
            total = sums.setdefault(instance, _Sum())
            total.memory += memory
            total.multiply_adds += answer.multiply_adds
            if owner not in total.owners:
                total.owners.add(owner)
                total.trainable += answer.trainable
                total.frozen += answer.frozen
    return sums


def _layer(examined: Examined, key: str, seen: Field | None) -> JsonObject:
    plan = examined.plan
    answer, step = examined.walk.answers.get(key), plan.step(key)
    if answer is None or step is None:
        return _plain((), Answer())
    return _layers.of(None, step, answer, seen, plan.inputs.get(key), plan.outputs.get(key))


def _described(
    _: None, step: Step, answer: Answer, seen: Field | None, given: InputSpec | None, learned: OutputSpec | None
) -> JsonObject:
    outputs = [_output(step, tensor, given, learned) for tensor in answer.outputs]
    return _seeing(_plain(outputs, answer), seen)


_layers = Remembered(_described)


def _whole(examined: Examined, key: str, sums: dict[str, _Sum]) -> JsonObject:
    total = sums.get(key, _Sum())
    return {
        "outputs": _passing(examined, key),
        "trainable": total.trainable,
        "frozen": total.frozen,
        "memory": total.memory,
        "multiply_adds": total.multiply_adds,
    }


def _plain(outputs: Sequence[JsonObject], answer: Answer) -> JsonObject:
    return {
        "outputs": list(outputs),
        "trainable": answer.trainable,
        "frozen": answer.frozen,
        "memory": answer.memory(),
        "multiply_adds": answer.multiply_adds,
    }


def _passing(examined: Examined, key: str) -> list[JsonObject]:
    """Return what goes out of a port, an instance or a disabled node; what is not known ends the list."""
    outputs: list[JsonObject] = []
    for source in _sources(examined, key):
        tensor = examined.walk.tensor(source)
        if tensor is None:
            break
        plan, name = examined.plan, source.node
        outputs.append(_output(plan.by_id[name], tensor, plan.inputs.get(name), plan.outputs.get(name)))
    return outputs


def _sources(examined: Examined, key: str) -> Iterator[Reference]:
    expanded = examined.plan.expanded
    passed, drawn = expanded.passed[key], examined.plan.document.nodes[expanded.origin[key].node]
    entry = examined.plan.catalog.entry(drawn.kind)
    count = len(passed.outputs) if not passed.every else len(outputs_for(entry, drawn.params)) if entry else 1
    return (passed.output(number) for number in range(max(count, 1)))


def _output(step: Step, tensor: Tensor, given: InputSpec | None, learned: OutputSpec | None) -> JsonObject:
    named = axes(tensor.shape, step.params)
    if given:
        named = ("batch", *given.axes)
    if learned and learned.target and len(named) == 2 and (axis := aim_of(learned.target).axis):
        named = ("batch", axis)
    masked: JsonObject = {"mask": True} if tensor.mask is not None else {}
    return {"shape": list(tensor.shape), "axes": list(named), "dtype": tensor.dtype, **masked}
