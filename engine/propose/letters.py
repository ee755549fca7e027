"""A small network that learns how a text goes on, letter by letter or word by word."""

from dataclasses import dataclass, replace

from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import Said, say
from engine.words import Json

_RESERVED = 2


@dataclass(frozen=True, kw_only=True)
class _Size:
    """How large the layers are for pieces of a kind, and how it learns."""

    embedded: int
    remembered: int
    hidden: float
    epochs: int
    rate: float


_SIZES = {
    "letters": _Size(embedded=32, remembered=96, hidden=0.0, epochs=6, rate=0.003),
    "words": _Size(embedded=96, remembered=128, hidden=0.3, epochs=8, rate=0.002),
}


def goes_on(schema: Schema) -> bool:
    """Whether the samples are pieces of one text."""
    return schema.read.get("form") == "text"


def for_next_letter(schema: Schema, data: Data) -> Document:
    """Return a network for the pieces of a text, which is split by place: its end is for tests."""
    draft = Draft()
    words = schema.read.get("by") == "words"
    size = _SIZES["words" if words else "letters"]
    text = next(feature for feature in schema.inputs() if feature.type == "text")
    known = int(str(schema.read["letters"])) + _RESERVED
    read = _read(draft, text, schema, known, words=words)
    why = _embedded(known, size, words=words)
    embedded = draft.add("Embedding", read, input_dim=known, output_dim=size.embedded, mask_zero=True, note=why)
    why = (
        say("Reads the words one after the other and remembers {units} numbers.", units=size.remembered)
        if words
        else say("Reads the letters one after the other and remembers {units} numbers.", units=size.remembered)
    )
    last = draft.add("LSTM", embedded, units=size.remembered, note=why)
    if size.hidden:
        why = say("Hides some of them at random while it learns: there are few examples of most words.")
        last = draft.add("Dropout", last, rate=size.hidden, note=why)
    draft.outputs(last, schema.targets())
    by_place = replace(data, split=replace(data.split, by="time", column="place"))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": size.rate}}
    training = Training(epochs=size.epochs, batch_size=128, optimizer=optimizer, patience=2)
    return draft.document(schema.title, by_place, training)


def _read(draft: Draft, text: Feature, schema: Schema, known: int, *, words: bool) -> str:
    window = int(str(schema.read["window"]))
    why = (
        say("{window} words and marks in their order, each as a number.", window=window)
        if words
        else say("{window} letters in their order, each as a number, as they stand.", window=window)
    )
    form = "words" if words else "characters"
    return draft.input((text,), note=why, text_form=form, text_words=known, text_length=window, text_tidy=False)


def _embedded(known: int, size: _Size, *, words: bool) -> Said:
    if words:
        return say(
            "Each of {words} words becomes {values} numbers, learnt so that words used alike are near each other.",
            words=known,
            values=size.embedded,
        )
    return say("Each of {letters} letters becomes {values} numbers.", letters=known, values=size.embedded)
