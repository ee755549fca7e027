"""Finds what does not suit what comes out: narrow layers, ranges, measures; and what comes in on the wrong scale."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from engine.advice.kinds import FLATTENING, PASSING
from engine.advice.network import Network
from engine.advice.rule import Figures, Noted
from engine.advice.ways import setting, without
from engine.data.schema import Feature
from engine.document import edits
from engine.findings import Fix
from engine.plan import Step
from engine.plan.losses import from_logits, task
from engine.plan.losses import title as called
from engine.said import say
from engine.words import Json

FEWEST_CLASSES, LARGEST_SHARE, FEWEST_COUNTED = 4, 0.8, 50
_POSITIVE = frozenset({"relu", "relu6", "softplus", "exponential", "squareplus"})
_RANGES = {
    "sigmoid": (0.0, 1.0, say("between 0 and 1")),
    "hard_sigmoid": (0.0, 1.0, say("between 0 and 1")),
    "tanh": (-1.0, 1.0, say("between −1 and 1")),
    "softsign": (-1.0, 1.0, say("between −1 and 1")),
}
_HARMLESS = 0.1


def narrow(network: Network) -> Iterator[Noted]:
    """Find a hidden Dense with fewer numbers than there are classes, which all must pass."""
    for step in network.of(("Dense",)):
        last = network.ahead(step, PASSING | {"Activation", "ReLU", "LeakyReLU", "BatchNormalization"})
        end = network.ahead(last, FLATTENING | {"Softmax", "Activation"}) if last is not None else None
        if last is None or end is None or network.kind(last) != "Dense" or end.entry.kind != "Output":
            continue
        target, units = network.target(end), step.params.get("units")
        count = len(target.classes) if target and target.type == "category" else 0
        if target is None or not isinstance(units, int) or count < FEWEST_CLASSES or units >= count:
            continue
        enough = 1 << (2 * count - 1).bit_length()
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "units": units, "count": count, "target": target.name},
            param="units",
            ways=partial(setting, network, step, say("Make {count} units", count=enough), units=enough),
        )


def below_zero(network: Network) -> Iterator[Noted]:
    """Find answers that are never negative where what is to be predicted is."""
    for end, last, target in _numbers(network):
        if network.activation(last) in _POSITIVE and target.min is not None and target.min < 0:
            yield _linear(network, end, last, {"target": target.name, "least": target.min})


def bounded(network: Network) -> Iterator[Noted]:
    """Find answers that are kept in a range which what is to be predicted leaves."""
    for end, last, target in _numbers(network):
        low, high, words = _RANGES.get(str(network.activation(last)), (None, None, ""))
        if low is None or high is None or _is_unit(target):
            continue
        if target.min is None or target.max is None or target.min < low or target.max > high:
            yield _linear(network, end, last, {"target": target.name, "range": words})


def _is_unit(target: Feature) -> bool:
    return bool(target.shape) and (target.min, target.max) == (0.0, 1.0)


def _numbers(network: Network) -> Iterator[tuple[Step, Step, Feature]]:
    """Yield each Output that learns a number, what makes it, and its target."""
    for end in network.of(("Output",)):
        spec, last = network.plan.outputs[end.id], network.back(end)
        if last is None or spec.target is None or spec.loss is None or task(str(spec.loss["kind"])) != "number":
            continue
        if spec.target.type == "number" or spec.target.shape:
            yield end, last, spec.target


def _linear(network: Network, end: Step, last: Step, figures: Figures) -> Noted:
    return Noted(
        node=end.id,
        figures={"layer": network.name(last), "curve": str(network.activation(last)), **figures},
        param="loss",
        ways=partial(_as_linear, network, last),
    )


def _as_linear(network: Network, last: Step) -> Iterator[Fix]:
    if last.entry.param("activation") is None and network.is_activation(last):
        yield from without(network, last, say("Take the activation out"))
    else:
        yield from setting(network, last, say("Use linear"), activation="linear")


def separate(network: Network) -> Iterator[Noted]:
    """Find classes that are each judged by themselves where the loss looks for one of them."""
    for end in network.of(("Output",)):
        spec, last = network.plan.outputs[end.id], network.back(end)
        if spec.loss is None or last is None or from_logits(spec.loss) or network.activation(last) != "sigmoid":
            continue
        if task(str(spec.loss["kind"])) in ("classes", "one-hot") and not (spec.target and spec.target.shape):
            kind = called(str(spec.loss["kind"]))
            yield Noted(
                node=end.id,
                figures={"layer": network.name(last), "loss": kind},
                param="loss",
                ways=partial(setting, network, last, say("Use softmax"), activation="softmax"),
            )


def endless(network: Network) -> Iterator[Noted]:
    """Find a value that is made small and has no least."""
    for end in network.of(("Output",)):
        last, shape = network.back(end), network.plan.outputs[end.id]
        if shape.is_value and last is not None and network.activation(last) == "linear":
            yield Noted(
                node=end.id,
                param="loss",
                figures={"layer": network.name(last)},
                ways=partial(setting, network, last, say("Use softplus"), activation="softplus"),
            )


def steady(network: Network) -> Iterator[Noted]:
    """Find a value that is made small where nothing that learns leads to it."""
    for key in sorted(network.measured.steady):
        yield Noted(node=key, param="loss")


def uneven(network: Network) -> Iterator[Noted]:
    """Find accuracy as the only measure of classes of which one is by far the most frequent."""
    for end in network.of(("Output",)):
        spec, target = network.plan.outputs[end.id], network.target(end)
        kinds = [str(metric["kind"]) for metric in spec.metrics]
        if target is None or target.type != "category" or not kinds or any("Accuracy" not in kind for kind in kinds):
            continue
        total, most = sum(target.counts), max(target.counts, default=0)
        if total < FEWEST_COUNTED or most < LARGEST_SHARE * total:
            continue
        figures: Figures = {
            "target": target.name,
            "class": target.classes[target.counts.index(most)],
            "share": round(100 * most / total),
        }
        more = "AUC" if kinds == ["BinaryAccuracy"] else None
        yield Noted(
            node=end.id,
            figures=figures,
            param="metrics",
            ways=(partial(_measured, network, end, more)) if more else None,
        )


def _measured(network: Network, end: Step, more: str) -> Iterator[Fix]:
    key = network.drawn(end.id)
    metrics = list(cast("tuple[Json, ...]", network.plan.outputs[end.id].metrics))
    added: Json = {"kind": more, "params": {}}
    yield Fix(
        title=say("Measure {metric} too", metric=called(more)),
        edits=(edits.set_param(key, "metrics", [*metrics, added]),),
    )


def rescaled(network: Network) -> Iterator[Noted]:
    """Find pictures made small a second time: they come in between 0 and 1 already."""
    for step in network.of(("Rescaling",)):
        source = network.back(step, frozenset({"Resizing", "CenterCrop", "Identity"}))
        given = network.plan.inputs.get(source.id) if source else None
        scale = step.params.get("scale")
        if given is None or not any(feature.type == "image" for feature in given.features):
            continue
        if isinstance(scale, int | float) and 0 < abs(scale) < _HARMLESS:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "scale": round(scale, 6)},
                ways=partial(without, network, step, say("Take the rescaling out")),
            )


def ranked(network: Network) -> Iterator[Noted]:
    """Find numbers of categories that are weighed as if they were measurements."""
    for step in network.of(("Dense",)):
        source = network.back(step)
        given = network.plan.inputs.get(source.id) if source else None
        if source is None or given is None or given.encoding != "index":
            continue
        several = next((each for each in given.features if each.type == "category" and len(each.classes) > 2), None)
        if several:
            yield Noted(
                node=source.id,
                figures={"layer": network.name(source), "column": several.name, "count": len(several.classes)},
                param="encoding",
                ways=partial(setting, network, source, say("Spread categories out"), encoding="one-hot"),
            )
