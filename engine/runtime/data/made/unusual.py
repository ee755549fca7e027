"""Samples among which unusual ones are looked for: it learns from usual ones alone, where a column tells them."""

from engine.data.made import told_apart, usual
from engine.data.schema import Schema
from engine.runtime.data.raw import Array, Columns
from engine.said import say
from engine.words import Refusal


def strange(used: Schema, raw: Columns, rows: Array) -> Array | None:
    """Return which samples are of another class than the usual one; nothing where no column tells."""
    making = used.made
    if making is None or making.made.way != "unusual" or (told := told_apart(making.rows)) is None:
        return None
    found: Array = raw[told.name][rows] != usual(making.rows, making.made)
    return found


def watched(used: Schema, raw: Columns, parts: tuple[Array, ...]) -> tuple[Array, ...]:
    """Return the parts without the unusual samples of training. Raises `Refusal` where nothing is left."""
    training, *held = parts
    other = strange(used, raw, training)
    kept = training if other is None else training[~other]
    if not len(kept):
        raise Refusal(say("No usual sample is left to learn from; choose another class as usual on the Data page."))
    return (kept, *held)
