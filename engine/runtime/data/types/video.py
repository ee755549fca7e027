"""Clips: so many frames of one size, from 0 to 1."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any, ClassVar

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.runtime.data.archive import Damaged
from engine.runtime.data.clips import ClipForm, is_gif, strip
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.shading import data_address
from engine.runtime.data.types.field import Field
from engine.said import say
from engine.words import Json, Refusal

_MOST_BYTES = 30_000_000
_WHITE = 255.0


@dataclass(frozen=True, kw_only=True)
class VideoField(Field):
    """A clip `(frame, height, width, channel)` of uint8."""

    type: ClassVar[FeatureType] = "video"

    def input(self) -> Tensor:
        """Return an input of pixels, `(batch, frame, height, width, channel)`."""
        return keras.Input(self.shape, dtype="uint8", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the clip, scaled."""
        return layers.Rescaling(1 / _WHITE, name=f"scale_{self.key}_")(ops.cast(raw, "float32"))

    def given(self, value: Json) -> Array:
        """Return a clip from a GIF, or a ZIP of frames, as base64 or a `data:` address, or from pixel values."""
        if isinstance(value, list):
            pixels = self.numbers(value)
            if pixels.shape != self.shape:
                raise Refusal(
                    say(
                        "“{field}” has the shape {shape}; what came has {shape_2}.",
                        field=self.name,
                        shape=str(self.shape),
                        shape_2=str(pixels.shape),
                    )
                )
            return np.asarray(pixels.round().clip(0, _WHITE), dtype=np.uint8)[np.newaxis]
        if not isinstance(value, str) or len(value) > _MOST_BYTES:
            raise self._none("")
        try:
            content = base64.b64decode(value.rpartition(",")[2], validate=True)
            return (self._form().of_gif if is_gif(content) else self._form().of_zip)(content)[np.newaxis]
        except (binascii.Error, Damaged) as fault:
            raise self._none(str(fault) if isinstance(fault, Damaged) else "") from fault

    def _form(self) -> ClipForm:
        frames, height, width, channels = self.shape
        return ClipForm(frames=frames, size=(height, width), channels=channels)

    def _none(self, why: str) -> Refusal:
        return Refusal(
            say(
                "“{field}” is a clip; bring a GIF, or a ZIP of its frames, of 20 MB at most. {why}",
                field=self.name,
                why=why,
            )
        )

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return some of its frames beside each other, a `data:` address."""
        return {"strip": data_address(strip(np.asarray(value)))}
