"""Fixes for an Output that answers boxes: the numbers of each place, made of the last layer that still has places."""

from collections.abc import Iterator

from engine.document.model import Reference
from engine.findings import Finding, Fix
from engine.plan.changes import Layer, chained
from engine.plan.targets import suited
from engine.runtime.check.examine import Examined
from engine.runtime.check.fixes.masks import own_layer
from engine.said import say
from engine.words import Json


def placed(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to make as many numbers for each place, by the last convolution or a new one."""
    plan, key = examined.plan, str(finding.node)
    spec, output = plan.outputs.get(key), plan.step(key)
    if spec is None or spec.target is None or output is None:
        return
    best, source = suited(spec.target, spec), output.sources()[0]
    title = say("Make {units} numbers for each place", units=best.units)
    if _is_grid(examined, source) and (made := own_layer(examined, source, best)):
        yield Fix(title=title, edits=made)
    at = _last_grid(examined, source)
    if at is None:
        return
    params: dict[str, Json] = {"filters": best.units, "kernel_size": [1, 1]}
    to = (key, plan.catalog.layers["Output"].inputs[0].name, 0)
    edits = chained(plan.document, plan.catalog, at, [Layer(kind="Conv2D", params=params)], to)
    yield Fix(title=title, edits=edits)


def _last_grid(examined: Examined, source: Reference) -> Reference | None:
    """Return the wire, from `source` backwards, that last brings places side by side and below each other."""
    while not _is_grid(examined, source):
        step = examined.plan.step(source.node)
        if step is None or not step.sources():
            return None
        source = step.sources()[0]
    return source if "." not in source.node else None


def _is_grid(examined: Examined, source: Reference) -> bool:
    tensor = examined.walk.tensor(source)
    return tensor is not None and len(tensor.shape) == 4 and all(size and size > 1 for size in tensor.shape[1:3])
