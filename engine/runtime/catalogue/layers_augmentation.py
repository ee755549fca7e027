"""Layers that change pictures at random while training, so that few pictures teach more."""

from engine.catalog.entries import InputPort
from engine.runtime.catalogue.overlay import Overlay, Setting, floats
from engine.runtime.catalogue.settings_pictures import AROUND, UP_TO

_PICTURE = floats(32, 32, 3)
_TAKES = (InputPort(name="inputs", rank=(4, 4)),)
_MOVES = {
    "RandomRotation": "targets",
    "RandomZoom": "targets",
    "RandomTranslation": "targets",
    "RandomShear": "targets",
    "RandomPerspective": "targets",
    # Keras bends a mask by another draw than its picture.
    "RandomElasticTransform": "picture",
    # Each mixes changes that move masks with some that do not, or spoils their classes.
    "RandAugment": "picture",
    "AugMix": "picture",
}
_STRENGTHS = ("factor", "height_factor", "width_factor")


def _random(
    kind: str, sentence: str, purpose: str, search: tuple[str, ...], initial: dict[str, object], **settings: Setting
) -> Overlay:
    """A change at random, shown on its card by how strong it is."""
    return Overlay(
        kind=kind,
        moves=_MOVES.get(kind, ""),
        sentence=sentence,
        purpose=purpose,
        search=("augmentation", *search),
        summary=tuple(f"{{{name}}}" for name in initial if name in _STRENGTHS),
        example=_PICTURE,
        inputs=_TAKES,
        initial=initial,  # type: ignore[arg-type]
        settings=settings,
    )


def _factor(text: str, help_: str, low: float = 0) -> Setting:
    return Setting(type="range", label="Factor", help=f"{text}: {help_}.", min=low, max=1, main=True)


def _zoom(label: str, text: str) -> Setting:
    return Setting(type="range", label=label, help=f"{text}: {AROUND}.", min=-0.99, max=1, main=True)


_CHANCE = Setting(
    type="number", label="Chance", help="The share of the pictures that is changed.", min=0, max=1, main=True
)

