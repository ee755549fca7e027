"""Finds normalisation and dropout where they work against each other, or against what is around them."""

from collections.abc import Iterator
from functools import partial

from engine.advice.kinds import BATCH, DROPOUTS, FLATTENING, WEIGHING
from engine.advice.network import Network
from engine.advice.rule import Noted
from engine.advice.ways import setting, settings, trained, without
from engine.document import edits
from engine.document.model import Reference
from engine.findings import Fix
from engine.plan import Step
from engine.plan.changes import Layer, chained, taken_out, wires_from
from engine.said import say

HIGHEST_RATE, HIGHEST_FIRST_RATE, USUAL_RATE = 0.8, 0.4, 0.3
SMALLEST_BATCH, USUAL_BATCH = 4, 32
SMALLEST_AXIS = 2


def bias(network: Network) -> Iterator[Noted]:
    """Find layers with a bias that a batch normalisation takes away again; one word for all on a level."""
    found: dict[str | None, list[Step]] = {}
    for step in network.of(WEIGHING):
        if network.param(step, "use_bias") is not True or network.activation(step) != "linear":
            continue
        norm = network.only_behind(step)
        if norm is None or network.kind(norm) not in BATCH or not _is_by_channel(network, norm):
            continue
        drawn = network.plan.document.nodes[network.drawn(step.id)]
        found.setdefault(drawn.block, []).append(step)
    for steps in found.values():
        count = len({network.drawn(step.shares or step.id) for step in steps})
        title = say("Leave the bias out") if count == 1 else say("Leave the bias out of all {count}", count=count)
        rest = "" if count == 1 else say(" So it is with {count} more.", count=count - 1)
        yield Noted(
            node=steps[0].id,
            figures={"layer": network.name(steps[0]), "rest": rest},
            param="use_bias",
            ways=partial(settings, network, tuple(steps), title, use_bias=False),
        )


def _is_by_channel(network: Network, norm: Step) -> bool:
    rank = len(network.made(norm))
    return norm.params.get("center") is True and norm.params.get("axis") in (-1, rank - 1)


def dropout_last(network: Network) -> Iterator[Noted]:
    """Find dropout right before an Output."""
    for step in network.of(DROPOUTS):
        if network.kind(network.ahead(step, FLATTENING)) == "Output" and _rate(step):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "share": _share(step)},
                ways=partial(without, network, step, say("Take this dropout out")),
            )


def dropout_before_norm(network: Network) -> Iterator[Noted]:
    """Find dropout right before a batch normalisation."""
    for step in network.of(("Dropout",)):
        norm = network.ahead(step, FLATTENING)
        if norm is not None and network.kind(norm) in BATCH and _rate(step):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "norm": network.name(norm)},
                ways=partial(_moved, network, step, norm),
            )


def _moved(network: Network, step: Step, norm: Step) -> Iterator[Fix]:
    """Propose to put a dropout behind a normalisation, or to go without it."""
    document, key, target = network.plan.document, network.drawn(step.id), network.drawn(norm.id)
    out = taken_out(document, key)
    after = wires_from(document, target)
    if out and after and document.nodes[key].block == document.nodes[target].block:
        layer = Layer(kind="Dropout", params=dict(document.nodes[key].params))
        to, source = after[0]
        made = chained(document, network.plan.catalog, source, [layer], to)
        behind = Reference(str(made[0]["id"]))
        others = (edits.connect(*each, behind) for each, _ in after[1:])
        yield Fix(title=say("Put the dropout behind it"), edits=(*made, *others, *out))
    yield from without(network, step, say("Take this dropout out"))


def dropout_high(network: Network) -> Iterator[Noted]:
    """Find dropout that leaves hardly anything."""
    for step in network.of(DROPOUTS):
        if _rate(step) >= HIGHEST_RATE:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "share": _share(step)},
                param="rate",
                ways=partial(setting, network, step, say("Set the rate to 0.5"), rate=0.5),
            )


def dropout_first(network: Network) -> Iterator[Noted]:
    """Find much dropout on what comes in, but where an Output is to give that again."""
    if any(spec.again for spec in network.plan.outputs.values()):
        return
    for step in network.of(DROPOUTS):
        source = network.back(step, FLATTENING)
        if source is not None and source.entry.kind == "Input" and HIGHEST_FIRST_RATE <= _rate(step) < HIGHEST_RATE:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "share": _share(step), "input": network.name(source)},
                param="rate",
                ways=partial(setting, network, step, say("Set the rate to 0.1"), rate=0.1),
            )


def small_batch(network: Network) -> Iterator[Noted]:
    """Find batch normalisation over batches that are too small."""
    size = network.plan.document.training.batch_size
    step = next((each for each in network.of(BATCH) if not each.frozen), None)
    if step is not None and 1 <= size <= SMALLEST_BATCH:
        samples = network.samples()
        better = USUAL_BATCH if samples is None or samples > USUAL_BATCH else 8
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "size": size},
            ways=partial(trained, say("Set the batch size to {size}", size=better), batch_size=better),
        )


def narrow_norm(network: Network) -> Iterator[Noted]:
    """Find normalisation over each sample's one or two numbers."""
    for step in network.of(("LayerNormalization",)):
        shape, axis = network.given(step), step.params.get("axis")
        if axis in (-1, [-1], len(shape) - 1) and shape[-1:] and (shape[-1] or 9) <= SMALLEST_AXIS:
            left = say("always the same") if shape[-1] == 1 else say("only which of the two is larger")
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "count": shape[-1] or 0, "left": left},
                ways=partial(without, network, step, say("Take the normalisation out")),
            )


def shared_norm(network: Network) -> Iterator[Noted]:
    """Find batch normalisation that is shared between two places."""
    for step in network.of(BATCH):
        origin = network.plan.expanded.origin.get(step.id)
        if step.shares and step.shares != step.id and origin and not origin.path:
            key = network.drawn(step.id)
            own = Fix(title=say("Give it a layer of its own"), edits=(edits.set_field(key, "shares", None),))
            yield Noted(node=step.id, figures={"layer": network.name(step)}, ways=partial(tuple, (own,)))


def _rate(step: Step) -> float:
    rate = step.params.get("rate")
    return float(rate) if isinstance(rate, int | float) else 0.0


def _share(step: Step) -> int:
    return round(100 * _rate(step))
