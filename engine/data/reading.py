"""What an Input reads of a data set, and the shape that this gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.data import sounds
from engine.data.schema import Feature, Schema
from engine.data.sounds import SoundForm
from engine.data.types import TYPES
from engine.words import Json

Encoding: TypeAlias = Literal["one-hot", "index"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an Input node reads: names of features (none: all that are no target), and how categories are written.

    Sounds are read in `sound_form`, `sound_seconds` of each (`None`: as long as most are), in so many bands of pitch.
    """

    features: tuple[str, ...] = ()
    encoding: Encoding = "one-hot"
    sound_form: SoundForm = "mel"
    sound_seconds: float | None = None
    sound_bands: int = sounds.BANDS

    @staticmethod
    def of(params: Mapping[str, Json]) -> "Reading":
        """Return what an Input with such settings reads."""
        names = params.get("features")
        return Reading(
            features=tuple(map(str, names)) if isinstance(names, list | tuple) else (),
            encoding="index" if params.get("encoding") == "index" else "one-hot",
            sound_form=next((form for form in sounds.FORMS if form == params.get("sound_form")), "mel"),
            sound_seconds=_within(params.get("sound_seconds"), sounds.LONGEST),
            sound_bands=int(_within(params.get("sound_bands"), sounds.MOST_BANDS) or sounds.BANDS),
        )


def _within(value: Json, most: float) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 < value <= most else None


def input_axes(feature: Feature, reading: Reading) -> tuple[str, ...]:
    """Return the names of the axes of a feature that has an Input for itself."""
    named = TYPES[feature.type].named
    return named(reading) if named else feature.axes


def input_shape(schema: Schema, reading: Reading = Reading()) -> tuple[int | None, ...] | None:
    """Return the shape, without batch, of an Input that reads so.

    One picture or sequence has its own shape; columns of a table make one vector. `None` where there is nothing to
    read, or what has a shape of its own is mixed with others.
    """
    features = schema.inputs(reading.features)
    shapes = [TYPES[feature.type].shape(feature, reading) for feature in features]
    if len(features) == 1:
        return shapes[0]
    if not features or any(feature.shape for feature in features):
        return None
    return (sum(shape[0] or 0 for shape in shapes),)
