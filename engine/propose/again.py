"""A network that gives again what goes in, through few numbers: an autoencoder."""

import math

from engine.data.made import told_apart, usual
from engine.data.reading import Reading, input_shape
from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, MadeWay, Training
from engine.plan.again import as_target
from engine.plan.steps import InputSpec
from engine.plan.targets import suited
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

GIVEN_AGAIN: frozenset[MadeWay] = frozenset({"again", "masked", "unusual"})
"""Ways to learn of which the answer is what went in."""
_HIDDEN = 0.25
_SMALLEST = 8
_CODE = 32


def for_again(schema: Schema, data: Data) -> Document:
    """Return an autoencoder for what one Input reads of an applied schema; some is hidden where that is learnt."""
    draft, shape = Draft(), tuple(size or 1 for size in input_shape(schema) or (1,))
    read = draft.input(_features(schema), note=say("What goes in is also what is to come out."), name=say("sample"))
    last = _hidden(draft, read, len(shape)) if data.made and data.made.way == "masked" else read
    target = as_target("", InputSpec(shape=shape, dtype="float32", features=schema.inputs(), axes=()))
    fit = suited(target)
    halved = _halvings(shape)
    drawn = (_convolved if halved else _dense)(draft, last, shape, fit.activation)
    again: Json = {"input": read}
    draft.add("Output", drawn, target=again, loss=fit.loss, metrics=list(fit.metrics), weight=1.0)
    return draft.document(schema.title, data, _training(_learning(schema, data)))


def _learning(schema: Schema, data: Data) -> int:
    """Return of how many samples it learns: of the usual ones, where a column tells them."""
    told = told_apart(schema.rows)
    if data.made is None or data.made.way != "unusual" or told is None:
        return schema.samples
    return told.counts[told.classes.index(usual(schema.rows, data.made) or told.classes[0])]


def _features(schema: Schema) -> tuple[Feature, ...]:
    """Return the one feature that an Input reads, or nothing, which is all of them."""
    read = schema.inputs(Reading().features)
    return read if len(read) == 1 else ()


def _hidden(draft: Draft, read: str, rank: int) -> str:
    if rank == 3:
        why = say("Covers a part of each picture while it learns: what is missing it must draw from what it sees.")
        return draft.add("RandomErasing", read, factor=1.0, scale=[0.1, _HIDDEN], fill_value=0.5, note=why)
    why = say("Hides a quarter of the numbers while it learns: what is missing it must guess from the rest.")
    return draft.add("Dropout", read, rate=_HIDDEN, note=why)


def _dense(draft: Draft, source: str, shape: tuple[int, ...], activation: str) -> str:
    numbers = math.prod(shape)
    code = max(2, min(_CODE, numbers // 3))
    wide = max(2 * code, 16)
    flat = draft.add("Flatten", source, note=say("Puts all values side by side.")) if len(shape) > 1 else source
    first = draft.add("Dense", flat, units=wide, activation="relu")
    why = say("{code} numbers are all that goes on: only what samples have in common fits through.", code=code)
    narrow = draft.add("Dense", first, units=code, note=why)
    back = draft.add("Dense", narrow, units=wide, activation="relu", note=say("And back, the other way round."))
    last = draft.add("Dense", back, units=numbers, activation=activation)
    return draft.add("Reshape", last, target_shape=list(shape)) if len(shape) > 1 else last


def _convolved(draft: Draft, source: str, shape: tuple[int, ...], activation: str) -> str:
    height, width, channels = shape
    halved = _halvings(shape)
    filters = [min(64, 16 * 2**place) for place in range(halved)]
    last = source
    for place, count in enumerate(filters):
        why = say("Looks for patterns, and makes the picture half as large.") if place == 0 else ""
        last = _half(draft, "Conv2D", last, count, why)
    inner = (height >> halved, width >> halved, filters[-1])
    flat = draft.add("Flatten", last)
    why = say("{code} numbers are all that goes on: only what samples have in common fits through.", code=_CODE)
    code = draft.add("Dense", flat, units=_CODE, note=why)
    why = say("And back, the other way round.")
    wide = draft.add("Dense", code, units=math.prod(inner), activation="relu", note=why)
    last = draft.add("Reshape", wide, target_shape=list(inner))
    for count in reversed(filters):
        last = _half(draft, "Conv2DTranspose", last, count, "")
    why = say("Draws the picture: each value between 0 and 1.")
    return draft.add(
        "Conv2D", last, filters=channels, kernel_size=[3, 3], padding="same", activation=activation, note=why
    )


def _half(draft: Draft, kind: str, source: str, filters: int, why: str) -> str:
    return draft.add(
        kind,
        source,
        filters=filters,
        kernel_size=[3, 3],
        strides=[2, 2],
        padding="same",
        activation="relu",
        note=why,
    )


def _halvings(shape: tuple[int, ...]) -> int:
    """How often a picture is halved: until a side has about 4 pixels; not where that leaves a rest."""
    if len(shape) != 3:
        return 0
    halved, (height, width) = 0, shape[:2]
    while halved < 4 and min(height, width) >= _SMALLEST and not height % 2 and not width % 2:
        height, width, halved = height // 2, width // 2, halved + 1
    return halved


def _training(samples: int) -> Training:
    batch = 16 if samples < 1000 else 32
    epochs = max(10, min(100, 60_000 // max(samples, 1)))
    return Training(epochs=epochs, batch_size=batch, patience=max(5, epochs // 4))
