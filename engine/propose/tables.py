"""A small network for a table: two Dense layers, as wide as the rows can carry."""

from engine.data.reading import input_shape
from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

_MANY = 5000
_PENALTY: Json = {"kind": "L2", "params": {"l2": 0.003}}


def for_table(schema: Schema, data: Data) -> Document:
    """Return a network for the columns of an applied schema."""
    draft = Draft()
    width = (input_shape(schema) or (1,))[0] or 1
    classes = any(target.type in {"category", "labels"} for target in schema.targets())
    first, second, rate = _size(schema.samples, classes=classes)
    steady: Json = _PENALTY if schema.samples < _MANY else None
    columns = draft.input(
        note=say(
            "{inputs} columns as {width} numbers: scaled to mean 0, categories as 0 or 1.",
            inputs=len(schema.inputs()),
            width=width,
        )
    )
    why = say(
        "Looks for combinations of columns. {first} units suit {samples} rows; more learn them by heart.",
        first=first,
        samples=schema.samples,
    )
    hidden = draft.add("Dense", columns, units=first, activation="relu", kernel_regularizer=steady, note=why)
    why = say("Switches off a part of the numbers at random while it learns, so that it relies on no single one.")
    dropped = draft.add("Dropout", hidden, rate=rate, note=why)
    why = say("Combines what the first layer found.")
    if steady:
        why = say("Combines what the first layer found. L2 keeps its weights small: there are few rows.")
    deeper = draft.add("Dense", dropped, units=second, activation="relu", kernel_regularizer=steady, note=why)
    draft.outputs(deeper, schema.targets())
    return draft.document(schema.title, data, _training(schema.samples))


def _size(rows: int, *, classes: bool) -> tuple[int, int, float]:
    """Return the units of both layers, and the share that is switched off.

    Measured on small tables: classes gain a little by more units of which more are switched off, numbers do not.
    """
    if rows >= _MANY:
        return 128, 64, 0.2
    return (64, 32, 0.4) if classes else (32, 16, 0.2)


def _training(rows: int) -> Training:
    # About 2,000 steps in all, so that a small table is seen often enough and a large one ends in time.
    batch = 8 if rows < 50 else 16 if rows < 500 else 32 if rows < 20_000 else 256
    epochs = max(10, min(100, 2000 * batch // max(rows, 1)))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.002}}
    return Training(epochs=epochs, batch_size=batch, optimizer=optimizer, patience=max(5, epochs // 4))
