"""A small convolutional network for sounds, which are pictures of pitch over time to it."""

from engine.data.reading import Reading, input_shape
from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

_FILTERS = (24, 48, 64)
_SMALLEST = 4


def for_sounds(schema: Schema, data: Data) -> Document:
    """Return a network for the first sound of an applied schema."""
    draft = Draft()
    sound = next(feature for feature in schema.inputs() if feature.type == "sound")
    time, bands, _channels = input_shape(schema, Reading(features=(sound.name,))) or (1, 1, 1)
    why = say(
        "A mel spectrogram: how loud {bands} bands of pitch are at {time} moments of {seconds} seconds.",
        bands=bands or 1,
        time=time or 1,
        seconds=round(sound.shape[0] / sound.rate, 2),
    )
    last = draft.input((sound,), note=why)
    sides = time or 1, bands or 1
    for place, filters in enumerate(_FILTERS):
        if place and min(sides) < _SMALLEST:
            break
        last = _block(draft, last, filters, first=place == 0)
        sides = sides[0] // 2, sides[1] // 2
    why = say("Averages each pattern over the whole sound: when it was heard no longer matters.")
    last = draft.add("GlobalAveragePooling2D", last, note=why)
    last = draft.add("Dropout", last, rate=0.3, note=say("Keeps it from relying on a single pattern."))
    draft.outputs(last, schema.targets())
    return draft.document(schema.title, data, _training(schema))


def _block(draft: Draft, source: str, filters: int, *, first: bool) -> str:
    why = (
        say("{filters} patterns of 3 moments by 3 bands: onsets, tones and how they rise and fall.", filters=filters)
        if first
        else say("{filters} patterns of the patterns before.", filters=filters)
    )
    conv = draft.add("Conv2D", source, filters=filters, kernel_size=[3, 3], padding="same", activation="relu", note=why)
    steady = say("Keeps the numbers in a steady range, so that it learns faster.") if first else ""
    # With few steps an epoch, Keras's 0.99 lags far behind what is learnt.
    norm = draft.add("BatchNormalization", conv, momentum=0.9, note=steady)
    half = say("Keeps the strongest of each 2×2, so that the next layer hears twice as long.") if first else ""
    return draft.add("MaxPooling2D", norm, pool_size=[2, 2], note=half)


def _training(schema: Schema) -> Training:
    epochs = max(8, min(40, 15_000 // max(schema.samples, 1)))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.002}}
    return Training(epochs=epochs, batch_size=16, patience=max(5, epochs // 3), optimizer=optimizer)
