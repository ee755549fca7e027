"""Small networks for clips: patterns in space and time for tiny ones, else what each frame shows, read in its order."""

import math

from engine.data.schema import Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.said import say
from engine.words import Json

_TINY_SIDE, _TINY_FRAMES = 40, 24
_FIRST, _READ_SIDE = 16, 24


def for_videos(schema: Schema, data: Data) -> Document:
    """Return a network for the first clip of an applied schema."""
    draft = Draft()
    video = next(feature for feature in schema.inputs() if feature.type == "video")
    frames, height, width, _channels = video.shape
    why = say("{frames} frames of {height}×{width} pixels, scaled to 0…1.", frames=frames, height=height, width=width)
    read = draft.input((video,), note=why)
    is_tiny = max(height, width) <= _TINY_SIDE and frames <= _TINY_FRAMES
    last = _patterns(draft, read, frames, min(height, width)) if is_tiny else _in_order(draft, read, min(height, width))
    last = draft.add("Dropout", last, rate=0.3, note=say("Keeps it from relying on a single pattern."))
    draft.outputs(last, schema.targets())
    return draft.document(schema.title, data, _training(schema))


def _patterns(draft: Draft, source: str, frames: int, side: int) -> str:
    """Add patterns of some frames at once: with few pixels they see what moves where, and have little to learn."""
    blocks = max(1, min(3, int(math.log2(side)) - 2))
    for place in range(blocks):
        filters = 16 << place
        why = (
            say("{filters} patterns of 3 frames of 3×3 pixels: edges that move.", filters=filters) if not place else ""
        )
        source = draft.add(
            "Conv3D", source, filters=filters, kernel_size=[3, 3, 3], padding="same", activation="relu", note=why
        )
        steady = say("Keeps the numbers in a steady range, so that it learns faster.") if not place else ""
        source = draft.add("BatchNormalization", source, momentum=0.9, note=steady)
        shorter = 2 if frames >= 4 and place else 1
        frames //= shorter
        half = say("Halves height and width; all frames stay, for the motion is between them.") if not place else ""
        source = draft.add("MaxPooling3D", source, pool_size=[shorter, 2, 2], note=half)
    why = say("Averages each pattern over all places and times: where and when it moved no longer matters.")
    return draft.add("GlobalAveragePooling3D", source, note=why)


def _in_order(draft: Draft, source: str, side: int) -> str:
    """Add what looks at each frame by itself, and then reads what it saw in the order of time.

    Measured: a GRU of whole frames needs far more clips to see motion, which a ConvLSTM finds at every place alike.
    """
    filters = _FIRST
    while side > _READ_SIDE or filters == _FIRST:
        conv: Json = {
            "kind": "Conv2D",
            "params": {"filters": filters, "kernel_size": [3, 3], "padding": "same", "activation": "relu"},
        }
        why = say("The same {filters} patterns of 3×3 pixels are looked for in every frame.", filters=filters)
        source = draft.add("TimeDistributed", source, layer=conv, note=why if filters == _FIRST else "")
        steady = say("Keeps the numbers in a steady range, so that it learns faster.") if filters == _FIRST else ""
        source = draft.add("BatchNormalization", source, momentum=0.9, note=steady)
        pool: Json = {"kind": "MaxPooling2D", "params": {"pool_size": [2, 2]}}
        half = say("Keeps the strongest of each 2×2, so that the next layer sees twice as far.")
        source = draft.add("TimeDistributed", source, layer=pool, note=half if filters == _FIRST else "")
        side, filters = side // 2, min(64, 2 * filters)
    why = say(
        "Reads the frames in their order and remembers at each place what changed: a single frame cannot tell that."
    )
    source = draft.add("ConvLSTM2D", source, filters=32, kernel_size=[3, 3], padding="same", note=why)
    why = say("Averages what was remembered over all places: where it moved no longer matters.")
    return draft.add("GlobalAveragePooling2D", source, note=why)


def _training(schema: Schema) -> Training:
    epochs = max(8, min(40, 6_000 // max(schema.samples, 1)))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.002}}
    return Training(epochs=epochs, batch_size=16, patience=max(5, epochs // 3), optimizer=optimizer)