AUGMENTATION = (
    Overlay(
        kind="RandomFlip",
        moves="targets",
        sentence="Mirrors pictures at random while training.",
        purpose="mirrors pictures at random",
        search=("augmentation", "mirror", "horizontal", "vertical"),
        summary=("{mode}",),
        example=_PICTURE,
        inputs=_TAKES,
        initial={"mode": "horizontal"},
        settings={
            "mode": Setting(
                type="choice",
                label="Direction",
                help="Whether left and right, top and bottom, or both are swapped.",
                choices=("horizontal", "vertical", "horizontal_and_vertical"),
                main=True,
            )
        },
    ),
    _random(
        "RandomRotation",
        "Turns pictures a little at random while training.",
        "turns pictures a little",
        ("turn", "angle"),
        {"factor": 0.1},
        factor=_factor("How far, as a share of a full turn", AROUND, -1),
    ),
    _random(
        "RandomZoom",
        "Moves closer to pictures or away from them at random while training.",
        "zooms in and out a little",
        ("scale", "closer"),
        {"height_factor": 0.1},
        height_factor=_zoom("Height factor", "Below 0 closer, above 0 farther away"),
        width_factor=_zoom("Width factor", "The same across; nothing means as for the height"),
    ),
    _random(
        "RandomTranslation",
        "Shifts pictures a little at random while training.",
        "shifts pictures a little",
        ("move", "shift"),
        {"height_factor": 0.1, "width_factor": 0.1},
    ),
    Overlay(
        kind="RandomCrop",
        moves="picture",
        sentence="Cuts a random part of a chosen size out of each picture while training.",
        purpose="cuts out random parts",
        search=("augmentation", "cut"),
        summary=("{height} × {width}",),
        example=_PICTURE,
        inputs=_TAKES,
        initial={"height": 24, "width": 24},
    ),
    _random(
        "RandomBrightness",
        "Makes pictures lighter or darker at random while training.",
        "makes pictures lighter or darker",
        ("light",),
        {"factor": 0.2},
        factor=_factor("How much lighter or darker", AROUND, -1),
    ),
    _random(
        "RandomContrast",
        "Makes differences in pictures stronger or weaker at random while training.",
        "changes contrast",
        ("difference",),
        {"factor": 0.2},
        factor=_factor("How much weaker or stronger", "one number for both, or one for each"),
    ),
    _random(
        "RandomSaturation",
        "Makes colours stronger or paler at random while training.",
        "makes colours stronger or paler",
        ("colour", "color"),
        {"factor": [0.3, 0.7]},
        factor=_factor("0 is grey, 0.5 leaves colours, 1 is full colour", UP_TO),
    ),
    _random(
        "RandomHue",
        "Shifts all colours around the colour wheel at random while training.",
        "shifts colours",
        ("colour", "color"),
        {"factor": 0.1},
    ),
    _random(
        "RandomColorJitter",
        "Changes brightness, contrast and colours a little at random while training.",
        "changes light and colours",
        ("colour", "color"),
        {"brightness_factor": 0.2, "contrast_factor": 0.2, "saturation_factor": [0.3, 0.7], "hue_factor": 0.1},
    ),
    _random(
        "RandomColorDegeneration",
        "Fades colours towards grey at random while training.",
        "fades colours",
        ("colour", "color", "grey"),
        {"factor": 0.5},
    ),
    _random(
        "RandomGrayscale",
        "Takes the colours out of some pictures while training.",
        "takes out colours",
        ("black and white", "grey"),
        {},
        factor=_CHANCE,
    ),
    _random(
        "RandomSharpness",
        "Makes pictures sharper or softer at random while training.",
        "makes pictures sharper or softer",
        ("blur", "focus"),
        {"factor": [0.3, 0.7]},
        factor=_factor("0 is blurred, 0.5 as it was, 1 is sharp", UP_TO),
    ),
    _random(
        "RandomGaussianBlur",
        "Blurs pictures at random while training.",
        "blurs pictures",
        ("smooth", "focus"),
        {"factor": 0.5},
        factor=_factor("How often and how strongly", UP_TO),
        kernel_size=Setting(
            type="integers",
            label="Kernel size",
            help="How many pixels the blur reaches, an odd number down and across.",
            length=2,
            min=1,
            max=99,
        ),
    ),
    _random(
        "RandomShear",
        "Slants pictures at random while training.",
        "slants pictures",
        ("skew", "slant"),
        {"x_factor": 0.2, "y_factor": 0.2},
    ),
    _random(
        "RandomPerspective",
        "Looks at pictures from a random angle while training.",
        "changes the point of view",
        ("angle", "warp"),
        {"scale": 0.3},
        factor=_factor("How often it is changed", UP_TO),
        scale=Setting(type="number", label="Strength", help="How far the corners move.", min=0, max=1, main=True),
    ),
    _random(
        "RandomElasticTransform",
        "Bends pictures like rubber at random while training.",
        "bends pictures like rubber",
        ("warp", "distort", "handwriting"),
        {},
        factor=_factor("How often it is bent", UP_TO),
        scale=Setting(
            type="number", label="Strength", help="How strongly the picture is bent.", min=0, max=1, main=True
        ),
    ),
    _random(
        "RandomErasing",
        "Covers a random part of each picture while training.",
        "covers parts of pictures",
        ("cutout", "hide"),
        {"factor": 0.5},
        factor=_factor("How often a part is covered", UP_TO),
        scale=Setting(
            type="numbers",
            label="Size",
            help="The smallest and the largest share of the picture that is covered.",
            length=2,
            min=0,
            max=1,
            main=True,
        ),
        fill_value=Setting(
            type="number",
            label="Fill value",
            help="What the part is covered with; nothing means random pixels.",
            min=0,
            max=255,
        ),
    ),
    _random(
        "RandomInvert",
        "Turns some pictures into their negatives while training.",
        "makes negatives",
        ("negative",),
        {"factor": 0.5},
        factor=_factor("How often it is changed", UP_TO),
    ),
    _random(
        "RandomPosterization",
        "Leaves pictures fewer levels of brightness at random while training.",
        "leaves fewer shades",
        ("poster", "bits"),
        {"factor": 4},
        factor=Setting(
            type="integer",
            label="Bits",
            help="With how many bits each pixel is kept at most, from 1 to 8.",
            min=1,
            max=8,
            main=True,
        ),
    ),
    _random(
        "Solarization",
        "Inverts the bright pixels of pictures at random while training.",
        "inverts bright pixels",
        ("invert", "threshold"),
        {"addition_factor": 0.3, "threshold_factor": 0.3},
    ),
    _random(
        "RandAugment",
        "Makes several changes, chosen at random, to each picture while training.",
        "makes a mix of random changes",
        ("automatic", "mix"),
        {},
    ),
    _random(
        "AugMix",
        "Blends several differently changed copies of each picture while training.",
        "blends changed copies",
        ("automatic", "mix"),
        {},
        alpha=Setting(
            type="number", label="Evenness", help="How evenly the copies are blended.", min=0.01, max=100, main=True
        ),
    ),
    Overlay(
        kind="Pipeline",
        moves="picture",
        sentence="Puts several changes of pictures one after the other into one layer.",
        purpose="makes one layer of several changes",
        search=("augmentation", "chain", "sequence"),
        example=_PICTURE,
        inputs=_TAKES,
        initial={"layers": [{"kind": "RandomFlip", "params": {"mode": "horizontal"}}]},
        settings={
            "layers": Setting(
                type="layers",
                label="Layers",
                help="The changes, in their order.",
                choices=(
                    "Rescaling",
                    "Resizing",
                    "CenterCrop",
                    "RandomFlip",
                    "RandomRotation",
                    "RandomZoom",
                    "RandomTranslation",
                    "RandomCrop",
                    "RandomBrightness",
                    "RandomContrast",
                ),
            )
        },
    ),
)
