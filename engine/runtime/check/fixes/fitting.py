"""Fixes that fit an Output, and the layer before it, to what is to be predicted."""

from collections.abc import Iterator

from engine.data.schema import Feature
from engine.data.types import PREDICTED
from engine.document import edits
from engine.document.model import Node, Reference
from engine.findings import Finding, Fix
from engine.plan import Step
from engine.plan.aim import Suited
from engine.plan.changes import Layer, chained, free_id, ports_of
from engine.plan.losses import title
from engine.plan.targets import suited
from engine.runtime.check.examine import Examined
from engine.runtime.check.fixes import again
from engine.runtime.check.fixes.sequences import last_step
from engine.runtime.check.fixes.squeeze import squeezes
from engine.runtime.check.outputs import maker
from engine.said import counted, say
from engine.words import Json, JsonObject


def fit(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to set target, loss, metrics, and number and activation of the last layer, as the target needs."""
    key, schema = str(finding.node), examined.plan.schema
    if target := again.target_of(examined, key):
        yield from _fit_again(examined, key, target)
        return
    yield from last_step(examined, key)
    yield from again.offered(examined, key)
    if schema is None:
        yield from _usual_loss(examined, key)
        return
    node = examined.plan.document.nodes[key]
    chosen = schema.feature(str(node.params.get("target")))
    able = [target for target in schema.targets() if target.type in PREDICTED]
    for target in [chosen] if chosen in able and chosen else able:
        yield from _fit_to(examined, key, target)


def _fit_again(examined: Examined, key: str, target: Feature) -> Iterator[Fix]:
    """Propose loss, metrics and last activation for what is to be given again."""
    best, document = suited(target, examined.plan.outputs.get(key)), examined.plan.document
    own = _own_edits(document.nodes[key], key, document.nodes[key].params["target"], best)
    if own:
        yield Fix(title=_title(target, best, own), edits=own)
    output = examined.plan.step(key)
    last = maker(examined.plan, output) if output else None
    if last and last.entry.param("activation") and last.params.get("activation") != best.activation:
        mended = (edits.set_param(last.id, "activation", best.activation), *own)
        yield Fix(title=_title(target, best, mended), edits=mended)


def _usual_loss(examined: Examined, key: str) -> Iterator[Fix]:
    if not examined.plan.document.nodes[key].params.get("loss"):
        loss: Json = {"kind": "MeanSquaredError", "params": {}}
        yield Fix(
            title=say("Use {title}", title=title("MeanSquaredError")), edits=(edits.set_param(key, "loss", loss),)
        )


def _fit_to(examined: Examined, key: str, target: Feature) -> Iterator[Fix]:
    best = suited(target, examined.plan.outputs.get(key))
    own = _own_edits(examined.plan.document.nodes[key], key, target.name, best)
    if own:
        yield Fix(title=_title(target, best, own), edits=own)
    for source in examined.plan.document.nodes[key].sources()[:1]:
        yield from _last_layer(examined, key, source, (target, best, own))


def _own_edits(node: Node, key: str, target: Json, best: Suited) -> tuple[JsonObject, ...]:
    """Return the edits on the Output alone."""
    wanted: dict[str, Json] = {"target": target, "loss": best.loss, "metrics": list(best.metrics)}
    changed = ((name, value) for name, value in wanted.items() if not _equal(node.params.get(name), value))
    return tuple(edits.set_param(key, name, value) for name, value in changed)


def _equal(one: object, other: object) -> bool:
    # {"kind": "X"} and {"kind": "X", "params": {}} say the same, and so do no metrics and an empty list of them.
    match one, other:
        case {"kind": kind, **rest}, {"kind": wanted, "params": params}:
            return bool(kind == wanted and (rest.get("params") or {}) == params)
        case list(), list():
            return len(one) == len(other) and all(map(_equal, one, other))
        case None, list():
            return not other
        case _:
            return one == other


def _last_layer(
    examined: Examined, key: str, source: Reference, aim: tuple[Feature, Suited, tuple[JsonObject, ...]]
) -> Iterator[Fix]:
    target, best, own = aim
    document, catalog = examined.plan.document, examined.plan.catalog
    output = examined.plan.step(key)
    last = maker(examined.plan, output) if output else examined.plan.step(source.node)
    tensor = examined.walk.tensor(source)
    squeezing = squeezes(tensor.shape) if tensor else []
    place = _place(document.nodes[key], source)
    if last and last.entry.param("units") and last.entry.param("activation"):
        mended = (*_layer_edits(last, best), *own)
        yield Fix(title=_title(target, best, mended), edits=mended)
        for layer in squeezing:
            first = chained(document, catalog, last.sources()[0], [layer], (last.id, next(iter(last.inputs)), 0))
            yield Fix(
                title=say("{kind} before {names}", kind=layer.kind, names=examined.plan.names[last.id]),
                edits=(*first, *mended),
            )
    dense = Layer(kind="Dense", params={"units": best.units, "activation": best.activation})
    for layers in ([*([layer] if layer else []), dense] for layer in (None, *squeezing)):
        names = " and ".join(layer.kind for layer in layers)
        put = chained(document, catalog, source, layers, (key, *place))
        said = (
            say("Fit to “{target}” with {names}", target=target.name, names=names)
            if own
            else say("Put {names} before it", names=names)
        )
        yield Fix(title=said, edits=(*put, *own))


def _place(node: Node, source: Reference) -> tuple[str, int]:
    return next((port, wires.index(source)) for port, wires in node.inputs.items() if source in wires)


def _layer_edits(last: Step, best: Suited) -> tuple[JsonObject, ...]:
    wanted: dict[str, Json] = {"units": best.units, "activation": best.activation}
    return tuple(
        edits.set_param(last.id, name, value) for name, value in wanted.items() if last.params.get(name) != value
    )


def _title(target: Feature, best: Suited, made: tuple[JsonObject, ...]) -> str:
    match [edit.get("param") for edit in made]:
        case ["units"]:
            return counted(best.units, "Make {count} number", "Make {count} numbers")
        case ["activation"]:
            return say("Use {activation}", activation=best.activation)
        case ["loss"] | ["loss", "metrics"]:
            return say("Use {title}", title=title(str(best.loss["kind"])))
        case ["metrics"]:
            return say("Measure {metrics}", metrics=", ".join(title(str(metric["kind"])) for metric in best.metrics))
        case ["target"]:
            return say("Predict “{target}”", target=target.name)
        case _:
            return say("Fit to “{target}”", target=target.name)


def add_output(examined: Examined, _: Finding) -> Iterator[Fix]:
    """Propose an Output for the target, with a last layer made for it, behind the last loose end."""
    plan = examined.plan
    loose = [finding.node for finding in plan.findings if finding.code == "unused-output" and finding.node]
    ends = [key for key in loose if plan.step(key)] or [step.id for step in plan.steps]
    if plan.schema is None or not ends:
        return
    for target in plan.schema.targets()[:1]:
        best, source = suited(target), Reference(ends[-1])
        key = free_id(set(plan.document.nodes), "output")
        params: dict[str, Json] = {"target": target.name, "loss": best.loss, "metrics": list(best.metrics)}
        tensor = examined.walk.tensor(source)
        dense = Layer(kind="Dense", params={"units": best.units, "activation": best.activation})
        for layers in (
            [*([layer] if layer else []), dense] for layer in (*(squeezes(tensor.shape) if tensor else ()), None)
        ):
            port = plan.catalog.layers["Output"].inputs[0].name
            new = edits.add_node(key, Node(kind="Output", params=params))
            wired = chained(plan.document, plan.catalog, source, layers, (key, port, 0))
            yield Fix(title=say("Add an Output for “{target}”", target=target.name), edits=(new, *wired))


def add_input(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose an Input that reads every feature, wired to what lacks an input."""
    plan = examined.plan
    key = free_id(set(plan.document.nodes), "input")
    waiting = [each.node for each in plan.findings if each.code == "missing-input" and each.node]
    new = edits.add_node(key, Node(kind="Input"))
    for target in [finding.node] if finding.node else waiting[:2]:
        port = ports_of(plan, target)[0].name
        yield Fix(title=say("Add an Input"), edits=(new, edits.connect(target, port, 0, Reference(key))))
    if not waiting:
        yield Fix(title=say("Add an Input"), edits=(new,))


def choose_target(examined: Examined, _: Finding) -> Iterator[Fix]:
    """Propose to predict what the data set is made for."""
    schema = examined.plan.stored
    if schema and schema.target:
        yield Fix(
            title=say("Predict “{target}”", target=schema.target),
            edits=(edits.set_part("data", "targets", [schema.target]),),
        )


def add_weights(examined: Examined, _: Finding) -> Iterator[Fix]:
    """Propose a layer that can learn before each Output."""
    for key in examined.plan.outputs:
        yield from fit(examined, Finding(code="no-weights", sentence="", node=key))
