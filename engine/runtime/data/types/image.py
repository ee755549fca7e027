"""Pictures: brought to one size, from 0 to 1."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.pictures import data_address, decode
from engine.runtime.data.pixels import resizing
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, Refusal

_MOST_BYTES = 30_000_000
_SIXTEEN = 16.0  # scikit-learn's digits go from 0 to 16


@dataclass(frozen=True, kw_only=True)
class ImageField(Field):
    """A picture. `brightest` is the pixel value that becomes 1; `size` what it is resized to (height, width)."""

    type: ClassVar[FeatureType] = "image"

    brightest: float = 255.0
    size: tuple[int, int] | None = None

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with the size that its data set has chosen."""
        return cls(name=feature.name, key=key, shape=feature.shape, brightest=brightest(feature), size=schema.size)

    def input(self) -> Tensor:
        """Return an input of pixels; of any height and width where pictures are resized."""
        fixed = self.shape if self.size is None else (None, None, self.shape[-1])
        return keras.Input(fixed, dtype="uint8", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the picture, resized and scaled."""
        sized = resizing(self.size, f"resize_{self.key}_")(ops.cast(raw, "float32")) if self.size else raw
        return layers.Rescaling(1 / self.brightest, name=f"scale_{self.key}_")(sized)

    def given(self, value: Json) -> Array:
        """Return a picture from a PNG or JPEG as base64 or a `data:` address, or from rows of pixel values."""
        if isinstance(value, str):
            pixels = decode(self._bytes(value), self.shape[-1])
            return (pixels if self.size else self._scaled(self._fitted(pixels)))[np.newaxis]
        if isinstance(value, list):
            return self._rows(value)[np.newaxis]
        raise Refusal(say("“{field}” is a picture; draw one or upload a PNG or JPEG.", field=self.name))

    def _bytes(self, text: str) -> bytes:
        if len(text) > _MOST_BYTES:
            raise Refusal(say("The picture for “{field}” is larger than 20 MB; take a smaller one.", field=self.name))
        try:
            return base64.b64decode(text.rpartition(",")[2], validate=True)
        except (binascii.Error, ValueError) as fault:
            raise Refusal(say("“{field}” is a picture; what came is none.", field=self.name)) from fault

    def _fitted(self, pixels: Array) -> Array:
        """Return a picture in the fixed size of a built-in set."""
        height, width = self.shape[:2]
        if pixels.shape[:2] == (height, width):
            return pixels
        resized = resizing((height, width))(pixels[np.newaxis].astype(np.float32))
        return np.asarray(ops.convert_to_numpy(resized)[0])

    def _scaled(self, pixels: Array) -> Array:
        return np.asarray(np.clip(np.round(pixels * (self.brightest / 255)), 0, self.brightest), dtype=np.uint8)

    def _rows(self, value: list[Json]) -> Array:
        pixels = self.numbers(value)
        if pixels.ndim == 2:
            pixels = pixels[..., np.newaxis]
        any_size = pixels.ndim == 3 and pixels.shape[-1] == self.shape[-1]
        if not (any_size if self.size else pixels.shape == self.shape):
            raise Refusal(
                say(
                    "“{field}” has the shape {shape}; what came has {shape_2}.",
                    field=self.name,
                    shape=str(self.shape),
                    shape_2=str(pixels.shape),
                )
            )
        return np.asarray(np.clip(np.round(pixels), 0, 255), dtype=np.uint8)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the picture as a `data:` address."""
        return data_address(value, brightest(feature))


def brightest(feature: Feature) -> float:
    """Return the pixel value that is white."""
    return _SIXTEEN if feature.max == _SIXTEEN else 255.0
