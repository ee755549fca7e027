"""A small network for texts: which words stand in them, or their words in order where there are many short ones."""

from engine.data.schema import Feature, Schema
from engine.data.texts import MOST_WORDS, Wording
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

_MANY = 20_000
_SHORT = 120
_EMBEDDED = 64


def for_texts(schema: Schema, data: Data) -> Document:
    """Return a network for the texts of an applied schema, and for the columns beside them."""
    draft = Draft()
    texts = [feature for feature in schema.inputs() if feature.type == "text"]
    others = [feature for feature in schema.inputs() if feature.type != "text"]
    parts = [_read(draft, schema, text) for text in texts]
    if others:
        columns = draft.input(others, note=say("The other columns: scaled to mean 0, categories as 0 or 1."))
        parts.append(draft.add("Dense", columns, units=16, activation="relu"))
    last = parts[0]
    if len(parts) > 1:
        last = draft.add("Concatenate", *parts, note=say("Both together decide."))
    why = say("Switches off half of what was found at random while it learns: texts are easily learnt by heart.")
    last = draft.add("Dropout", last, rate=0.5, note=why)
    draft.outputs(last, schema.targets())
    return draft.document(schema.title, data, _training(schema))


def _read(draft: Draft, schema: Schema, text: Feature) -> str:
    """Add what reads a text. Measured: with a thousand texts, which words stand in them says more than their order."""
    wording = text.wording or Wording()
    if schema.samples >= _MANY and wording.words <= _SHORT:
        return _in_order(draft, text, wording)
    words = min(MOST_WORDS, wording.vocabulary + 1)
    why = say(
        "A 0 or 1 for each of {words} words: with {samples} texts that says more than their order.",
        words=words,
        samples=schema.samples,
    )
    bag = draft.input((text,), note=why, text_form="bag", text_words=words)
    why = say("Hides some words at random while it learns, so that it relies on no single one.")
    hidden = draft.add("Dropout", bag, rate=0.3, note=why)
    why = say("Weighs the words: 16 mixtures of them that speak for one answer or another.")
    return draft.add("Dense", hidden, units=16, activation="relu", note=why)


def _in_order(draft: Draft, text: Feature, wording: Wording) -> str:
    words = min(MOST_WORDS, wording.vocabulary + 2)
    why = say("{length} words in their order; 95 of 100 texts have no more.", length=wording.words)
    read = draft.input((text,), note=why, text_form="words", text_words=words, text_length=wording.words)
    why = say(
        "Each of {words} words becomes {values} numbers, learnt so that words used alike are near each other.",
        words=words,
        values=_EMBEDDED,
    )
    embedded = draft.add("Embedding", read, input_dim=words, output_dim=_EMBEDDED, note=why)
    why = say("Looks for phrases of five words.")
    phrases = draft.add(
        "Conv1D", embedded, filters=_EMBEDDED, kernel_size=5, activation="relu", padding="same", note=why
    )
    why = say("Keeps of each phrase how strongly it stood anywhere in the text.")
    return draft.add("GlobalMaxPooling1D", phrases, note=why)


def _training(schema: Schema) -> Training:
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.001}}
    epochs = max(4, min(15, 60_000 // max(schema.samples, 1)))
    return Training(epochs=epochs, batch_size=32, optimizer=optimizer, patience=3)
