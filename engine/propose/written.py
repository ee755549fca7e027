"""A small network that answers a text with a text: one part reads, another writes, looking back at what was read."""

from engine.data.schema import Feature, Schema
from engine.data.texts import MARKS, MOST_WORDS, TextForm, Wording
from engine.document.model import Data, Document, Reference, Training
from engine.propose.draft import Draft
from engine.said import plain, say
from engine.words import Json

_FEW_WORDS = 2
_EMBEDDED = 64
_REMEMBERED = 128
_RESERVED = 2
_BATCH = 64
_STEPS = 4_000


def for_written_texts(schema: Schema, data: Data) -> Document:
    """Return an encoder and a decoder with attention for the first text that is read and the one that is answered."""
    draft = Draft()
    source = next(feature for feature in schema.inputs() if feature.type == "text")
    target = schema.targets()[0]
    words = _known(target, shifted=True)
    read = _embedded(draft, source, shifted=False, why=say("The text that is given, each of its pieces as a number."))
    why = say("Reads it piece by piece; the decoder begins with what it remembers at the end.")
    encoder = draft.add("GRU", read, units=_REMEMBERED, return_sequences=True, return_state=True, note=why)
    why = say("The answer as far as it is written: at each place what stands before it. When asked, it is its own.")
    so_far = _embedded(draft, target, shifted=True, why=why)
    state = {"inputs": (Reference(so_far),), "initial_state": (Reference(encoder, 1),)}
    why = say("Remembers what is written, and makes of it at each place a question about what was read.")
    decoder = draft.wire("GRU", state, why, units=_REMEMBERED, return_sequences=True)
    looks = {"query": (Reference(decoder),), "value": (Reference(encoder),)}
    why = say("Looks back: of the pieces that were read, those count that go with what is to be written next.")
    found = draft.wire("AdditiveAttention", looks, why)
    both = draft.add("Concatenate", decoder, found, note=say("What is written, and what was found."))
    why = say("How likely each of {words} pieces is to come next, at every place.", words=words)
    last = draft.add("Dense", both, units=words, activation="softmax", note=why)
    draft.ends(last, schema.targets()[:1])
    return draft.document(schema.title, data, _training(schema))


def _embedded(draft: Draft, feature: Feature, *, shifted: bool, why: str) -> str:
    form, words = _form(feature), _known(feature, shifted=shifted)
    params: dict[str, Json] = {"text_form": form, "text_words": words, "text_length": _length(feature) + shifted}
    if shifted:
        params["text_shifted"] = True
    name = plain(say("{name}, so far", name=feature.name)) if shifted else feature.name
    read = draft.input((feature,), why, name, text_tidy=False, **params)
    return draft.add("Embedding", read, input_dim=words, output_dim=_EMBEDDED, mask_zero=True)


def _form(feature: Feature) -> TextForm:
    """Return how a text is cut: what is of one or two words, letter by letter."""
    return "characters" if (feature.wording or Wording()).words <= _FEW_WORDS else "words"


def _known(feature: Feature, *, shifted: bool) -> int:
    """Return for how many pieces there is room: capitals and punctuation, which wordings do not count, included."""
    wording = feature.wording or Wording()
    letters = _form(feature) == "characters"
    pieces = 2 * wording.alphabet + 30 if letters else min(MOST_WORDS, wording.vocabulary * 3 // 2 + 10)
    return pieces + _RESERVED + MARKS * shifted


def _length(feature: Feature) -> int:
    wording = feature.wording or Wording()
    return min(200, wording.characters * 5 // 4 + 4 if _form(feature) == "characters" else wording.words + 3)


def _training(schema: Schema) -> Training:
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.003}}
    steps = max(1, schema.samples // _BATCH)
    return Training(epochs=max(4, min(40, _STEPS // steps)), batch_size=_BATCH, optimizer=optimizer, patience=4)
