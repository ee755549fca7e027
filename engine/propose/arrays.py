"""A small network for arrays of numbers."""

from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say


def for_arrays(schema: Schema, data: Data) -> Document:
    """Return a network for the largest array of an applied schema."""
    draft = Draft()
    arrays = [feature for feature in schema.inputs() if feature.type == "array"]
    largest = max(arrays, key=lambda feature: (len(feature.shape), feature.shape))
    shape = " × ".join(map(str, largest.shape))
    read = draft.input((largest,), note=say("An array of {shape}, scaled to mean 0.", shape=shape))
    if len(largest.shape) > 1:
        read = draft.add("Flatten", read, note=say("Puts all numbers side by side."))
    why = say("Looks for combinations of the numbers.")
    hidden = draft.add("Dense", read, units=64, activation="relu", note=why)
    why = say("Switches off a part of the numbers at random while it learns, so that it relies on no single one.")
    dropped = draft.add("Dropout", hidden, rate=0.2, note=why)
    why = say("Combines what the first layer found.")
    draft.outputs(draft.add("Dense", dropped, units=32, activation="relu", note=why), schema.targets())
    return draft.document(schema.title, data, Training(epochs=40, batch_size=32, patience=10))
