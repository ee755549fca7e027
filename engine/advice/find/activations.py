"""Finds activations that stand twice, not at all, in the wrong place, or in long rows of those that fade."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from engine.advice.kinds import DROPOUTS, FLATTENING, MERGES, NORMS, PASSING, RECURRENT, WEIGHING
from engine.advice.network import Network
from engine.advice.rule import Noted
from engine.advice.ways import instead, setting, settings, without
from engine.findings import Fix
from engine.plan import Step
from engine.plan.changes import Layer
from engine.said import say
from engine.words import Json

_CURVES = frozenset({"sigmoid", "tanh", "hard_sigmoid", "softsign", "hard_tanh"})
_SHARES = frozenset({"softmax", "log_softmax", "sparsemax"})
MOST_SIGMOIDS, MOST_TANHS = 3, 5
_FIRST = {"sigmoid", "hard_sigmoid"}


def twice(network: Network) -> Iterator[Noted]:
    """Find activations right behind another."""
    for step in network.of(("Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax")):
        second, source = network.activation(step), network.back(step)
        first = network.activation(source)
        if source is None or first in (None, "linear") or second in (None, "linear"):
            continue
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "before": network.name(source), "first": first, "second": second},
            ways=partial(without, network, step, say("Take this activation out")),
        )


def none(network: Network) -> Iterator[Noted]:
    """Find layers that only weigh, right before another that weighs."""
    for step in network.of(WEIGHING):
        source = network.back(step)
        if source is None or network.kind(source) not in WEIGHING or network.activation(source) != "linear":
            continue
        if network.ahead(source) is not step or _is_narrow(network, source, step):
            continue
        usual = _usual(network)
        yield Noted(
            node=source.id,
            figures={"layer": network.name(source), "next": network.name(step)},
            param="activation",
            ways=partial(setting, network, source, say("Use {activation}", activation=usual), activation=usual),
        )


def _is_narrow(network: Network, source: Step, step: Step) -> bool:
    """Whether a layer makes fewer numbers than come in and go out behind it: a bottleneck, often meant as it is."""
    coming, made, going = network.given(source)[-1:], network.made(source)[-1:], network.made(step)[-1:]
    known = [size for size in (*coming, *made, *going) if size]
    return len(known) == 3 and known[1] < known[0] and known[1] < known[2]


def _usual(network: Network) -> str:
    """Return the activation that most other layers have."""
    used = (network.activation(step) for step in network.of(WEIGHING))
    counted = Counter(each for each in used if each and each not in _SHARES | _CURVES | {"linear"})
    return counted.most_common(1)[0][0] if counted else "relu"


def inner_softmax(network: Network) -> Iterator[Noted]:
    """Find softmax before a layer that weighs."""
    for step in network.acting(_SHARES):
        target = network.ahead(step, FLATTENING | DROPOUTS)
        if target is None or network.kind(target) not in WEIGHING | RECURRENT or _is_gate(network, step):
            continue
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "next": network.name(target)},
            param=None if network.is_activation(step) else "activation",
            ways=partial(_without_softmax, network, step),
        )


def _is_gate(network: Network, step: Step) -> bool:
    return any(network.kind(each) in MERGES for each in network.behind(step))


def _without_softmax(network: Network, step: Step) -> Iterator[Fix]:
    usual = _usual(network)
    if step.entry.kind == "Softmax":
        yield from instead(
            network,
            step,
            [Layer(kind="Activation", params={"activation": usual})],
            say("Use {activation}", activation=usual),
        )
    else:
        yield from setting(network, step, say("Use {activation}", activation=usual), activation=usual)


def normed_shares(network: Network) -> Iterator[Noted]:
    """Find a normalisation behind softmax."""
    for step in network.of(NORMS):
        source = network.back(step)
        if source is not None and network.activation(source) in _SHARES:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "before": network.name(source)},
                ways=partial(without, network, step, say("Take the normalisation out")),
            )


def shares_of_one(network: Network) -> Iterator[Noted]:
    """Find softmax over an axis of one."""
    for step in network.acting(("softmax",)):
        if network.made(step)[-1:] != (1,):
            continue
        if any(network.kind(each) == "Output" for each in network.behind(step)) and len(network.made(step)) == 2:
            continue
        if step.entry.kind == "Softmax" and step.params.get("axis") not in (-1, [-1], len(network.made(step)) - 1):
            continue
        yield Noted(node=step.id, figures={"layer": network.name(step)}, ways=partial(_over_steps, network, step))


def _over_steps(network: Network, step: Step) -> Iterator[Fix]:
    """Propose to share out over the axis before the last, where there is one, or a sigmoid."""
    deep = len(network.made(step)) > 2
    if step.entry.kind == "Softmax":
        if deep:
            yield from setting(network, step, say("Share out over the steps"), axis=-2)
    else:
        yield from setting(network, step, say("Use sigmoid"), activation="sigmoid")


def fading(network: Network) -> Iterator[Noted]:
    """Find rows of curved activations, longest ways by dynamic programming; what is normalised or added starts anew."""
    if len(tuple(network.acting(_CURVES))) <= min(MOST_SIGMOIDS, MOST_TANHS):
        return
    depth: dict[str, tuple[Step, ...]] = {}
    longest: tuple[Step, ...] = ()
    for step in network.steps:
        ways = (depth.get(source.node, ()) for source in step.sources())
        so_far = max(ways, key=len, default=())
        kind = network.kind(step)
        if kind in NORMS or kind in MERGES or kind in RECURRENT:
            so_far = ()
        elif network.activation(step) in _CURVES and not _is_last(network, step) and not _is_gate(network, step):
            so_far = (*so_far, step)
        elif kind not in PASSING and network.activation(step) not in (None, "linear"):
            so_far = ()
        depth[step.id] = so_far
        if len(so_far) > len(longest):
            longest = so_far
    curves = [str(network.activation(step)) for step in longest]
    most = MOST_SIGMOIDS if any(curve in _FIRST for curve in curves) else MOST_TANHS
    if len(longest) > most:
        yield Noted(
            node=longest[0].id,
            figures={"count": len(longest), "curve": Counter(curves).most_common(1)[0][0]},
            param=None if network.is_activation(longest[0]) else "activation",
            ways=partial(settings, network, longest, say("Use relu in all of them"), activation="relu"),
        )


def _is_last(network: Network, step: Step) -> bool:
    return network.kind(network.ahead(step)) == "Output"


def selu(network: Network) -> Iterator[Noted]:
    """Find selu without the start values that it was made for."""
    for step in network.of(WEIGHING):
        start = network.param(step, "kernel_initializer")
        kind = start.get("kind") if isinstance(start, dict) else start
        if network.activation(step) == "selu" and kind not in ("LecunNormal", "LecunUniform", "lecun_normal"):
            best: Json = {"kind": "LecunNormal", "params": {}}
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step)},
                param="kernel_initializer",
                ways=partial(setting, network, step, say("Start with Lecun normal"), kernel_initializer=best),
            )
