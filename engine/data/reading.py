"""What an Input reads of a data set, and the shape that this gives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from engine.data import sounds
from engine.data.schema import Feature, Schema
from engine.data.sounds import SoundForm
from engine.data.texts import FORMS, TextForm
from engine.data.types import TYPES
from engine.words import Json

Encoding: TypeAlias = Literal["one-hot", "index"]
Scale: TypeAlias = Literal["normalized", "own"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an Input node reads: names of features (none: all that are no target), and in which form.

    Sounds are read in `sound_form`, `sound_seconds` of each (`None`: as long as most are), in so many bands of pitch.

    Of texts: `text_form`, how many different words or letters are known (`text_words`), after how many of them a text
    is cut (`text_length`), and whether they are lower-cased and stripped of punctuation (`text_tidy`). What is `None`
    the data say: `settled`. With `text_shifted` it is a target that is read, as far as it is written at each place.
    Of a series the last `series_steps` steps (none said: all that there are), normalized or in their own units.
    """

    features: tuple[str, ...] = ()
    encoding: Encoding = "one-hot"
    sound_form: SoundForm = "mel"
    sound_seconds: float | None = None
    sound_bands: int = sounds.BANDS
    text_form: TextForm | None = None
    text_words: int | None = None
    text_length: int | None = None
    text_tidy: bool = True
    text_shifted: bool = False
    series_steps: int | None = None
    series_scale: Scale = "normalized"

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
            text_form=_form(params, shifted=params.get("text_shifted") is True),
            text_words=_whole(params.get("text_words")),
            text_length=_whole(params.get("text_length")),
            text_tidy=params.get("text_tidy") is not False,
            text_shifted=params.get("text_shifted") is True,
            series_steps=steps if isinstance(steps := params.get("series_steps"), int) else None,
            series_scale="own" if params.get("series_scale") == "own" else "normalized",
        )

    def read_of(self, schema: Schema) -> tuple[Feature, ...]:
        """Return the features of an applied schema that are read; a target only as a text that is being written."""
        if self.text_shifted:
            texts = {feature.name: feature for feature in schema.targets() if feature.type == "text"}
            return tuple(texts[name] for name in self.features if name in texts)
        return schema.inputs(self.features)

    def settled(self, schema: Schema) -> "Reading":
        """Return the reading with the names of what it reads of an applied schema, and with what the data say."""
        features = self.read_of(schema)
        whole = replace(self, features=tuple(feature.name for feature in features))
        for feature in features:
            whole = TYPES[feature.type].settled(feature, whole, only=len(features) == 1)
        return whole


def _form(params: Mapping[str, Json], *, shifted: bool) -> TextForm | None:
    # What is written one place after the other has an order, which a bag has not.
    return next((form for form in FORMS if form == params.get("text_form") and not (shifted and form == "bag")), None)


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _within(value: Json, most: float) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 < value <= most else None


def input_axes(feature: Feature, reading: Reading) -> tuple[str, ...]:
    """Return the names of the axes of a feature that has an Input for itself."""
    named = TYPES[feature.type].named
    return named(reading) if named else feature.axes


def input_shape(schema: Schema, reading: Reading = Reading()) -> tuple[int | None, ...] | None:
    """Return the shape, without batch, of an Input that reads so.

    One picture or sequence has its own shape; columns of a table make one vector, several series one of wider steps.
    `None` where there is nothing to read, or what has a shape of its own is mixed with others.
    """
    features, whole = reading.read_of(schema), reading.settled(schema)
    shapes = [TYPES[feature.type].shape(feature, whole) for feature in features]
    if len(features) == 1:
        return shapes[0]
    if features and all(feature.type == "series" for feature in features):
        return (shapes[0][0], sum(shape[-1] or 0 for shape in shapes))
    if not features or any(TYPES[feature.type].alone(feature, whole) for feature in features):
        return None
    return (sum(shape[0] or 0 for shape in shapes),)
