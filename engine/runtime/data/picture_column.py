"""The column of pictures of a data set: what it says of their range, and of what was taken of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.data.schema import Feature
from engine.runtime.data.describe import describe
from engine.runtime.data.picture_form import PictureForm, said
from engine.runtime.data.pictures import Header
from engine.runtime.data.raw import Array
from engine.runtime.data.shading import USUAL, ranged
from engine.words import Json, JsonObject

_HIGHEST = 100.0


def reading_of(form: PictureForm, headers: Sequence[Header], wanted: Mapping[str, Json]) -> JsonObject:
    """Return how pictures were read, as a schema says it: what was taken, and the percentiles of their range."""
    percentiles = between(form, wanted)
    return {**said(form, headers), **({"percentiles": list(percentiles)} if percentiles else {})}


def between(form: PictureForm, wanted: Mapping[str, Json]) -> tuple[float, float] | None:
    """Return the percentiles of the range of pictures: the wanted ones, or the usual ones of more than 8 bits."""
    return _percentiles(wanted.get("percentiles")) or (None if form.pixels == "uint8" else USUAL)


def picture_column(name: str, values: Array, form: PictureForm, read: Mapping[str, Json]) -> Feature:
    """Return the feature of a column of pictures, with the range between the percentiles of `read`."""
    feature = replace(describe(name, values), pixels=form.pixels)
    percentiles = _percentiles(read.get("percentiles"))
    if percentiles is None:
        return feature
    return replace(feature, range=ranged(values, percentiles, each=form.planes is not None))


def _percentiles(value: Json) -> tuple[float, float] | None:
    match value:
        case [int() | float() as low, int() | float() as high] if 0 <= low < high <= _HIGHEST:
            return float(low), float(high)
    return None
