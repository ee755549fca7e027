"""Finds windows (convolution, pooling) that see nothing, skip something, or are followed by too many weights."""

import math
from collections.abc import Iterator
from functools import partial
from operator import itemgetter

from engine.advice.kinds import CONVOLUTIONS, DENSE, DEPTHWISE, DROPOUTS, MERGES, NORMS, POOLS, WEIGHING
from engine.advice.network import Network
from engine.advice.rule import Figures, Noted
from engine.advice.ways import changed, instead, put, setting, without
from engine.findings import Fix
from engine.plan import Step
from engine.plan.changes import Layer, taken_out
from engine.said import say

LARGE_WEIGHTS, LARGE_SHARE = 500_000, 0.8
DEEP = 20
_AVERAGE = {3: "GlobalAveragePooling1D", 4: "GlobalAveragePooling2D", 5: "GlobalAveragePooling3D"}
_BETWEEN = NORMS | DROPOUTS | {"Activation", "ReLU", "LeakyReLU", "PReLU", "ELU"} | POOLS


def sizes(value: object, rank: int) -> list[int]:
    """Return a setting of a window for each axis."""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, int)]
    return [value] * rank if isinstance(value, int) and not isinstance(value, bool) else []


def idle_pool(network: Network) -> Iterator[Noted]:
    """Find pooling of what is one place already."""
    for step in network.of(POOLS):
        places = network.given(step)[1:-1]
        if places and all(size == 1 for size in places):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step)},
                ways=partial(without, network, step, say("Take this pooling out")),
            )


def wide_kernel(network: Network) -> Iterator[Noted]:
    """Find kernels with weights that only ever see the filled edge."""
    for step in network.of((*sorted(CONVOLUTIONS - _TURNED), *sorted(DEPTHWISE))):
        places = network.given(step)[1:-1]
        kernel = sizes(network.param(step, "kernel_size"), len(places))
        spread = sizes(network.param(step, "dilation_rate"), len(places)) or [1] * len(places)
        if len(kernel) != len(places) or network.param(step, "padding") != "same":
            continue
        idle = [
            (size, side)
            for size, side, apart in zip(kernel, places, spread, strict=False)
            if side and (size - 1) // 2 * apart > side - 1
        ]
        if not idle:
            continue
        fitting = [min(size, 2 * side - 1) if side else size for size, side in zip(kernel, places, strict=True)]
        words = " × ".join(map(str, fitting))
        figures: Figures = {
            "layer": network.name(step),
            "kernel": " × ".join(map(str, kernel)),
            "places": " × ".join(str(side or "?") for side in places),
        }
        yield Noted(
            node=step.id,
            figures=figures,
            param="kernel_size",
            ways=partial(
                setting,
                network,
                step,
                say("Make the kernel {size}", size=words),
                kernel_size=fitting,
                dilation_rate=[1] * len(fitting),
            ),
        )


_TURNED = frozenset(f"Conv{rank}DTranspose" for rank in (1, 2, 3))


def skipping(network: Network) -> Iterator[Noted]:
    """Find windows that take larger steps than they are wide; a kernel of 1 × 1 in a shortcut is meant so."""
    for step in network.of((*sorted(CONVOLUTIONS - _TURNED), *sorted(DEPTHWISE), *sorted(POOLS))):
        name = "pool_size" if network.kind(step) in POOLS else "kernel_size"
        rank = len(network.given(step)) - 2
        window, strides = sizes(network.param(step, name), rank), sizes(network.param(step, "strides"), rank)
        if len(window) != len(strides) or all(size == 1 for size in window):
            continue
        if any(stride > size for size, stride in zip(window, strides, strict=True)):
            wide = [max(size, stride) for size, stride in zip(window, strides, strict=True)]
            title = say("Make the window {size}", size=" × ".join(map(str, wide)))
            figures: Figures = {
                "layer": network.name(step),
                "stride": max(strides),
                "window": " × ".join(map(str, window)),
            }
            yield Noted(
                node=step.id,
                figures=figures,
                param="strides",
                ways=partial(setting, network, step, title, **{name: wide}),
            )


