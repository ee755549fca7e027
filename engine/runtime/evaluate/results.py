"""What a trained network answers on one part of its data: scores, confusion or errors, and telling samples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np

from engine.runtime.answers import Answer, answers, measured, outcome
from engine.runtime.data.columns import columns
from engine.runtime.data.part import Samples
from engine.runtime.data.prepare import Prepared
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.samples import values
from engine.runtime.evaluate.answering import Answering
from engine.runtime.opened import Trained
from engine.words import JsonObject

_Name = TypeVar("_Name")
PartName: TypeAlias = Literal["train", "validation", "test"]

_HELD = 500_000_000
"""Bytes of answers, or of what was right, that are looked at; of larger ones only so many."""
_SHOWN = 60
_WRONG_SHOWN = 45


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Samples of a part with what was right, `y`, and what a network made of them, `given`, by Output node."""

    rows: Array
    y: Mapping[str, Array]
    given: Mapping[str, Array]


def results(trained: Trained, prepared: Prepared, name: PartName) -> JsonObject:
    """Return the results on one part: `outputs` by target, `samples`, and their `count`."""
    found = judged(trained, getattr(prepared, name))
    learnt = _gathered(prepared.train, lambda _, y: y)
    used, raw = trained.opened.used, columns(trained.opened.used)
    known = {} if name == "validation" else outcome(trained.opened.folder)
    scored: JsonObject = {
        one.target: one.limited(known)
        .looking_back(used, raw, found.rows)
        .scored(learnt[one.node], found.y[one.node], found.given[one.node])
        for one in measured(trained.opened.plan, trained.preparation)
    }
    shown = telling(trained, found, raw, known or scored)
    return {"part": name, "count": len(found.rows), "outputs": scored, "samples": shown}


def judged(trained: Trained, samples: Samples) -> Judged:
    """Return what a network makes of the samples of a part: of all, or of as many as can be held."""
    answering = Answering(trained.model, answers(trained.opened.plan, trained.preparation))

    def given(x: Mapping[str, Array]) -> dict[tuple[str, str], Array]:
        return {("given", node): each for node, each in answering(x).items()}

    # In one pass: what comes from the disk is prepared once.
    both = _gathered(samples, lambda x, y: {("y", node): each for node, each in y.items()} | given(x))
    y, made = ({node: each for (what, node), each in both.items() if what == name} for name in ("y", "given"))
    return Judged(rows=samples.rows[: len(next(iter(y.values())))], y=y, given=made)


def telling(trained: Trained, found: Judged, raw: Columns, known: Mapping[str, Any]) -> list[JsonObject]:
    """Return the samples of a part to show; `raw` has their rows, `known` the results on validation by target."""
    read = tuple(one.limited(known) for one in answers(trained.opened.plan, trained.preparation))
    wrong = np.zeros(len(found.rows), dtype=bool)
    weight = np.zeros(len(found.rows))
    for one in read:
        missed, by = one.missed(found.y[one.node], found.given[one.node])
        wrong |= missed
        weight += by
    chosen = _chosen(wrong, weight)
    shown = values(trained.opened.used, raw, found.rows[chosen])
    return [_sample(inputs, int(index), found, read, wrong) for inputs, index in zip(shown, chosen, strict=True)]


def _gathered(samples: Samples, take: Callable[..., Mapping[_Name, Array]]) -> dict[_Name, Array]:
    """Return what `take` makes of the samples of a part, piece by piece, until there is as much as can be held."""
    found: list[Mapping[_Name, Array]] = []
    held = 0
    for x, y in samples.pieces():
        found.append(take(x, y))
        held += sum(values.nbytes for values in found[-1].values())
        if held > _HELD:
            break
    return {node: np.concatenate([each[node] for each in found]) for node in found[0]}


def _chosen(wrong: Array, weight: Array) -> Array:
    """Return the samples to show: the surest mistakes first, then the least sure right answers."""
    ranked = np.argsort(-np.nan_to_num(weight), kind="stable")
    missed, right = ranked[wrong[ranked]], ranked[~wrong[ranked]]
    return np.concatenate([missed[: max(_WRONG_SHOWN, _SHOWN - len(right))], right])[:_SHOWN]


def _sample(inputs: JsonObject, index: int, found: Judged, read: tuple[Answer, ...], wrong: Array) -> JsonObject:
    return {
        "row": int(found.rows[index]),
        "inputs": inputs,
        "truth": {one.target: one.truth(found.y[one.node][index]) for one in read},
        "answers": {one.target: one.judged(found.y[one.node][index], found.given[one.node][index]) for one in read},
        "wrong": bool(wrong[index]),
    }
