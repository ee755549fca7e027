"""What a trained network answers on one part of its data: scores, confusion or errors, and telling samples."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import keras
import numpy as np

from engine.runtime.answers import Answer, answers, measured
from engine.runtime.data.columns import columns
from engine.runtime.data.prepare import Part, Prepared
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.samples import values
from engine.runtime.opened import Trained
from engine.words import JsonObject

PartName: TypeAlias = Literal["train", "validation", "test"]

_AT_ONCE = 256
_NUMBERS_AT_ONCE = 2_000_000
_SHOWN = 60
_WRONG_SHOWN = 45


def results(trained: Trained, prepared: Prepared, name: PartName) -> JsonObject:
    """Return the results on one part: `outputs` by target, `samples`, and their `count`."""
    part: Part = getattr(prepared, name)
    given = predicted(trained.model, part.x)
    raw = columns(trained.opened.used)
    scored = {
        one.target: one.looking_back(trained.opened.used, raw, part.rows).scored(
            prepared.train.y[one.node], part.y[one.node], given[one.node]
        )
        for one in measured(trained.opened.plan, trained.preparation)
    }
    return {
        "part": name,
        "count": len(part.rows),
        "outputs": scored,
        "samples": telling(trained, part, given, raw),
    }


def telling(trained: Trained, part: Part, given: Mapping[str, Array], raw: Columns) -> list[JsonObject]:
    """Return the samples of a part to show, whose outputs are `given` and whose rows lie in `raw`."""
    read = answers(trained.opened.plan, trained.preparation)
    wrong = np.zeros(len(part.rows), dtype=bool)
    weight = np.zeros(len(part.rows))
    for one in read:
        missed, by = one.missed(part.y[one.node], given[one.node])
        wrong |= missed
        weight += by
    chosen = _chosen(wrong, weight)
    shown = values(trained.opened.used, raw, part.rows[chosen])
    return [_sample(inputs, int(index), part, read, given, wrong) for inputs, index in zip(shown, chosen, strict=True)]


def predicted(model: keras.Model, x: Mapping[str, Array]) -> dict[str, Array]:
    """Return the outputs `(sample, …)` of every Output node for prepared inputs."""
    count = len(next(iter(x.values())))
    # What layers make of large pictures is many times as large.
    numbers = sum(array[:1].size for array in x.values())
    step = max(1, min(_AT_ONCE, _NUMBERS_AT_ONCE // max(1, numbers)))
    parts = [
        model({key: array[start : start + step] for key, array in x.items()}, training=False)
        for start in range(0, count, step)
    ]
    return {node: np.concatenate([np.asarray(part[node]) for part in parts]) for node in parts[0]}


def _chosen(wrong: Array, weight: Array) -> Array:
    """Return the samples to show: the surest mistakes first, then the least sure right answers."""
    ranked = np.argsort(-np.nan_to_num(weight), kind="stable")
    missed, right = ranked[wrong[ranked]], ranked[~wrong[ranked]]
    return np.concatenate([missed[: max(_WRONG_SHOWN, _SHOWN - len(right))], right])[:_SHOWN]


def _sample(
    inputs: JsonObject, index: int, part: Part, read: tuple[Answer, ...], given: Mapping[str, Array], wrong: Array
) -> JsonObject:
    return {
        "row": int(part.rows[index]),
        "inputs": inputs,
        "truth": {one.target: one.truth(part.y[one.node][index]) for one in read},
        "answers": {one.target: one.to_json(given[one.node][index]) for one in read},
        "wrong": bool(wrong[index]),
    }
