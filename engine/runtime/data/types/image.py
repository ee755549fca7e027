"""Pictures: brought to one size, from 0 to 1."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.taken import Pixels, Taken
from engine.data.types import FeatureType
from engine.runtime.data.picture_form import FORM, PictureForm
from engine.runtime.data.pixels import resizing, whole
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.shading import Range, data_address
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_MOST_BYTES = 30_000_000
_SIXTEEN = 16.0  # scikit-learn's digits go from 0 to 16


@dataclass(frozen=True, kw_only=True)
class ImageField(Field):
    """A picture of such `pixels`. `size` is what it is resized to (height, width).

    `brightest` is the pixel value that becomes 1; where there is a `range`, its values become 0 and 1, for each channel
    or for all. `planes`: of pictures with several channels or slices, what of them is taken.
    """

    type: ClassVar[FeatureType] = "image"

    brightest: float = 255.0
    size: tuple[int, int] | None = None
    pixels: Pixels = "uint8"
    range: Range = ()
    planes: JsonObject | None = None

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with what its data set has chosen."""
        return cls(
            name=feature.name,
            key=key,
            shape=feature.shape,
            brightest=brightest(feature),
            size=schema.size,
            pixels=feature.pixels,
            range=feature.range,
            planes=Taken.of(schema.read).to_json() if schema.read.get("form") == FORM else None,
        )

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote."""
        known = tuple((float(low), float(high)) for low, high in value.get("range", ()))
        return replace(super().from_json({**value, "range": ()}), range=known)

    def input(self) -> Tensor:
        """Return an input of pixels; of any height and width where pictures are resized."""
        fixed = self.shape if self.size is None else (None, None, self.shape[-1])
        return keras.Input(fixed, dtype=self.pixels, name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the picture, resized and scaled."""
        sized = ops.cast(raw, "float32")
        if self.size:
            sized = resizing(self.size, f"resize_{self.key}_")(sized)
        if not self.range:
            return layers.Rescaling(1 / self.brightest, name=f"scale_{self.key}_")(sized)
        lows, spans = [low for low, _high in self.range], [1 / (high - low) for low, high in self.range]
        # One after the other: where the range is narrow, their product would lose digits.
        shifted = layers.Rescaling(1.0, offset=_plain([-low for low in lows]), name=f"shift_{self.key}_")(sized)
        scaled = layers.Rescaling(_plain(spans), name=f"scale_{self.key}_")(shifted)
        return layers.ReLU(max_value=1.0, name=f"clip_{self.key}_")(scaled)

    def given(self, value: Json) -> Array:
        """Return a picture from a file as base64 or a `data:` address, or from rows of pixel values."""
        if isinstance(value, str):
            pixels = self.form_of_files().decoded(self._bytes(value))
            return (pixels if self.size else self._scaled(self._fitted(pixels)))[np.newaxis]
        if isinstance(value, list):
            return self._rows(value)[np.newaxis]
        raise Refusal(say("“{field}” is a picture; draw one or upload a PNG or JPEG.", field=self.name))

    @property
    def files(self) -> str:
        """Return the files that TensorFlow decodes; of several channels, or numbers that are no whole ones, none."""
        if self.planes is not None or self.shape[-1] not in (1, 3) or self.pixels == "float32":
            return ""
        return (
            "a PNG, JPEG, GIF (its first picture), WebP or 24-bit BMP file of any size. A photograph that its camera "
            "says to turn (EXIF) must be saved upright first, and a TIFF as PNG: TensorFlow does neither"
        )

    def of_files(self) -> Self:
        """Return the field for pictures that were resized already, not rounded to whole numbers."""
        return replace(self, size=None, pixels="float32", shape=(*self.size, self.shape[-1])) if self.size else self

    def from_file(self, content: Tensor) -> Tensor:
        """Return the picture `(height, width, channels)` of a file, resized."""
        from engine.runtime.data.in_graph import decoded, grey

        found = decoded(content, self.pixels)
        wide = ops.cast(grey(found) if self.shape[-1] == 1 else found, "float32")
        height, width = self.size or (self.shape[0], self.shape[1])
        sized = resizing((height, width))(wide)
        if self.size:
            return sized
        return ops.cast(ops.clip(ops.round(sized * (self.brightest / 255)), 0, self.brightest), self.pixels)

    def as_file(self, value: Array) -> bytes:
        """Return a picture as a PNG, of 16 bits where it has them."""
        import tensorflow as tf

        bright = value if self.size else np.round(value * (255 / self.brightest)).astype(self.pixels)
        return bytes(tf.io.encode_png(bright).numpy())

    def form_of_files(self) -> PictureForm:
        """Return the form to which files are brought before they are resized."""
        planes = Taken.of(self.planes) if self.planes is not None else None
        return PictureForm(channels=self.shape[-1], pixels=self.pixels, planes=planes)

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
        return whole(pixels, self.pixels)

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the picture as a `data:` address."""
        return data_address(value, seen(feature))


def brightest(feature: Feature) -> float:
    """Return the pixel value that is white, where the feature has no range."""
    return _SIXTEEN if feature.max == _SIXTEEN and feature.pixels == "uint8" else 255.0


def seen(feature: Feature) -> Range:
    """Return which pixel values are black and white."""
    return feature.range or ((0.0, brightest(feature)),)


def _plain(values: list[float]) -> float | list[float]:
    return values[0] if len(values) == 1 else values
