"""A network that has seen other pictures before, for those who have few of their own."""

from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.propose.images import varied
from engine.said import say

KIND = "MobileNetV2"
"""Small enough for a processor without a GPU, and its weights for a slow line: 9 MB."""

_FEW = 2_000
_LEAST = 32
_LEAST_SIDE = 96


def helps(schema: Schema) -> bool:
    """Whether an applied schema has so few pictures that weights learned on others are worth their download."""
    targets = schema.targets()
    # What is answered place by place needs the places that such a network gives up.
    plain = bool(targets) and all(target.type in {"category", "number"} for target in targets)
    return plain and schema.samples < _FEW and any(map(_suits, schema.inputs()))


def for_few_pictures(schema: Schema, data: Data) -> Document:
    """Return a network for the first image of an applied schema that `helps`, whose first part keeps its weights."""
    draft = Draft()
    image = next(filter(_suits, schema.inputs()))
    height, width, channels = image.shape
    last = draft.input((image,), note=say("{height}×{width} pixels, scaled to 0…1.", height=height, width=width))
    last = varied(draft, schema, image, last)
    if min(height, width) < _LEAST_SIDE:
        why = say("It has seen larger pictures than these: in smaller ones it finds less.")
        last = draft.add("Resizing", last, height=_LEAST_SIDE, width=_LEAST_SIDE, note=why)
    if channels == 1:
        last = draft.add("Concatenate", last, last, last, note=say("Grey three times: it was trained with colours."))
    why = say("Was trained with a million photographs of all kinds. What it sees in yours it need not learn any more.")
    last = draft.add(KIND, last, weights="imagenet", include_top=False, pooling="avg", note=why)
    last = draft.add("Dropout", last, rate=0.3, note=say("Keeps it from relying on a single pattern."))
    draft.outputs(last, schema.targets())
    return draft.document(schema.title, data, Training(epochs=20, batch_size=16, patience=5))


def _suits(feature: Feature) -> bool:
    """Whether a feature is pictures of a size in which there is something to recognise, in grey or in colours."""
    return feature.type == "image" and min(feature.shape[:2]) >= _LEAST and feature.shape[-1] in (1, 3)
