"""A small recurrent network for sequences."""

from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import counted, say
from engine.words import Json


def for_series(schema: Schema, data: Data) -> Document:
    """Return a network for the first sequence of an applied schema."""
    draft = Draft()
    sequence = next(feature for feature in schema.inputs() if feature.type == "sequence")
    steps, values = sequence.shape
    why = counted(
        values,
        "{steps} steps of {count} value, scaled to mean 0.",
        "{steps} steps of {count} values, scaled to mean 0.",
        steps=steps,
    )
    read = draft.input((sequence,), note=why)
    why = say("Reads the steps one after the other and remembers, in 32 numbers, what matters for the answer.")
    remembered = draft.add("LSTM", read, units=32, note=why)
    combined = draft.add("Dense", remembered, units=16, activation="relu", note=say("Combines what is remembered."))
    draft.outputs(combined, schema.targets())
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.003}}
    return draft.document(schema.title, data, Training(epochs=20, batch_size=32, optimizer=optimizer))
