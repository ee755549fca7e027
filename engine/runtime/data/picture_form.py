"""The one form that all pictures of a data set are brought to before they are resized."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.taken import PIXELS, Pixels, Taken
from engine.runtime.data.pictures import Header, pixels
from engine.runtime.data.raw import Array
from engine.runtime.data.tiff.stack import too_few
from engine.words import Json, JsonObject

FORM = "planes"
_WIDER = 257  # from 8 bits to 16, so that white stays white
_GREY = np.array([19595, 38470, 7471], dtype=np.int64)
_HALF = 1 << 15
_FEW_SLICES = 4


@dataclass(frozen=True, kw_only=True)
class PictureForm:
    """Pictures of `channels` channels and such `pixels`.

    `planes`: of each is taken what a person chose; it has the channels that it has. Otherwise pictures are grey (1) or
    in colours (3), and each is made so.
    """

    channels: int
    pixels: Pixels = "uint8"
    planes: Taken | None = None

    @staticmethod
    def of(headers: Sequence[Header], wanted: Mapping[str, Json]) -> "PictureForm":
        """Return the form for pictures with such headers, of which a person wants something to be taken."""
        widest: Pixels = max((header.pixels for header in headers), key=PIXELS.index, default="uint8")
        plain = [header.channels for header in headers if header.is_plain]
        # A few odd ones do not turn all others into something else.
        if 2 * len(plain) > len(headers) or not headers:
            return PictureForm(channels=max(plain, default=1), pixels=widest)
        usual = _usual(headers)
        taken = Taken.of({"stack": _proposed(usual), **wanted})
        known = tuple(each for each in taken.channels if each < usual.channels)
        taken = Taken(channels=known or tuple(range(usual.channels)), stack=taken.stack, slice=taken.slice)
        slices = usual.slices if taken.stack == "channels" else 1
        return PictureForm(channels=len(taken.channels) * slices, pixels=widest, planes=taken)

    def decoded(self, content: bytes) -> Array:
        """Return the pixels `(height, width, channels)` of a picture; raises `Damaged` where they cannot be had."""
        values = pixels(content, self.planes or Taken())
        # In this order an exported model does it too, and grey is rounded in between.
        values = self._wide(values)
        if self.planes is None:
            return self._coloured(values)
        if values.shape[-1] != self.channels:
            raise too_few(values.shape[-1], self.channels)
        return values

    def _coloured(self, values: Array) -> Array:
        if values.shape[-1] == self.channels:
            return values
        if values.shape[-1] not in (1, 3):
            raise too_few(values.shape[-1], self.channels)
        return np.repeat(values, 3, axis=-1) if self.channels == 3 else _grey(values)

    def _wide(self, values: Array) -> Array:
        if values.dtype == self.pixels:
            return values
        if self.pixels == "uint16":
            narrow = values if values.dtype == np.uint8 else values.clip(0, 65535)
            return narrow.astype(np.uint16) * np.uint16(_WIDER if values.dtype == np.uint8 else 1)
        if self.pixels == "uint8" and values.dtype == np.uint16:
            return (values >> 8).astype(np.uint8)
        return values.astype(self.pixels) if self.pixels == "float32" else values.clip(0, 255).astype(np.uint8)


def said(form: PictureForm, headers: Sequence[Header]) -> JsonObject:
    """Return what a schema says of what was taken of pictures, and of what there is to take."""
    if form.planes is None:
        return {}
    usual = _usual(headers)
    has: JsonObject = {"channels": usual.channels, "slices": usual.slices, "names": list(usual.names)}
    return {"form": FORM, "has": has, **form.planes.to_json()}


def _usual(headers: Sequence[Header]) -> Header:
    """Return the header of a picture that has as many channels as most, and of these the most frequent slices."""
    counted = Counter((header.channels, header.slices) for header in headers if not header.is_plain)
    (channels, slices), _times = counted.most_common(1)[0]
    return next(each for each in headers if (each.channels, each.slices) == (channels, slices))


def _proposed(usual: Header) -> str:
    """Return what becomes of slices unless somebody says it: a few pages of which a file says nothing are channels."""
    few = 1 < usual.slices <= _FEW_SLICES and usual.channels == 1
    return "channels" if few and not usual.told else "max"


def _grey(values: Array) -> Array:
    if values.dtype.kind == "f":
        return (values @ (_GREY / (1 << 16)).astype(np.float32))[..., np.newaxis]
    return np.asarray(((values.astype(np.int64) @ _GREY + _HALF) >> 16).astype(values.dtype))[..., np.newaxis]
