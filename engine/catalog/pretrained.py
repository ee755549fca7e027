"""Networks of `keras.applications` as layers: how pictures are brought to what each was trained with, in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Scale = float | list[float]

_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
_MIDDLE = (103.939, 116.779, 123.68)


@dataclass(frozen=True, kw_only=True)
class Pixels:
    """What becomes of a colour from 0 to 1: `scale * colour + offset`, of each channel; blue first where `flip`."""

    scale: Scale
    offset: Scale
    flip: bool = False


PIXELS: Mapping[str, Pixels] = MappingProxyType(
    {
        "bytes": Pixels(scale=255.0, offset=0.0),
        "signed": Pixels(scale=2.0, offset=-1.0),
        "normal": Pixels(
            scale=[1 / spread for spread in _SPREAD],
            offset=[-mean / spread for mean, spread in zip(_MEAN, _SPREAD, strict=True)],
        ),
        "centred": Pixels(scale=255.0, offset=[-middle for middle in _MIDDLE], flip=True),
    }
)
"""The ways in which networks were trained: with 0 to 255, −1 to 1, by mean and spread, or 0 to 255 less the mean."""

ONE_SIZE = frozenset({"NASNetLarge", "NASNetMobile"})
"""Networks whose branches meet only where their size was known when they were made."""

AS_THEY_COME = Pixels(scale=1.0, offset=0.0)

FUNCTION = '''
def pretrained(network, name, scale=1.0, offset=0.0, flip=False, trainable_from=None):
    """Give a network pictures from 0 to 1 as it was trained with; its layers before a number learn no more."""
    for layer in network.layers[:trainable_from]:
        layer.trainable = False
    pictures = keras.Input(network.input_shape[1:], name="pictures")
    pixels = keras.ops.flip(pictures, axis=-1) if flip else pictures
    pixels = keras.layers.Rescaling(scale, offset, name="pixels")(pixels)
    return keras.Model(pictures, network(pixels), name=name)
'''
"""What a program with such a network needs; `engine.runtime.catalogue.pretrained` does the same."""


def arguments(params: Mapping[str, object], pixels: str) -> dict[str, object]:
    """What `pretrained` is called with besides the network and its name; only what is not its default."""
    form = PIXELS[pixels] if params.get("prepare", True) else AS_THEY_COME
    said = {"scale": form.scale, "offset": form.offset, "flip": form.flip, "trainable_from": params["trainable_from"]}
    usual = {"scale": 1.0, "offset": 0.0, "flip": False, "trainable_from": None}
    return {name: value for name, value in said.items() if value != usual[name]}


def network_arguments(params: Mapping[str, object], kind: str, side: int) -> dict[str, object]:
    """What the function of `keras.applications` is called with, but for the weights."""
    usual = {"include_top": True, "pooling": None, "classes": 1000}
    said = {name: params[name] for name in usual if params[name] != usual[name]}
    return {**said, "input_shape": (side, side, 3)} if kind in ONE_SIZE else said
