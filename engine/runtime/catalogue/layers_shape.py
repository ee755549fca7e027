"""Layers that join tensors or bring them into another shape."""

from engine.catalog.entries import InputPort
from engine.runtime.catalogue.overlay import Overlay, Setting, floats

_NUMBERS, _SERIES, _PICTURE, _VOLUME = floats(8), floats(8, 3), floats(8, 8, 3), floats(6, 6, 6, 2)
_PAIR = (((8,), "float32"), ((8,), "float32"))
_MANY = (InputPort(name="inputs", many=True),)
_BOTH = (InputPort(name="first"), InputPort(name="second"))
_AXIS = Setting(
    type="integer",
    label="Axis",
    help="The axis along which they are put one after the other; −1 is the last.",
    min=-8,
    max=8,
    main=True,
)


def _join(kind: str, sentence: str, purpose: str, *search: str) -> Overlay:
    return Overlay(
        kind=kind, sentence=sentence, purpose=purpose, search=search, example=_PAIR, inputs=_MANY, takes="list"
    )


MERGING = (
    _join(
        "Add",
        "Adds several inputs of the same shape; makes shortcuts past other layers.",
        "adds inputs, for shortcuts",
        "sum",
        "skip",
        "residual",
        "plus",
    ),
    Overlay(
        kind="Concatenate",
        sentence="Puts several inputs side by side into one.",
        purpose="puts inputs side by side",
        search=("join", "merge", "stack", "skip"),
        summary=("axis {axis}",),
        example=_PAIR,
        settings={"axis": _AXIS},
        inputs=_MANY,
        takes="list",
    ),
    _join(
        "Multiply",
        "Multiplies several inputs of the same shape, place by place.",
        "multiplies inputs",
        "gate",
        "product",
        "times",
    ),
    _join(
        "Average",
        "Takes the average of several inputs of the same shape, place by place.",
        "averages inputs",
        "mean",
        "ensemble",
    ),
    _join("Maximum", "Keeps the largest of several inputs, place by place.", "keeps the largest input", "max"),
    _join("Minimum", "Keeps the smallest of several inputs, place by place.", "keeps the smallest input", "min"),
    Overlay(
        kind="Subtract",
        sentence="Subtracts the second input from the first.",
        purpose="subtracts one input from another",
        search=("difference", "minus"),
        example=_PAIR,
        inputs=_BOTH,
        takes="list",
    ),
    Overlay(
        kind="Dot",
        sentence="Multiplies two inputs and adds up along an axis; says how alike two vectors are.",
        purpose="says how alike two inputs are",
        search=("product", "similarity", "cosine", "siamese"),
        summary=("axis {axes}", "{normalize?cosine}"),
        example=_PAIR,
        initial={"axes": 1},
        settings={
            "axes": Setting(
                type="axes", label="Axes", help="The axis that is added up, or one for each input.", min=-8, max=8
            ),
            "normalize": Setting(
                type="boolean",
                label="Normalize",
                help="Whether both are brought to length one first, which gives the cosine.",
                main=True,
            ),
        },
        inputs=_BOTH,
        takes="list",
    ),
)


def _edges(kind: str, sentence: str, purpose: str, label: str, text: str) -> Overlay:
    """A layer that adds or takes away at the edges: two numbers for each spatial axis."""
    axes = int(kind[-2])
    argument = "cropping" if kind.startswith("Crop") else "padding"
    kinds = ("integers", 2) if axes == 1 else ("pairs", axes)
    setting = Setting(type=kinds[0], label=label, help=text, min=0, max=4096, length=kinds[1], main=True)
    return Overlay(
        kind=kind,
        sentence=sentence,
        purpose=purpose,
        search=("pad", "border", "edge") if argument == "padding" else ("cut", "trim", "border", "edge"),
        summary=("{" + argument + "}",),
        example=(_SERIES, _PICTURE, _VOLUME)[axes - 1],
        initial={"cropping": [[1, 1], [1, 1]]} if kind == "Cropping2D" else {},
        settings={argument: setting},
    )


_PAD_HELP = "How much is added before and after, for each axis."
_CROP_HELP = "How much is cut off before and after, for each axis."

RESHAPING = (
    Overlay(
        kind="Flatten",
        sentence="Lays out everything it gets in one long row.",
        purpose="lays everything out in one row",
        search=("vector", "reshape", "unroll"),
        example=_PICTURE,
    ),
    Overlay(
        kind="Reshape",
        sentence="Lays out the same values in another shape.",
        purpose="lays values out in another shape",
        search=("resize", "view", "dimensions"),
        summary=("{target_shape}",),
        example=_NUMBERS,
        initial={"target_shape": [-1]},
        settings={
            "target_shape": Setting(
                type="shape",
                label="Target shape",
                help="The new length of each axis without the batch; −1 takes what is left.",
                min=-1,
            )
        },
    ),
    Overlay(
        kind="Permute",
        sentence="Changes the order of the axes, as turning a table on its side does.",
        purpose="changes the order of axes",
        search=("transpose", "swap", "axes"),
        summary=("{dims}",),
        example=_SERIES,
        initial={"dims": [2, 1]},
        settings={
            "dims": Setting(
                type="integers",
                label="Order",
                help="The axes in their new order, counted from 1 without the batch.",
                min=1,
                max=8,
            )
        },
    ),
    Overlay(
        kind="RepeatVector",
        sentence="Repeats a row of numbers at every step of a new sequence.",
        purpose="makes a sequence of one vector",
        search=("copy", "decoder", "tile"),
        summary=("× {n}",),
        example=_NUMBERS,
        initial={"n": 8},
        settings={
            "n": Setting(type="integer", label="Times", help="How many steps the sequence has.", min=1, max=1_000_000)
        },
    ),
    Overlay(
        kind="UpSampling2D",
        sentence="Makes a picture larger by repeating or blending its pixels.",
        purpose="makes pictures larger",
        search=("enlarge", "upscale", "decoder"),
        summary=("{size}",),
        example=_PICTURE,
        main=("size", "interpolation"),
        settings={
            "interpolation": Setting(
                type="choice",
                label="Interpolation",
                help="How the new pixels are found.",
                choices=("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"),
            )
        },
    ),
    Overlay(
        kind="UpSampling1D",
        sentence="Makes a sequence longer by repeating each step.",
        purpose="makes sequences longer, by copies",
        search=("enlarge", "repeat", "decoder"),
        summary=("{size}",),
        example=_SERIES,
    ),
    Overlay(
        kind="UpSampling3D",
        sentence="Makes a volume larger by repeating each point.",
        purpose="makes volumes larger, by copies",
        search=("enlarge", "repeat", "decoder"),
        summary=("{size}",),
        example=_VOLUME,
    ),
    _edges(
        "ZeroPadding2D", "Adds a frame of zeros around a picture.", "frames pictures with zeros", "Padding", _PAD_HELP
    ),
    _edges(
        "ZeroPadding1D", "Adds zeros before and after a sequence.", "adds zeros around sequences", "Padding", _PAD_HELP
    ),
    _edges(
        "ZeroPadding3D", "Adds a shell of zeros around a volume.", "adds zeros around volumes", "Padding", _PAD_HELP
    ),
    _edges("Cropping2D", "Cuts off the edges of a picture.", "cuts the edges off pictures", "Cropping", _CROP_HELP),
    _edges(
        "Cropping1D",
        "Cuts off the beginning and the end of a sequence.",
        "cuts the ends off sequences",
        "Cropping",
        _CROP_HELP,
    ),
    _edges("Cropping3D", "Cuts off the sides of a volume.", "cuts the sides off volumes", "Cropping", _CROP_HELP),
)
