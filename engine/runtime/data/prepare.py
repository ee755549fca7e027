"""Turns raw columns into what a network is trained on: split, statistics of the training rows, tensors."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from engine.catalog.value import is_value
from engine.data.apply import apply
from engine.data.keys import keys
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.document.model import Document, Node
from engine.plan.again import input_of, itself
from engine.plan.losses import task
from engine.runtime.check.budget import here
from engine.runtime.data import kept
from engine.runtime.data.columns import columns
from engine.runtime.data.part import Part, Samples, Streamed
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Columns, lying, seen
from engine.runtime.data.split import Parts, split_rows
from engine.runtime.data.stored import release
from engine.runtime.data.types import FIELDS, Field
from engine.runtime.data.written import following, written_by
from engine.said import plain, say
from engine.words import Json, JsonObject, Refusal

_SHARE = 24
"""Of the memory that a run may take, one in so many parts is for its samples; the rest is for the network."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """The three parts of a data set, prepared the same way, and what that way is."""

    train: Samples
    validation: Samples
    test: Samples
    preparation: Preparation


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """What an Output is to say: a column, as a row of zeros and a one where its loss wants a class so; or an input.

    A text is what comes next at each place of what the Input `follows` reads of it. Without any of them its loss
    compares with nothing.
    """

    target: Feature | None = None
    one_hot: bool = False
    again: str | None = None
    follows: str | None = None


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """The raw columns of a document's data, which rows are in which part, and the preparation learnt from them."""

    used: Schema
    raw: Columns
    parts: Parts
    preparation: Preparation


def prepare(schema: Schema, document: Document, folder: Path | None = None) -> Prepared:
    """Return the data of `document`, ready to train on; as it was kept, where the same was prepared before.

    Raises `Refusal` as `learn` does.
    """
    # What lies elsewhere is not the data set of that id.
    place = None if folder else kept.place(schema, _asked(schema, document))
    if place and (found := kept.find(place)):
        return _prepared(found, cache(lambda: _Reader(document, _learnt_again(schema, document, found))))
    began = time.perf_counter()
    learnt = learn(schema, document, folder)
    read = _Reader(document, learnt)
    made = _made(learnt, read)
    if place and time.perf_counter() - began > kept.WORTH_SECONDS and kept.is_read_so(schema):
        kept.keep(place, made)
    return _prepared(made, lambda: read)


def _made(learnt: Learnt, read: Callable[[Array], Part]) -> kept.Kept:
    """Prepare all samples, or where they are too many, look how large one is."""
    rows = vars(learnt.parts)
    size = _size(read(learnt.parts.training[:1]))
    whole = size * sum(map(len, rows.values())) <= at_once()
    parts = {name: read(each) if whole else each for name, each in rows.items()}
    return kept.Kept(preparation=learnt.preparation, size=size, parts=parts)


def _prepared(made: kept.Kept, reader: Callable[[], Callable[[Array], Part]]) -> Prepared:
    def part(name: str) -> Samples:
        each = made.parts[name]
        return each if isinstance(each, Part) else Streamed(rows=each, read=reader(), size=made.size)

    return Prepared(
        train=part("training"), validation=part("validation"), test=part("test"), preparation=made.preparation
    )


def _asked(schema: Schema, document: Document) -> JsonObject:
    """Return all of a document that says how its data are prepared."""
    used = apply(schema, document.data)
    readings, wanted = _readings(document, used), _wanted(document, used)
    return {
        "data": asdict(document.data),
        "fields": [field.to_json() for field in _forms(used, readings).values()],
        "inputs": {node: asdict(reading) for node, reading in readings.items()},
        "targets": _targets(document, wanted),
        "one_hot": {node: answer.one_hot for node, answer in wanted.items()},
        "at_once": at_once(),
    }


def _learnt_again(schema: Schema, document: Document, found: kept.Kept) -> Learnt:
    """Return what was learnt once, with the raw columns that are too many to be kept prepared."""
    used = apply(schema, document.data)
    rows = {name: part.rows if isinstance(part, Part) else part for name, part in found.parts.items()}
    return Learnt(used=used, raw=columns(used), parts=Parts(**rows), preparation=found.preparation)


