"""A small network that learns how a text goes on, letter by letter."""

from dataclasses import replace

from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

_EMBEDDED = 32
_REMEMBERED = 96
_RESERVED = 2


def goes_on(schema: Schema) -> bool:
    """Whether the samples are pieces of one text."""
    return schema.read.get("form") == "text"


def for_next_letter(schema: Schema, data: Data) -> Document:
    """Return a network for the pieces of a text, which is split by place: its end is for tests."""
    draft = Draft()
    window, letters = int(str(schema.read["window"])), int(str(schema.read["letters"])) + _RESERVED
    text = next(feature for feature in schema.inputs() if feature.type == "text")
    why = say("{window} letters in their order, each as a number, as they stand.", window=window)
    read = draft.input(
        (text,), note=why, text_form="characters", text_words=letters, text_length=window, text_tidy=False
    )
    why = say("Each of {letters} letters becomes {values} numbers.", letters=letters, values=_EMBEDDED)
    embedded = draft.add("Embedding", read, input_dim=letters, output_dim=_EMBEDDED, note=why)
    why = say("Reads the letters one after the other and remembers {units} numbers.", units=_REMEMBERED)
    last = draft.add("LSTM", embedded, units=_REMEMBERED, note=why)
    draft.outputs(last, schema.targets())
    by_place = replace(data, split=replace(data.split, by="time", column="place"))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.003}}
    return draft.document(schema.title, by_place, Training(epochs=6, batch_size=128, optimizer=optimizer, patience=2))
