"""Fixes for a layer that Keras refuses: its inputs have the wrong number of axes, or sizes that do not fit."""

from collections.abc import Iterator

from engine.document import edits
from engine.document.model import Reference
from engine.findings import Finding, Fix
from engine.plan.changes import Layer, chained, places, taken_out
from engine.runtime.check.examine import Examined
from engine.runtime.check.fixes.blocks import switched_on
from engine.runtime.check.fixes.sequences import every_step
from engine.runtime.check.fixes.squeeze import reshapes, squeezes
from engine.runtime.check.fixes.wiring import title_of
from engine.runtime.check.shapes import Shape
from engine.said import say
from engine.words import Json, JsonObject


def wrong_axes(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose layers that give an input the number of axes that the port takes."""
    yield from switched_on(examined, finding)
    document, key = examined.plan.document, str(finding.node)
    entry = examined.plan.catalog.layers[document.nodes[key].kind]
    ranks = {port.name: port.rank for port in entry.inputs}
    for port, index, source in places(document.nodes[key]):
        tensor = examined.walk.tensor(source)
        low, high = ranks[port]
        if tensor is None or low <= len(tensor.shape) <= high:
            continue
        layers = squeezes(tensor.shape) if low <= 2 else []
        layers += [layer for rank in range(low, min(high, 4) + 1) for layer in reshapes(tensor.shape, rank)]
        if low == 3 and len(tensor.shape) == 2:
            yield from every_step(examined, source)
        for layer in layers:
            change = chained(document, examined.plan.catalog, source, [layer], (key, port, index))
            yield Fix(title=_first(layer), edits=change)
    yield from take_out(examined, finding)


def wrong_sizes(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose layers that bring inputs to one size, other axes for a single input, or usual settings."""
    yield from switched_on(examined, finding)
    yield from same_padding(examined, finding)
    document, key = examined.plan.document, str(finding.node)
    wires = places(document.nodes[key])
    if len(wires) == 1:
        yield from _alone(examined, key, wires[0])
    for port, index, source in reversed(wires):
        tensor = examined.walk.tensor(source)
        others = [other for _, _, wire in wires if wire != source and (other := examined.walk.tensor(wire))]
        if tensor is None:
            continue
        layers = [layer for other in others for layer in _matching(tensor.shape, other.shape)]
        if any(len(other.shape) < len(tensor.shape) for other in others):
            layers += squeezes(tensor.shape)
        for layer in layers:
            change = chained(document, examined.plan.catalog, source, [layer], (key, port, index))
            yield Fix(
                title=say("{change} after {node}", change=_put(layer), node=title_of(examined, source.node)),
                edits=change,
            )


def _alone(examined: Examined, key: str, wire: tuple[str, int, Reference]) -> Iterator[Fix]:
    step, tensor = examined.plan.step(key), examined.walk.tensor(wire[2])
    if step is None or tensor is None:
        return
    target = step.params.get("target_shape")
    if isinstance(target, list):
        for layer in reshapes(tensor.shape, len(target) + 1):
            shape = layer.params["target_shape"]
            yield Fix(title=_put(layer), edits=(edits.set_param(key, "target_shape", shape),))
    for name in examined.plan.document.nodes[key].params:
        param = step.entry.param(name)
        if param and not param.required:
            yield Fix(
                title=say("Use the usual {lower}", lower=param.label.lower()), edits=(edits.unset_param(key, name),)
            )
    layers = [*squeezes(tensor.shape), *(layer for rank in (3, 4) for layer in reshapes(tensor.shape, rank))]
    for layer in layers:
        change = chained(examined.plan.document, examined.plan.catalog, wire[2], [layer], (key, *wire[:2]))
        yield Fix(title=_first(layer), edits=change)


def open_size(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to average over axes of open length, in place of a Flatten or before the node."""
    document, key = examined.plan.document, str(finding.node)
    for port, index, source in places(document.nodes[key]):
        tensor = examined.walk.tensor(source)
        for layer in [*_pooled(examined, source), *(squeezes(tensor.shape)[1:] if tensor else [])]:
            step = examined.plan.step(source.node)
            flat = step is not None and step.entry.kind == "Flatten"
            start = document.nodes[source.node].sources()[0] if flat else source
            change = chained(document, examined.plan.catalog, start, [layer], (key, port, index))
            removed = (edits.remove_node(source.node),) if flat else ()
            yield Fix(
                title=say("{kind} in place of Flatten", kind=layer.kind) if flat else _first(layer),
                edits=(*change, *removed),
            )


def same_padding(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to fill the edges, on the node itself or on a node that feeds it, so that sizes stay."""
    document, key = examined.plan.document, str(finding.node)
    for node in (key, *dict.fromkeys(source.node for source in document.nodes[key].sources())):
        step = examined.plan.step(node)
        if step and step.params.get("padding") == "valid":
            title = (
                say("Set padding to same")
                if node == key
                else say("Set padding of {title_of} to same", title_of=title_of(examined, node))
            )
            yield Fix(title=title, edits=(edits.set_param(node, "padding", "same"),))


def too_small(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to fill the edges, or to go without a layer whose window does not fit."""
    yield from same_padding(examined, finding)
    yield from take_out(examined, finding)


def take_out(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to remove the node and wire through where it stood."""
    change = taken_out(examined.plan.document, str(finding.node))
    if change:
        yield Fix(title=say("Take this layer out"), edits=change)


def over_budget(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose pooling in place of Flatten before the largest layer, or its usual size."""
    document, key = examined.plan.document, finding.node
    step = examined.plan.step(key) if key else None
    if step is None or key is None:
        return
    for port, index, source in places(document.nodes[key]):
        for layer in _pooled(examined, source):
            before = document.nodes[source.node].sources()[0]
            change = chained(document, examined.plan.catalog, before, [layer], (key, port, index))
            yield Fix(
                title=say("{kind} in place of Flatten", kind=layer.kind),
                edits=(*change, edits.remove_node(source.node)),
            )
    for param in step.entry.params:
        value, usual = step.params.get(param.name), param.initial
        if isinstance(value, int) and isinstance(usual, int) and value > usual:
            yield Fix(
                title=say("Set {lower} to {usual}", lower=param.label.lower(), usual=usual),
                edits=(edits.set_param(key, param.name, usual),),
            )
    shrunk = tuple(_usual_sizes(examined))
    if len(shrunk) > 1:
        yield Fix(title=say("Make all large layers their usual size"), edits=shrunk)


def _usual_sizes(examined: Examined) -> Iterator[JsonObject]:
    for step in examined.plan.steps:
        for param in step.entry.params:
            value, usual = step.params.get(param.name), param.initial
            if isinstance(value, int) and isinstance(usual, int) and not isinstance(value, bool) and value > 8 * usual:
                yield edits.set_param(step.id, param.name, usual)


def _pooled(examined: Examined, source: Reference) -> list[Layer]:
    step = examined.plan.step(source.node)
    tensor = examined.walk.tensor(step.sources()[0]) if step and step.entry.kind == "Flatten" else None
    return squeezes(tensor.shape)[1:] if tensor else []


def _matching(shape: Shape, wanted: Shape) -> list[Layer]:
    """Return the layers that may turn `shape` into `wanted`."""
    if len(shape) != len(wanted):
        return reshapes(shape, len(wanted))
    width = wanted[-1]
    if width is None or len(shape) > 4:
        return []
    if len(shape) == 2:
        return [Layer(kind="Dense", params={"units": width})]
    ratios = [_ratio(size, other) for size, other in zip(shape[1:-1], wanted[1:-1], strict=True)]
    if not all(ratios):
        return []
    strides: Json = ratios if len(ratios) > 1 else ratios[0]
    params: dict[str, Json] = {"filters": width, "kernel_size": 1, "strides": strides, "padding": "same"}
    return [Layer(kind=f"Conv{len(ratios)}D", params=params)]


def _ratio(size: int | None, wanted: int | None) -> int:
    if size == wanted:
        return 1
    return -(-size // wanted) if size and wanted and size > wanted else 0


def _first(layer: Layer) -> str:
    sizes = layer.params.get("target_shape")
    if isinstance(sizes, list):
        return say("Reshape to {sizes} first", sizes=" × ".join(map(str, sizes)))
    put = _put(layer)
    return put if put != layer.kind else say("{kind} first", kind=layer.kind)


def _put(layer: Layer) -> str:
    sizes = layer.params.get("target_shape")
    if isinstance(sizes, list):
        return say("Reshape to {sizes}", sizes=" × ".join(map(str, sizes)))
    if layer.kind == "Conv2D":
        return say("Put a 1×1 convolution")
    if layer.kind.startswith("Conv"):
        return say("Put a {kind} of width 1", kind=layer.kind)
    return say("Put a Dense of {units}", units=str(layer.params["units"])) if layer.kind == "Dense" else layer.kind
