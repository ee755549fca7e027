"""The networks of `keras.applications`: their words, and their settings, which all have in common."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.catalog.entries import Entry, Example, InputPort, OutputPort, Param, Pretrained
from engine.catalog.pretrained import ONE_SIZE
from engine.runtime.catalogue.pretrained import offered, pixels_of, sizes_of

GROUP = "pretrained"

DROPPED: Mapping[str, str] = {
    "input_tensor": "Wires say what comes in.",
    "input_shape": "Without its classifier a network takes pictures of any size.",
    "name": "A node has its own name.",
    "classifier_activation": "Without its classifier a Dense of your own has any activation.",
    "include_preprocessing": "Pictures are always prepared as in the training.",
    "alpha": "Weights are there for the usual width.",
    "minimalistic": "Weights are there for the usual form.",
    "depth_multiplier": "Weights are there for the usual width.",
    "dropout": "It is in the classifier only, which is left off for pictures of your own.",
    "dropout_rate": "It is in the classifier only, which is left off for pictures of your own.",
}
"""Arguments that are not in the catalogue."""

OWN = ("trainable_from", "prepare")
"""Settings that are no arguments of Keras, but what people do with such a network."""

PARAMS = (
    Param(
        name="weights",
        type="choice",
        label="Weights",
        help="Whether it starts with what was learned from a million photos (ImageNet, downloaded once), or at random.",
        default="none",
        initial="imagenet",
        choices=("imagenet", "none"),
        section="main",
    ),
    Param(
        name="trainable_from",
        type="integer",
        label="Learns from layer",
        help="Layers before this number keep their weights; nothing means that none learns, 0 that all do.",
        nullable=True,
        min=0,
        max=2000,
        section="main",
    ),
    Param(
        name="include_top",
        type="boolean",
        label="Classifier",
        help="Whether it ends with a classifier; without, layers of your own go on from what it sees.",
        default=True,
        initial=False,
        section="main",
    ),
    Param(
        name="pooling",
        type="choice",
        label="Pooling",
        help="How each pattern becomes one number without a classifier; nothing keeps where it was seen.",
        nullable=True,
        initial="avg",
        choices=("avg", "max"),
        section="main",
    ),
    Param(
        name="classes",
        type="integer",
        label="Classes",
        help="How many classes its classifier has; with the weights of ImageNet they are 1,000.",
        default=1000,
        min=1,
        max=100_000,
    ),
    Param(
        name="prepare",
        type="boolean",
        label="Prepare pictures",
        help="Whether pictures from 0 to 1 are brought to the values that it was trained with.",
        default=True,
    ),
)

_NEXT = "A convolutional network built after transformers"
_EVEN = "Grown evenly in depth, width and picture size"
_QUICK = "An EfficientNet that trains faster"

WORDS: Mapping[str, tuple[str, str]] = {
    "MobileNetV2": ("Small and quick enough for a telephone, and good at photos.", "small and quick"),
    "EfficientNetV2B0": (f"{_QUICK}; the smallest, a good choice to start with.", "accurate for its size"),
    "ResNet50": ("50 layers with shortcuts past every few of them; the measure of all others.", "the usual choice"),
    "MobileNet": ("Splits each convolution in two cheap ones, so that it is small and quick.", "the first small one"),
    "MobileNetV3Small": ("The smallest of all, found by machine for telephones.", "the smallest"),
    "MobileNetV3Large": ("Found by machine for telephones; more accurate than the small one.", "for telephones"),
    "NASNetMobile": ("Its pieces were found by machine; small.", "found by machine, small"),
    "NASNetLarge": ("Its pieces were found by machine; large and slow.", "found by machine, large"),
    **{f"EfficientNetB{size}": (f"{_EVEN}; size {size} of 0 to 7.", f"grown evenly, size {size}") for size in range(8)},
    **{
        f"EfficientNetV2B{size}": (f"{_QUICK}; size {size} of 0 to 3.", f"trains faster, size {size}")
        for size in (1, 2, 3)
    },
    **{
        f"EfficientNetV2{letter}": (f"{_QUICK}; {size}.", f"trains faster, {size}")
        for letter, size in (("S", "small"), ("M", "middling"), ("L", "large"))
    },
    **{
        f"ConvNeXt{size}": (f"{_NEXT}; {said}.", f"after transformers, {said}")
        for size, said in (
            ("Tiny", "the smallest"),
            ("Small", "small"),
            ("Base", "middling"),
            ("Large", "large"),
            ("XLarge", "the largest of all"),
        )
    },
    **{
        f"ResNet{depth}": (f"{depth} layers with shortcuts past every few of them.", f"shortcuts, {depth} layers")
        for depth in (101, 152)
    },
    **{
        f"ResNet{depth}V2": (
            f"{depth} layers with shortcuts, normalized before each layer.",
            f"newer shortcuts, {depth} layers",
        )
        for depth in (50, 101, 152)
    },
    **{
        f"DenseNet{depth}": (
            f"{depth} layers, each of which sees what all before it made.",
            f"all joined, {depth} layers",
        )
        for depth in (121, 169, 201)
    },
    "InceptionV3": ("Looks with windows of several sizes at once.", "windows of several sizes"),
    "InceptionResNetV2": (
        "Looks with windows of several sizes at once, with shortcuts.",
        "several sizes and shortcuts",
    ),
    "Xception": ("Looks at each channel by itself, and then across them.", "channels by themselves"),
    "VGG16": ("A plain row of 16 layers with small windows; easy to follow, and large.", "a plain row of 16"),
    "VGG19": ("A plain row of 19 layers with small windows; easy to follow, and large.", "a plain row of 19"),
}
"""In the palette's order: what each is in a sentence, and in a few words."""


def pretrained_entries() -> tuple[Entry, ...]:
    """An entry for every network. Raises `LookupError` where Keras has one that nobody has described yet."""
    networks = offered()
    if missing := networks.keys() ^ WORDS.keys():
        raise LookupError(f"pre-trained networks without a sentence, or not in Keras: {', '.join(sorted(missing))}")
    return tuple(_entry(kind) for kind in WORDS)


def _entry(kind: str) -> Entry:
    made_by = offered()[kind]
    side, least = sizes_of(made_by)
    sentence, purpose = WORDS[kind]
    initial = {param.name: param.initial for param in PARAMS if param.initial is not None}
    shown = side if kind in ONE_SIZE else 96
    return Entry(
        family="layers",
        kind=kind,
        title=kind,
        sentence=sentence,
        group=GROUP,
        purpose=purpose,
        search=("pre-trained", "pretrained", "imagenet", "transfer learning", "backbone", "photos", "applications"),
        link=f"https://www.tensorflow.org/api_docs/python/tf/keras/applications/{kind}",
        params=PARAMS,
        inputs=(InputPort(name="inputs", rank=(4, 4)),),
        outputs=(OutputPort(name="output"),),
        summary=("{weights}", "{include_top?classifier}", "{trainable_from?learns from {trainable_from}}"),
        example=Example(
            inputs=(((shown, shown, 3), "float32"),), params=MappingProxyType({**initial, "weights": "none"})
        ),
        trainable=True,
        pretrained=Pretrained(side=side, least=least, pixels=pixels_of(made_by)),
    )
