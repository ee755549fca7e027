"""Finds weights that begin or stay where nothing can be learnt, and more of them than the data can fill."""

import math
from collections.abc import Iterator, Mapping
from functools import partial

from engine.advice.kinds import DROPOUTS, MERGES, NOISES, WEIGHING
from engine.advice.network import Network
from engine.advice.rule import Figures, Noted
from engine.advice.ways import put, setting, trained
from engine.document import edits
from engine.findings import Fix
from engine.plan import Step
from engine.plan.changes import Layer
from engine.said import say
from engine.words import Json

_SAME = frozenset({"Zeros", "Ones", "Constant", "zeros", "ones", "constant"})
MOST_A_SAMPLE = 200
HIGHEST_TUNING, USUAL_TUNING = 2e-4, 1e-5


def same_start(network: Network) -> Iterator[Noted]:
    """Find hidden layers whose weights all begin with one value."""
    for step in network.of(WEIGHING):
        if _kind(network.param(step, "kernel_initializer")) not in _SAME or network.made(step)[-1:] in ((), (1,)):
            continue
        target = network.ahead(step)
        if target is None or network.kind(target) == "Output" or network.kind(target) in MERGES or step.frozen:
            continue
        usual: Json = {"kind": "GlorotUniform", "params": {}}
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "count": network.made(step)[-1] or 0},
            param="kernel_initializer",
            ways=partial(setting, network, step, say("Start with random numbers"), kernel_initializer=usual),
        )


def frozen_random(network: Network) -> Iterator[Noted]:
    """Find frozen layers that were never trained."""
    if network.plan.document.weights is not None:
        return
    for step in network.steps:
        if not step.frozen or step.entry.pretrained or network.kind(step) in MERGES:
            continue
        count = network.measured.frozen.get(step.id, 0)
        if count and network.kind(step) in WEIGHING | {"LSTM", "GRU", "SimpleRNN", "Embedding", "MultiHeadAttention"}:
            key = network.drawn(step.shares or step.id)
            frozen = network.plan.document.nodes[key].frozen
            fix = Fix(title=say("Let it learn"), edits=(edits.set_field(key, "frozen", None),))
            figures: Figures = {"layer": network.name(step), "count": count}
            yield Noted(node=step.id, figures=figures, ways=(partial(tuple, (fix,))) if frozen else None)


def pretrained_random(network: Network) -> Iterator[Noted]:
    """Find a pre-trained network without its weights that does not learn either."""
    for step in network.steps:
        if step.entry.pretrained and step.params.get("weights") == "none" and not network.weights(step):
            if network.plan.document.weights is not None:
                continue
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step)},
                param="weights",
                ways=partial(_trained_again, network, step),
            )


def _trained_again(network: Network, step: Step) -> Iterator[Fix]:
    yield from setting(network, step, say("Start from ImageNet"), weights="imagenet")
    yield from setting(network, step, say("Let all of it learn"), trainable_from=0)


def pretrained_pixels(network: Network) -> Iterator[Noted]:
    """Find trained weights that get pixels on another scale than they were trained with."""
    for step in network.steps:
        trained_one = step.entry.pretrained and step.params.get("weights") == "imagenet"
        if not trained_one or step.params.get("prepare") is not False:
            continue
        source = network.back(step, frozenset({"Resizing", "CenterCrop", "RandomFlip", "RandomRotation", "RandomZoom"}))
        if source is not None and source.entry.kind in ("Input", "Concatenate"):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step)},
                param="prepare",
                ways=partial(setting, network, step, say("Prepare the pixels"), prepare=True),
            )


def fast_tuning(network: Network) -> Iterator[Noted]:
    """Find trained weights that learn on at a rate for weights that start at random."""
    rate = _rate(network)
    for step in network.steps:
        tuned = step.entry.pretrained and step.params.get("weights") == "imagenet" and network.weights(step)
        if not tuned or rate is None or rate <= HIGHEST_TUNING or _optimizer(network) not in _ADAPTIVE:
            continue
        optimizer = network.plan.optimizer or {}
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "rate": rate},
            param="trainable_from",
            ways=partial(_gently, network, step, optimizer),
        )
        return


def _gently(network: Network, step: Step, optimizer: Mapping[str, Json]) -> Iterator[Fix]:
    params = optimizer.get("params")
    given = params if isinstance(params, Mapping) else {}
    slow: Json = {**optimizer, "params": {**given, "learning_rate": USUAL_TUNING}}
    yield from trained(say("Set the learning rate to {rate}", rate=USUAL_TUNING), optimizer=slow)
    yield from setting(network, step, say("Keep its weights as they are"), trainable_from=None)


_ADAPTIVE = frozenset({"Adam", "AdamW", "Nadam", "Adamax", "RMSprop", "Lamb", "ScheduleFreeAdamW", "Lion", "Muon"})


def _optimizer(network: Network) -> str:
    return str((network.plan.optimizer or {}).get("kind"))


def _rate(network: Network) -> float | None:
    params = (network.plan.optimizer or {}).get("params")
    rate = params.get("learning_rate", 0.001) if isinstance(params, Mapping) else 0.001
    return float(rate) if isinstance(rate, int | float) else None


def crowded(network: Network) -> Iterator[Noted]:
    """Find many times more weights than samples, with nothing that keeps them from learning by heart."""
    samples = network.samples()
    if samples:
        samples *= _places(network)
    count = sum(_fresh(network, step) for step in network.steps)
    if not samples or count <= MOST_A_SAMPLE * samples or any(_holds_back(network, step) for step in network.steps):
        return
    params = (network.plan.optimizer or {}).get("params")
    if isinstance(params, Mapping) and params.get("weight_decay"):
        return
    last = max(network.steps, key=lambda step: _fresh(network, step))
    target = network.only_behind(last)
    yield Noted(
        node=last.id,
        figures={"count": count, "samples": samples, "layer": network.name(last), "times": count // samples},
        ways=(
            (partial(put, network, target, [Layer(kind="Dropout", params={"rate": 0.5})], say("Put dropout behind it")))
            if target is not None and target.entry.kind != "Output"
            else None
        ),
    )


def _places(network: Network) -> int:
    """Return how many answers each sample teaches: one for each place of a mask."""
    targets = (spec.target for spec in network.plan.outputs.values() if spec.target is not None)
    return max((math.prod(target.shape) for target in targets if target.type == "mask"), default=1)


def _fresh(network: Network, step: Step) -> int:
    """Return how many numbers a layer learns from nothing: once where it is shared, none where it was trained."""
    known = step.shares or (step.entry.pretrained and step.params.get("weights") == "imagenet")
    return 0 if known else network.weights(step)


def _holds_back(network: Network, step: Step) -> bool:
    """Whether a layer keeps a network from learning by heart: dropout, noise, augmentation, penalties."""
    kind, params, _ = network.core(step)
    if kind in DROPOUTS | NOISES | {"ActivityRegularization"} or step.entry.group == "augmentation":
        return True
    return any(params.get(name) for name in ("kernel_regularizer", "dropout", "embeddings_regularizer"))


def _kind(value: object) -> str:
    return str(value.get("kind")) if isinstance(value, Mapping) else str(value)
