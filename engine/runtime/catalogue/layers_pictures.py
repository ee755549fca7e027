"""Layers that bring pictures to one size or even out their light."""

from engine.catalog.entries import InputPort
from engine.runtime.catalogue.overlay import Overlay, Setting, floats

_PICTURE = floats(32, 32, 3)
_TAKES = (InputPort(name="inputs", rank=(4, 4)),)
_FINE = Setting(
    type="choice",
    label="Interpolation",
    help="How new pixels are found between the old ones.",
    choices=("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"),
)
_FILL = Setting(type="choice", label="Fill mode", help="What fills the edges that are added.", choices=("constant",))
PICTURES = (
    Overlay(
        kind="Resizing",
        sentence="Brings pictures of any size to one size.",
        purpose="brings pictures to one size",
        search=("scale", "size", "shrink", "enlarge"),
        summary=("{height} × {width}",),
        example=_PICTURE,
        inputs=_TAKES,
        initial={"height": 64, "width": 64},
        settings={"interpolation": _FINE, "fill_mode": _FILL},
    ),
    Overlay(
        kind="CenterCrop",
        sentence="Cuts out the middle of a picture.",
        purpose="cuts out the middle",
        search=("crop", "cut"),
        summary=("{height} × {width}",),
        example=_PICTURE,
        inputs=_TAKES,
        initial={"height": 24, "width": 24},
    ),
    Overlay(
        kind="AutoContrast",
        sentence="Stretches each picture so that it reaches from black to white.",
        purpose="stretches contrast to the full",
        search=("brightness", "contrast"),
        example=_PICTURE,
        inputs=_TAKES,
    ),
    Overlay(
        kind="ContrastLimitedAdaptiveHistogramEqualization",
        title="CLAHE",
        sentence="Evens out the brightness of each part of a picture by itself, without overdoing it.",
        purpose="evens out brightness part by part",
        search=("histogram", "contrast", "clahe", "x-ray", "equalization"),
        example=_PICTURE,
        inputs=_TAKES,
    ),
)
