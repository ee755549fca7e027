"""What the rules about boxes in pictures look for."""

from collections.abc import Iterator
from itertools import pairwise

from engine.data.insight.rule import Noted
from engine.data.schema import Feature, Schema
from engine.document.model import Data

SMALL_PX = 8
MANY_SMALL = 0.1
FEWEST = 20
_MOST_NAMED = 3


def tiny(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find boxes of which many are a few pixels wide in the size that the network reads."""
    for boxes in _boxes(schema):
        share = _below(boxes, SMALL_PX)
        if share >= MANY_SMALL and schema.size:
            height, width = schema.size
            figures = {"share": round(100 * share), "side": SMALL_PX, "width": width, "height": height}
            yield Noted(figures=figures)


def rare(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find classes of which hardly any box is there."""
    for boxes in _boxes(schema):
        few = [name for name, count in zip(boxes.classes, boxes.counts, strict=True) if count < FEWEST]
        if few:
            shown = ", ".join(f"“{name}”" for name in few[:_MOST_NAMED]) + (" …" if len(few) > _MOST_NAMED else "")
            yield Noted(figures={"names": shown, "fewest": FEWEST})


def _boxes(schema: Schema) -> list[Feature]:
    return [target for target in schema.targets() if target.type == "boxes"]


def _below(boxes: Feature, side: float) -> float:
    """Return which share of boxes is smaller than a side, as the histogram tells it."""
    if boxes.histogram is None:
        return 0.0
    bins = zip(pairwise(boxes.histogram.edges), boxes.histogram.counts, strict=True)
    # Where all boxes are alike, a bin has no width.
    small = sum(count for (low, high), count in bins if (low + high) / 2 < side)
    return small / max(1, sum(boxes.histogram.counts))
