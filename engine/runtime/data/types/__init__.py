"""What is done with the values of each type of column that a network can read: one class for each, in this table."""

from collections.abc import Mapping

from engine.data.types import FeatureType
from engine.runtime.data.types.array import ArrayField
from engine.runtime.data.types.boxes import BoxesField
from engine.runtime.data.types.category import CategoryField
from engine.runtime.data.types.date import DateField
from engine.runtime.data.types.field import Field
from engine.runtime.data.types.forecast import ForecastField
from engine.runtime.data.types.image import ImageField
from engine.runtime.data.types.labels import LabelsField
from engine.runtime.data.types.mask import MaskField
from engine.runtime.data.types.number import NumberField
from engine.runtime.data.types.sequence import SequenceField
from engine.runtime.data.types.series import SeriesField
from engine.runtime.data.types.sound import SoundField
from engine.runtime.data.types.text import TextField
from engine.runtime.data.types.token import TokenField
from engine.runtime.data.types.video import VideoField

__all__ = [
    "FIELDS",
    "ArrayField",
    "BoxesField",
    "CategoryField",
    "DateField",
    "Field",
    "ForecastField",
    "ImageField",
    "LabelsField",
    "MaskField",
    "NumberField",
    "SequenceField",
    "SeriesField",
    "SoundField",
    "TextField",
    "TokenField",
    "VideoField",
]

FIELDS: Mapping[FeatureType, type[Field]] = {
    each.type: each
    for each in (
        NumberField,
        CategoryField,
        ImageField,
        SequenceField,
        DateField,
        SoundField,
        SeriesField,
        ForecastField,
        ArrayField,
        TextField,
        TokenField,
        MaskField,
        BoxesField,
        LabelsField,
        VideoField,
    )
}
