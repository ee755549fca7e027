"""What a trained network answers on one part of its data: scores, confusion or errors, and telling samples."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

import keras
import numpy as np

from engine.runtime.answers import Answer, answers, measured
from engine.runtime.data.columns import columns
from engine.runtime.data.prepare import Part, Prepared
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.samples import values
from engine.runtime.evaluate.scores import (
    Score,
    accuracy,
    confusion,
    differences,
    mean_absolute_error,
    mean_difference,
    mean_value,
)
from engine.runtime.opened import Trained
from engine.words import Json, JsonObject

PartName: TypeAlias = Literal["train", "validation", "test"]

_AT_ONCE = 256
_SHOWN = 60
_WRONG_SHOWN = 45
_POINTS = 2000


def results(trained: Trained, prepared: Prepared, name: PartName) -> JsonObject:
    """Return the results on one part: `outputs` by target, `samples`, and their `count`."""
    part: Part = getattr(prepared, name)
    given = predicted(trained.model, part.x)
    scored = {
        one.target: _scored(one, prepared.train, part, given[one.node])
        for one in measured(trained.opened.plan, trained.preparation)
    }
    return {
        "part": name,
        "count": len(part.rows),
        "outputs": scored,
        "samples": telling(trained, part, given, columns(trained.opened.used)),
    }


def telling(trained: Trained, part: Part, given: Mapping[str, Array], raw: Columns) -> list[JsonObject]:
    """Return the samples of a part to show, whose outputs are `given` and whose rows lie in `raw`."""
    read = answers(trained.opened.plan, trained.preparation)
    wrong = np.zeros(len(part.rows), dtype=bool)
    weight = np.zeros(len(part.rows))
    for one in read:
        missed, by = _missed(one, part.y[one.node], given[one.node])
        wrong |= missed
        weight += by
    chosen = _chosen(wrong, weight)
    shown = values(trained.opened.used, raw, part.rows[chosen])
    return [_sample(inputs, int(index), part, read, given, wrong) for inputs, index in zip(shown, chosen, strict=True)]


def predicted(model: keras.Model, x: Mapping[str, Array]) -> dict[str, Array]:
    """Return the outputs `(sample, …)` of every Output node for prepared inputs."""
    count = len(next(iter(x.values())))
    parts = [
        model({key: array[start : start + _AT_ONCE] for key, array in x.items()}, training=False)
        for start in range(0, count, _AT_ONCE)
    ]
    return {node: np.concatenate([np.asarray(part[node]) for part in parts]) for node in parts[0]}


def likeliest(one: Answer, outputs: Array) -> Array:
    """Return the index of the likeliest class of each sample."""
    found: Array = np.argmax(np.asarray(one.probabilities(outputs)), axis=-1)
    return found


def _scored(one: Answer, train: Part, part: Part, outputs: Array) -> JsonObject:
    if one.kind == "value":
        return {"kind": "value", **_score(mean_value(_numbers(outputs)))}
    if one.kind == "again":
        usual, truth = train.y[one.node].mean(axis=0), part.y[one.node]
        return {"kind": "again", **_score(mean_difference(truth, one.said(outputs), usual, picture=one.picture))}
    if not one.classes:
        truth, said = _numbers(part.y[one.node]), _numbers(outputs)
        score = mean_absolute_error(truth, said, float(_numbers(train.y[one.node]).mean()))
        every = max(1, len(truth) // _POINTS)
        return {
            "kind": "number",
            **_score(score),
            "truth": truth[::every].tolist(),
            "answers": said[::every].tolist(),
        }
    truth, said = _indices(part.y[one.node]), likeliest(one, outputs)
    usual = int(np.argmax(np.bincount(_indices(train.y[one.node]), minlength=len(one.classes))))
    return {
        "kind": "classes",
        **_score(accuracy(truth, said, one.classes, usual)),
        "classes": list(one.classes),
        "confusion": confusion(truth, said, len(one.classes)),
    }


def _score(score: Score) -> JsonObject:
    return {
        "metric": score.metric,
        "score": score.value,
        "interval": list(score.interval),
        "baseline": score.baseline,
        "baseline_sentence": score.sentence,
    }


def _missed(one: Answer, y: Array, outputs: Array) -> tuple[Array, Array]:
    """Return which samples were answered wrongly, and how much each deserves to be looked at."""
    if one.is_value:
        return np.zeros(len(outputs), dtype=bool), np.zeros(len(outputs))
    if not one.classes:
        errors = differences(y, one.said(outputs))
        return np.zeros(len(errors), dtype=bool), errors / (errors.max() or 1.0)
    chances = np.asarray(one.probabilities(outputs))
    missed = np.argmax(chances, axis=-1) != _indices(y)
    sure = chances.max(axis=-1)
    return missed, np.where(missed, sure, 1 - sure)


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
        "truth": {one.target: _truth(one, part.y[one.node][index]) for one in read},
        "answers": {one.target: one.to_json(given[one.node][index]) for one in read},
        "wrong": bool(wrong[index]),
    }


def _truth(one: Answer, y: Array) -> Json:
    match one.kind:
        case "classes":
            return one.classes[int(_indices(y[None])[0])]
        case "again":
            return replace(one, logits=False).to_json(y)
        case "value":
            return None
        case "number":
            return float(_numbers(y[None])[0])


def _indices(y: Array) -> Array:
    """Return class indices of answers that are indices or one-hot."""
    found: Array = np.argmax(y, axis=-1) if y.ndim > 1 else y.astype(np.int64)
    return found


def _numbers(values: Array) -> Array:
    found: Array = values.reshape(len(values), -1).mean(axis=1).astype(np.float64)
    return found
