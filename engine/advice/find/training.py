"""Finds settings of training that do not go with the data, the optimizer, or each other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from engine.advice.network import Network
from engine.advice.rule import Noted
from engine.advice.ways import trained
from engine.document import edits
from engine.document.dump import split_to_json
from engine.findings import Fix
from engine.said import say
from engine.words import Json

# Least and greatest learning rate that are usual, and the one to begin with.
USUAL_RATES: Mapping[str, tuple[float, float, float]] = {
    "Adam": (1e-6, 2e-2, 1e-3),
    "AdamW": (1e-6, 2e-2, 1e-3),
    "Nadam": (1e-6, 2e-2, 1e-3),
    "Adamax": (1e-6, 5e-2, 2e-3),
    "ScheduleFreeAdamW": (1e-5, 5e-2, 2.5e-3),
    "RMSprop": (1e-6, 2e-2, 1e-3),
    "Lamb": (1e-5, 5e-2, 1e-3),
    "Lion": (1e-7, 3e-3, 1e-4),
    "SGD": (1e-5, 1.0, 1e-2),
    "Adagrad": (1e-4, 1.0, 1e-2),
    "Adadelta": (1e-2, 10.0, 1.0),
    "Ftrl": (1e-5, 1.0, 1e-2),
}
FEWEST_A_CLASS = 4
# Fewer are a quick try, for which nobody sets patience anew.
LEAST_EPOCHS = 10
_STARTS = ("initial_learning_rate",)


def rate(network: Network) -> Iterator[Noted]:
    """Find a learning rate far from what is usual for the optimizer."""
    optimizer = network.plan.optimizer or {}
    kind, params = str(optimizer.get("kind")), optimizer.get("params")
    given = params if isinstance(params, Mapping) else {}
    chosen = _start(given.get("learning_rate"))
    if kind not in USUAL_RATES or chosen is None:
        return
    low, high, usual = USUAL_RATES[kind]
    if low <= chosen <= high:
        return
    slow: Json = {"kind": kind, "params": {**given, "learning_rate": usual}}
    yield Noted(
        node=None,
        param="optimizer",
        figures={
            "rate": chosen,
            "optimizer": kind,
            "low": low,
            "high": high,
            "far": say("too small: it will hardly learn")
            if chosen < low
            else say("too large: the loss may jump or grow"),
        },
        ways=partial(trained, say("Set the learning rate to {rate}", rate=usual), optimizer=slow),
    )


def _start(value: Json) -> float | None:
    """Return the learning rate that training begins with."""
    if isinstance(value, Mapping):
        params = value.get("params")
        known = params if isinstance(params, Mapping) else {}
        value = next((known[name] for name in _STARTS if name in known), None)
        warm = known.get("warmup_target")
        value = warm if isinstance(warm, int | float) else value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def large_batch(network: Network) -> Iterator[Noted]:
    """Find a batch that takes more samples than there are to learn from."""
    samples, size = network.samples(), network.plan.document.training.batch_size
    if samples and samples < size:
        better = max(1, 1 << max(0, (samples // 8).bit_length() - 1))
        yield Noted(
            node=None,
            param="batch_size",
            figures={"size": size, "samples": samples},
            ways=partial(trained, say("Set the batch size to {size}", size=better), batch_size=better),
        )


def patient(network: Network) -> Iterator[Noted]:
    """Find patience that lasts longer than training does."""
    training = network.plan.document.training
    if training.patience and training.patience >= training.epochs >= LEAST_EPOCHS:
        better = max(1, training.epochs // 4)
        yield Noted(
            node=None,
            param="patience",
            figures={"patience": training.patience, "epochs": training.epochs},
            ways=partial(trained, say("Set patience to {epochs}", epochs=better), patience=better),
        )


def few_to_judge(network: Network) -> Iterator[Noted]:
    """Find a validation share with hardly a sample of each class."""
    schema, split = network.plan.schema, network.plan.document.data.split
    if schema is None or not split.validation or split.folds or split.by == "column":
        return
    for end in network.of(("Output",)):
        target, count = network.target(end), round(schema.samples * split.validation)
        if target is None or target.type != "category" or count >= FEWEST_A_CLASS * len(target.classes):
            continue
        better = -(-100 * FEWEST_A_CLASS * len(target.classes) // schema.samples) / 100
        fix = Fix(
            title=say("Keep {share} % aside", share=round(100 * better)),
            edits=(edits.set_part("data", "split", split_to_json(replace(split, validation=better))),),
        )
        yield Noted(
            node=None,
            param="split",
            figures={"count": count, "classes": len(target.classes), "target": target.name},
            ways=(partial(tuple, (fix,))) if better <= 0.3 else None,
        )
        return
