"""What the report says of each node: of those in blocks where they stand first, and of instances as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.catalog.states import outputs_for
from engine.document.model import Reference
from engine.plan import Plan, Step
from engine.runtime.check.examine import Examined
from engine.runtime.check.measure import Answer, Tensor
from engine.runtime.check.shapes import axes
from engine.runtime.cost.field import fields, rounded
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
        source = key if key not in expanded.passed else next(_sources(examined, key)).node
        field: JsonObject = {"field": rounded(seen[source])} if source in seen else {}
        if key not in expanded.passed:
            report = _layer(examined, key)
        elif key in expanded.repeats:
            report = {**_whole(examined, key, sums), "repeat": expanded.repeats[key]}
        else:
            report = _plain(_passing(examined, key), Answer())
        values = expanded.values.get(key)
        reports[key] = {**report, **field, "values": values} if values else {**report, **field}
    return reports


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


def _layer(examined: Examined, key: str) -> JsonObject:
    answer = examined.walk.answers.get(key, Answer())
    step = examined.plan.step(key)
    outputs: list[Json] = [_output(examined.plan, step, tensor) for tensor in answer.outputs] if step else []
    return _plain(outputs, answer)


def _whole(examined: Examined, key: str, sums: dict[str, _Sum]) -> JsonObject:
    total = sums.get(key, _Sum())
    return {
        "outputs": _passing(examined, key),
        "trainable": total.trainable,
        "frozen": total.frozen,
        "memory": total.memory,
        "multiply_adds": total.multiply_adds,
    }


def _plain(outputs: "list[Json] | tuple[()]", answer: Answer) -> JsonObject:
    return {
        "outputs": list(outputs),
        "trainable": answer.trainable,
        "frozen": answer.frozen,
        "memory": answer.memory(),
        "multiply_adds": answer.multiply_adds,
    }


def _passing(examined: Examined, key: str) -> list[Json]:
    """Return what goes out of a port, an instance or a disabled node; what is not known ends the list."""
    outputs: list[Json] = []
    for source in _sources(examined, key):
        tensor = examined.walk.tensor(source)
        if tensor is None:
            break
        step = examined.plan.by_id[source.node]
        outputs.append(_output(examined.plan, step, tensor))
    return outputs


def _sources(examined: Examined, key: str) -> Iterator[Reference]:
    expanded = examined.plan.expanded
    passed, drawn = expanded.passed[key], examined.plan.document.nodes[expanded.origin[key].node]
    entry = examined.plan.catalog.entry(drawn.kind)
    count = len(passed.outputs) if not passed.every else len(outputs_for(entry, drawn.params)) if entry else 1
    return (passed.output(number) for number in range(max(count, 1)))


def _output(plan: Plan, step: Step, tensor: Tensor) -> JsonObject:
    named = axes(tensor.shape, step.params)
    given = plan.inputs.get(step.id)
    if given:
        named = ("batch", *given.axes)
    learned = plan.outputs.get(step.id)
    if learned and learned.target and learned.target.type == "category" and len(named) == 2:
        named = ("batch", "classes")
    masked: JsonObject = {"mask": True} if tensor.mask is not None else {}
    return {"shape": list(tensor.shape), "axes": list(named), "dtype": tensor.dtype, **masked}