def two_pools(network: Network) -> Iterator[Noted]:
    """Find pooling right behind pooling, both of which make the picture smaller."""
    for step in network.of(POOLS):
        source = network.before(step)
        if source is None or network.kind(source) not in POOLS or network.only_behind(source) is not step:
            continue
        if _shrinks(network, step) and _shrinks(network, source):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "before": network.name(source)},
                ways=partial(_one_pool, network, step, source),
            )


def _shrinks(network: Network, step: Step) -> bool:
    coming, going = network.given(step)[1:-1], network.made(step)[1:-1]
    return any(one and other and other < one for one, other in zip(coming, going, strict=False))


def _one_pool(network: Network, step: Step, source: Step) -> Iterator[Fix]:
    rank = len(network.given(step)) - 2
    ones, twos = (sizes(each.params.get("pool_size"), rank) for each in (source, step))
    out = taken_out(network.plan.document, network.drawn(step.id))
    if out and step.entry.kind == source.entry.kind and len(ones) == len(twos) == rank:
        both = [one * two for one, two in zip(ones, twos, strict=True)]
        widened = changed(network, source, {"pool_size": both, "strides": None})
        yield Fix(title=say("Make it one pooling of {size}", size=" × ".join(map(str, both))), edits=(*widened, *out))
    yield from without(network, step, say("Take the second pooling out"))


def large_flatten(network: Network) -> Iterator[Noted]:
    """Find a Flatten of many places before a Dense that has most of all the weights."""
    for step in network.of(("Flatten",)):
        dense, shape = network.ahead(step, DROPOUTS), network.given(step)
        count = network.weights(dense) if dense else 0
        if dense is None or network.kind(dense) not in DENSE or len(shape) not in _AVERAGE or count < LARGE_WEIGHTS:
            continue
        share = count / max(1, network.measured.parameters)
        if share < LARGE_SHARE or math.prod(size or 1 for size in shape[1:-1]) < 9:
            continue
        pooling = _AVERAGE[len(shape)]
        yield Noted(
            node=step.id,
            figures={
                "layer": network.name(step),
                "numbers": math.prod(size or 1 for size in shape[1:]),
                "next": network.name(dense),
                "count": count,
                "share": round(100 * share),
            },
            ways=partial(
                instead, network, step, [Layer(kind=pooling)], say("{layer} in place of Flatten", layer=pooling)
            ),
        )


def deep_plain(network: Network) -> Iterator[Noted]:
    """Find more layers with weights in a row than learn well without a shortcut around some of them."""
    depth: dict[str, tuple[int, str]] = {}
    longest = (0, "")
    if len(tuple(network.of(WEIGHING))) < DEEP:
        return
    for step in network.steps:
        kind = network.kind(step)
        ways = [depth.get(source.node, (0, "")) for source in step.sources()]
        so_far, first = max(ways, key=itemgetter(0), default=(0, ""))
        if kind in MERGES:
            so_far, first = 0, ""
        elif kind in WEIGHING:
            so_far, first = so_far + 1, first or step.id
        depth[step.id] = (so_far, first)
        if so_far > longest[0]:
            longest = so_far, first
    if longest[0] >= DEEP:
        yield Noted(node=longest[1], figures={"count": longest[0]})


def apart(network: Network) -> Iterator[Noted]:
    """Find layers that treat every channel by itself, one behind the other, with nothing that mixes channels."""
    for step in network.of(DEPTHWISE):
        source = network.back(step, frozenset(_BETWEEN))
        if (
            source is None
            or network.kind(source) not in DEPTHWISE
            or network.ahead(source, frozenset(_BETWEEN)) is not step
        ):
            continue
        channels = network.given(step)[-1] or 1
        rank = 1 if network.kind(step).endswith("1D") else 2
        if channels > 1:
            mixing = Layer(
                kind=f"Conv{rank}D", params={"filters": channels, "kernel_size": [1] * rank, "activation": "relu"}
            )
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "before": network.name(source), "channels": channels},
                ways=partial(put, network, step, [mixing], say("Put a convolution of width 1 between")),
            )
