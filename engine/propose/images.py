"""A small convolutional network for pictures."""

from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say

_ENOUGH = 20_000


def for_images(schema: Schema, data: Data) -> Document:
    """Return a network for the first image of an applied schema."""
    draft = Draft()
    image = next(feature for feature in schema.inputs() if feature.type == "image")
    height, width, channels = image.shape
    why = (
        say(
            "{height}×{width} pixels in {colours}, scaled to 0…1. Pictures of other sizes are resized to this first.",
            height=height,
            width=width,
            colours="grey" if channels == 1 else "colour",
        )
        if channels in (1, 3)
        else say(
            "{height}×{width} pixels of {channels} channels, each scaled to 0…1. Pictures of other sizes are resized "
            "to this first.",
            height=height,
            width=width,
            channels=channels,
        )
    )
    last = varied(draft, schema, image, draft.input((image,), note=why))
    side = min(height, width)
    filters = 32 if side < 48 else 16
    for place in range(_blocks(side)):
        last = _block(draft, last, filters, _momentum(schema.samples), first=place == 0)
        side, filters = side // 2, min(128, filters * 2)
    why = say(
        "Averages each pattern over the whole picture: where it was no longer matters, and there is less to learn."
    )
    last = draft.add("GlobalAveragePooling2D", last, note=why)
    last = draft.add("Dropout", last, rate=0.3, note=say("Keeps it from relying on a single pattern."))
    draft.outputs(last, schema.targets())
    return draft.document(schema.title, data, _training(schema))


def varied(draft: Draft, schema: Schema, image: Feature, source: str) -> str:
    """Add layers that vary the pictures, where there are few of them; only photographs may be mirrored."""
    if schema.samples >= _ENOUGH or min(image.shape[:2]) < 16:
        return source
    why = say(
        "{samples} pictures are few; turned and moved at random while learning, they teach more.",
        samples=schema.samples,
    )
    if image.shape[-1] > 1:
        source = draft.add(
            "RandomFlip", source, mode="horizontal", note=say("A mirrored picture shows the same thing.")
        )
    source = draft.add("RandomRotation", source, factor=0.08, note=why)
    return draft.add("RandomTranslation", source, height_factor=0.08, width_factor=0.08)


def _block(draft: Draft, source: str, filters: int, momentum: float | None, *, first: bool) -> str:
    why = (
        say("{filters} patterns of 3×3 pixels: edges and spots.", filters=filters)
        if first
        else say("{filters} patterns of the patterns before.", filters=filters)
    )
    conv = draft.add("Conv2D", source, filters=filters, kernel_size=[3, 3], padding="same", activation="relu", note=why)
    steady = say("Keeps the numbers in a steady range, so that it learns faster.") if first else ""
    norm = draft.add("BatchNormalization", conv, momentum=momentum, note=steady)
    half = say("Keeps the strongest of each 2×2, so that the next layer sees twice as far.") if first else ""
    return draft.add("MaxPooling2D", norm, pool_size=[2, 2], note=half)


def _blocks(side: int) -> int:
    """How often a picture is halved: until about 4 pixels are left."""
    blocks = 0
    while side >= 8 and blocks < 4:
        side, blocks = side // 2, blocks + 1
    return max(1, blocks)


def _momentum(samples: int) -> float | None:
    """How slowly batch normalisation forgets: with few steps an epoch, Keras's 0.99 lags far behind what is learnt."""
    return 0.9 if samples < 5000 else None


def _training(schema: Schema) -> Training:
    epochs = max(5, min(40, 24_000 // max(schema.samples, 1)))
    batch = 16 if schema.samples < 1000 else 32
    return Training(epochs=epochs, batch_size=batch, patience=max(5, epochs // 3))
