"""Fixes for an Output that answers a mask: a number for each class in each place, and nothing moved on the way."""

from collections.abc import Iterator

from engine.document import edits
from engine.document.model import Document, Reference
from engine.findings import Finding, Fix
from engine.plan.aim import Suited
from engine.plan.changes import Layer, chained, places, wires_from
from engine.plan.targets import suited
from engine.runtime.check.examine import Examined
from engine.said import say
from engine.words import Json, JsonObject


def shaped(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to make the numbers of the mask, by the last convolution or a new one, resized where places differ."""
    plan, key = examined.plan, str(finding.node)
    spec, output = plan.outputs.get(key), plan.step(key)
    if spec is None or spec.target is None or output is None:
        return
    best, source = suited(spec.target, spec), output.sources()[0]
    tensor = examined.walk.tensor(source)
    if tensor is None or len(tensor.shape) != 4:
        return
    height, width = spec.target.shape
    title = say(
        "Make {units} numbers for each of {height} × {width} places", units=best.units, height=height, width=width
    )
    resize = [Layer(kind="Resizing", params={"height": height, "width": width})]
    bigger = [] if tensor.shape[1:3] == (height, width) else resize
    if made := own_layer(examined, source, best):
        yield Fix(title=title, edits=(*made, *(_chained(examined, key, source, bigger) if bigger else ())))
    params: dict[str, Json] = {"filters": best.units, "kernel_size": [1, 1], "activation": best.activation}
    yield Fix(title=title, edits=_chained(examined, key, source, [*bigger, Layer(kind="Conv2D", params=params)]))


def own_layer(examined: Examined, source: Reference, best: Suited) -> tuple[JsonObject, ...]:
    """Return the edits by which the layer that makes the numbers makes as many as are wanted, where it can."""
    last = examined.plan.step(source.node)
    size = next((name for name in ("filters", "units") if last and last.entry.param(name)), None)
    if last is None or size is None or last.params.get("activation") != best.activation:
        return ()
    return (edits.set_param(last.id, size, best.units),)


def _chained(examined: Examined, key: str, source: Reference, layers: list[Layer]) -> tuple[JsonObject, ...]:
    plan = examined.plan
    return chained(plan.document, plan.catalog, source, layers, (key, plan.catalog.layers["Output"].inputs[0].name, 0))


def still(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to put what moves pixels right behind the picture's Input, where masks move too, or to pass it by."""
    key, plan = str(finding.node), examined.plan
    name, step = plan.names[key], plan.step(key)
    inputs = [given for given, spec in plan.inputs.items() if any(each.type == "image" for each in spec.features)]
    if step and step.entry.moves == "targets" and len(inputs) == 1:
        yield Fix(
            title=say("Put {name} right behind the Input", name=name), edits=_behind(plan.document, inputs[0], key)
        )
    edit = edits.set_field(key, "disabled", True)
    yield Fix(title=say("Leave {name} out", name=name), edits=(edit,))


def _behind(document: Document, given: str, key: str) -> tuple[JsonObject, ...]:
    """Return the edits that take a layer from where it stands and put it between an Input and all that reads this."""
    (port, index, source) = places(document.nodes[key])[0]
    out = [edits.connect(*to, source) for to, _ in wires_from(document, key)]
    readers = [to for to, _ in wires_from(document, given)]
    after = {to for to, _ in wires_from(document, key)} if source.node == given else set()
    into = [edits.connect(*to, Reference(key)) for to in dict.fromkeys([*readers, *after]) if to[0] != key]
    return (*out, *into, edits.connect(key, port, index, Reference(given)))
