"""Fixes for an Output that gives an input again, and for one whose value is itself made small."""

import math
from collections.abc import Iterator

from engine.data.schema import Feature
from engine.document import edits
from engine.document.model import Reference
from engine.findings import Finding, Fix
from engine.plan import Step
from engine.plan.again import as_target, input_of, itself
from engine.plan.changes import Layer, chained
from engine.plan.targets import suited
from engine.runtime.check.examine import Examined
from engine.runtime.check.outputs import handing_on, maker
from engine.said import say
from engine.words import Json, JsonObject


def target_of(examined: Examined, key: str) -> Feature | None:
    """Return what an Output is to give again, or `None` where its target is a column or its Input gives nothing."""
    plan = examined.plan
    source = input_of(plan.document.nodes[key].params)
    given = plan.inputs.get(source) if source else None
    return as_target(itself(plan.document, source), given) if source and given else None


def offered(examined: Examined, key: str) -> Iterator[Fix]:
    """Propose to give an Input again that has the shape of what arrives."""
    plan = examined.plan
    for source in plan.document.nodes[key].sources()[:1]:
        tensor = examined.walk.tensor(source)
        for name, given in plan.inputs.items():
            if tensor and tensor.shape[1:] == given.shape and name != source.node:
                target: Json = {"input": name}
                edit = edits.set_param(key, "target", target)
                yield Fix(title=say("Give {names} again", names=plan.names[name]), edits=(edit,))


def shaped(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to make what arrives as large as the input: by the layers that shape it, or by new ones."""
    plan, key = examined.plan, str(finding.node)
    target, output = target_of(examined, key), plan.step(key)
    if target is None or output is None:
        return
    title = say("Make {map}", map=" × ".join(map(str, target.shape)))
    if made := tuple(_sizes(examined, output, target)):
        yield Fix(title=title, edits=made)
    source = output.sources()[0]
    tensor = examined.walk.tensor(source)
    best = suited(target, plan.outputs.get(key))
    dense = Layer(kind="Dense", params={"units": best.units, "activation": best.activation})
    flat = [Layer(kind="Flatten")] if tensor and len(tensor.shape) > 2 else []
    yield Fix(
        title=say("{title} with a Dense", title=title),
        edits=_chained(examined, key, source, [*flat, dense, *_reshape(target)]),
    )
    if made:
        last = output.sources()[0]
        yield Fix(title=title, edits=(*made, *_chained(examined, key, last, _reshape(target))))


def _sizes(examined: Examined, output: Step, target: Feature) -> Iterator[JsonObject]:
    """Yield the edits by which the layers before an Output make what has the target's shape."""
    step, last = examined.plan.step(output.sources()[0].node), maker(examined.plan, output)
    shaping = next((each for each in handing_on(examined.plan, step) if each.entry.kind == "Reshape"), None)
    if shaping:
        yield edits.set_param(shaping.id, "target_shape", list(target.shape))
    if last and last.entry.param("units"):
        whole = bool(shaping) or last is not step or len(target.shape) == 1
        units = math.prod(target.shape) if whole else target.shape[-1]
        if last.params.get("units") != units:
            yield edits.set_param(last.id, "units", units)
    elif last and last.entry.param("filters"):
        yield edits.set_param(last.id, "filters", target.shape[-1])


def _reshape(target: Feature) -> list[Layer]:
    return [Layer(kind="Reshape", params={"target_shape": list(target.shape)})] if len(target.shape) > 1 else []


def _chained(examined: Examined, key: str, source: Reference, layers: list[Layer]) -> tuple[JsonObject, ...]:
    plan = examined.plan
    return chained(plan.document, plan.catalog, source, layers, (key, plan.catalog.layers["Output"].inputs[0].name, 0))
