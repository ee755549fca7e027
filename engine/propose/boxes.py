"""A small convolutional network that finds things in pictures."""

from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, Training
from engine.plan.targets import suited
from engine.propose.draft import Draft
from engine.said import say

_FEW = 5000
_FILTERS = 16
_LEAST_SIDE = 16


def for_boxes(schema: Schema, data: Data) -> Document:
    """Return a network that answers the boxes of an applied schema from its first picture.

    Measured on blood-cells-voc (106 pictures learn): a grid of 15 × 20 places was better than one of 30 × 40, in half
    the time.
    """
    draft = Draft()
    image = next(feature for feature in schema.inputs() if feature.type == "image")
    targets = [feature for feature in schema.targets() if feature.type == "boxes"]
    height, width = image.shape[:2]
    why = say(
        "{height}×{width} pixels; pictures of other sizes are resized to this first, boxes too.",
        height=height,
        width=width,
    )
    last = _varied(draft, schema, draft.input((image,), note=why))
    halvings, filters = _halvings(image, targets[0]), _FILTERS
    for place in range(halvings):
        last = _block(draft, last, filters, schema, first=place == 0)
        last = draft.add("MaxPooling2D", last, pool_size=[2, 2], note=_halved(place, halvings, image))
        filters = min(64, filters * 2)
    around = say("Looks at what lies around each place: a box is larger than one place.")
    last = _block(draft, _block(draft, last, filters, schema, note=around), filters, schema)
    last = draft.add("Dropout", last, rate=0.2, note=say("Keeps it from relying on a single pattern."))
    for target in targets:
        fit = suited(target)
        why = say(
            "{units} numbers a place: how sure the middle of a box is there, its four sides, {classes} classes.",
            units=fit.units,
            classes=len(target.classes),
        )
        draft.ends(draft.add("Conv2D", last, filters=fit.units, kernel_size=[1, 1], note=why), [target])
    return draft.document(schema.title, data, _training(schema))


def _varied(draft: Draft, schema: Schema, source: str) -> str:
    """Add layers that vary the light of pictures, where there are few; what moves them would leave their boxes."""
    if schema.samples >= _FEW:
        return source
    why = say(
        "{samples} pictures are few; lighter and darker ones teach more. Turned ones would leave their boxes.",
        samples=schema.samples,
    )
    source = draft.add("RandomBrightness", source, factor=0.1, value_range=[0, 1], note=why)
    return draft.add("RandomContrast", source, factor=0.2, value_range=[0, 1])


def _block(draft: Draft, source: str, filters: int, schema: Schema, *, first: bool = False, note: str = "") -> str:
    why = say("{filters} patterns of 3×3 pixels: edges and spots.", filters=filters) if first else note
    conv = draft.add("Conv2D", source, filters=filters, kernel_size=[3, 3], padding="same", activation="relu", note=why)
    steady = say("Keeps the numbers in a steady range, so that it learns faster.") if first else ""
    # With few steps an epoch, Keras's 0.99 lags far behind what is learnt.
    return draft.add("BatchNormalization", conv, momentum=0.9 if schema.samples < _FEW else None, note=steady)


def _halved(place: int, halvings: int, image: Feature) -> str:
    if place < halvings - 1:
        return ""
    height, width = (side >> halvings for side in image.shape[:2])
    return say(
        "{height}×{width} places are left, each answers for the boxes whose middle lies in it.",
        height=height,
        width=width,
    )


def _halvings(image: Feature, boxes: Feature) -> int:
    """How often the picture is halved: so that a box of middle size has about three places, and some are left."""
    halvings, side, size = 0, min(image.shape[:2]), boxes.median or 0.0
    while halvings < 4 and side >= _LEAST_SIDE and (halvings < 2 or size >= 2.5 * (2 << halvings)):
        side, halvings = side // 2, halvings + 1
    return halvings


def _training(schema: Schema) -> Training:
    """Return small batches, as each picture has many boxes to learn from, and about 500 steps at least."""
    batch = 8 if schema.samples < 1000 else 16
    epochs = max(8, min(60, 500 * batch // max(1, schema.samples * 7 // 10)))
    return Training(epochs=epochs, batch_size=batch, patience=max(8, epochs // 3))