def at_once() -> int:
    """Return how many bytes of prepared samples may lie in memory; more are prepared while a network learns."""
    return int(os.environ.get("LAYERLOOM_DATA_IN_MEMORY") or here().memory // _SHARE)


def learn(schema: Schema, document: Document, folder: Path | None = None) -> Learnt:
    """Read and split the data of `document`, and learn from the training rows how they are prepared.

    Rows without a value for a target are left out. Raises `Refusal` where nothing can be read or predicted, or too few
    rows are left.
    """
    used = apply(schema, document.data)
    raw = columns(used, folder)
    readings, wanted = _readings(document, used), _wanted(document, used)
    if not readings or not wanted:
        raise Refusal(
            say("The network needs an Input that reads the data and an Output that learns something from them.")
        )
    parts = split_rows(used, document, raw)
    if not len(parts.training) or not len(parts.validation):
        raise Refusal(say("There are too few rows to keep some for validation; at least ten with a target are needed."))
    preparation = Preparation(
        fields={
            name: field.learnt(seen(raw, name, parts.training), _reading(name, readings)) if field.learns else field
            for name, field in _forms(used, readings).items()
        },
        inputs=readings,
        targets=_targets(document, wanted),
    )
    return Learnt(used=used, raw=raw, parts=parts, preparation=preparation)


class _Reader:
    """Prepares rows of a document's data as its network takes them."""

    def __init__(self, document: Document, learnt: Learnt) -> None:
        self._learnt = learnt
        self._wanted = _wanted(document, learnt.used)

    def __call__(self, rows: Array) -> Part:
        learnt = self._learnt
        part = _part(learnt.preparation, self._wanted, learnt.raw, rows)
        for values in learnt.raw.values():
            release(lying(values))
        return part


def part_of_rows(document: Document, learnt: Learnt, rows: Array) -> Part:
    """Return some rows of a document's data as its network takes them."""
    return _Reader(document, learnt)(rows)


def _size(part: Part) -> int:
    """Return the bytes of the one sample of a part; what is given again lies there once."""
    return sum({id(values): values.nbytes for values in (*part.x.values(), *part.y.values())}.values())


def part_of(document: Document, used: Schema, preparation: Preparation, raw: Columns) -> Part:
    """Return all rows of raw columns of an applied schema as a network takes them; each has a value for each target."""
    return _part(preparation, _wanted(document, used), raw, np.arange(len(next(iter(raw.values())))))


def fits(preparation: Preparation, document: Document, used: Schema) -> bool:
    """Whether a preparation reads and answers what `document` does of an applied schema, whatever figures it learnt."""
    readings, wanted = _readings(document, used), _wanted(document, used)
    forms = {name: field.unlearnt() for name, field in preparation.fields.items()}
    return (
        forms == _forms(used, readings)
        and dict(preparation.inputs) == readings
        and dict(preparation.targets) == _targets(document, wanted)
    )


def _readings(document: Document, used: Schema) -> dict[str, Reading]:
    readings = {}
    for node, content in _nodes(document, "Input"):
        reading = Reading.of(content.params).settled(used)
        if reading.features:
            readings[node] = reading
    return readings


def _wanted(document: Document, used: Schema) -> dict[str, _Answer]:
    targets = {feature.name: feature for feature in used.targets()}
    readings = _readings(document, used)
    wanted = {}
    for node, content in _nodes(document, "Output"):
        target = targets.get(str(content.params.get("target")))
        if is_value(content.params.get("loss")):
            wanted[node] = _Answer()
        elif again := input_of(content.params):
            wanted[node] = _Answer(again=again)
        elif target and target.type == "text":
            wanted[node] = _Answer(target=target, follows=written_by(readings, target))
        elif target:
            wanted[node] = _Answer(target=target, one_hot=_is_one_hot(content.params.get("loss")))
    return wanted


def _targets(document: Document, wanted: Mapping[str, _Answer]) -> dict[str, JsonObject]:
    """Return for each Output that answers something what it answers."""
    targets: dict[str, JsonObject] = {}
    for node, answer in wanted.items():
        if answer.again:
            # Results are found by this name.
            name = plain(itself(document, answer.again))
            targets[node] = {"target": name, "kind": "again", "input": answer.again, **_told_unusual(document)}
        elif answer.target and answer.follows:
            targets[node] = {**FIELDS["text"].target(answer.target), "input": answer.follows}
        elif answer.target:
            targets[node] = FIELDS[answer.target.type].target(answer.target)
    return targets


def _told_unusual(document: Document) -> JsonObject:
    """Return from which percent of the errors on a sample is unusual, where that is asked."""
    made = document.data.made
    return {"percent": made.percent} if made and made.way == "unusual" else {}


def _is_one_hot(loss: Json) -> bool:
    return isinstance(loss, Mapping) and task(str(loss.get("kind"))) == "one-hot"


def _nodes(document: Document, kind: str) -> list[tuple[str, Node]]:
    standing = ((node, content) for node, content in document.nodes.items() if content.block is None)
    return [(node, content) for node, content in standing if content.kind == kind and not content.disabled]


def _forms(used: Schema, readings: Mapping[str, Reading]) -> dict[str, Field]:
    """Return the fields that are read, before anything is learnt for them."""
    names = keys(feature.name for feature in used.features)
    read = {name for reading in readings.values() for name in reading.features}
    return {
        feature.name: FIELDS[feature.type].of(feature, names[feature.name], used)
        for feature in used.features
        if feature.name in read
    }


def _reading(name: str, readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """Return how the Inputs that read a column read it."""
    return tuple(reading for reading in readings.values() if name in reading.features)


def _part(preparation: Preparation, wanted: Mapping[str, _Answer], raw: Columns, rows: Array) -> Part:
    x = preparation.apply(preparation.rows(raw, rows))
    return Part(x=x, y={node: _learnt_by(answer, x, raw, rows) for node, answer in wanted.items()}, rows=rows)


def _learnt_by(answer: _Answer, x: Mapping[str, Array], raw: Columns, rows: Array) -> Array:
    if answer.again:
        return x[answer.again]
    if answer.follows:
        return following(x[answer.follows])
    if answer.target is None:
        return np.zeros(len(rows), dtype=np.float32)
    return FIELDS[answer.target.type].answers(answer.target, raw[answer.target.name][rows], one_hot=answer.one_hot)
