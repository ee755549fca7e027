"""Layers that turn raw numbers, categories, texts and sounds into what a network can take."""

from engine.catalog.entries import InputPort
from engine.runtime.catalogue.overlay import Overlay, Setting, floats, texts, wholes
from engine.runtime.catalogue.settings_pictures import WINDOWS


def _output(*choices: str) -> Setting:
    return Setting(
        type="choice",
        label="Output",
        help="Whether a number, a one among zeros, or a count comes out for each value.",
        choices=choices,
        main=True,
    )


_AXES = Setting(
    type="axes",
    label="Axis",
    help="Axes along which each place has a mean of its own; −1 is the last.",
    min=-8,
    max=8,
    nullable=True,
)
_SHIFT = Setting(type="numbers", label="Offset", help="What is added afterwards.", min=-1e9, max=1e9, main=True)
_INVERT = Setting(type="boolean", label="Invert", help="Whether numbers go in and the values they stand for come out.")
_BACK = Setting(type="boolean", label="Invert", help="Whether scaled numbers are turned back into the original ones.")

NUMBERS = (
    Overlay(
        kind="Normalization",
        sentence="Brings each column of numbers to an average of 0 and a spread of 1.",
        purpose="brings numbers to a common scale",
        search=("standardize", "z-score", "scale", "table"),
        example=floats(3),
        params={"mean": [0.0, 1.0, 2.0], "variance": [1.0, 1.0, 4.0]},
        main=("axis",),
        settings={"axis": _AXES, "invert": _BACK},
    ),
    Overlay(
        kind="Rescaling",
        sentence="Multiplies every number and adds an offset, such as pixels from 0–255 to 0–1.",
        purpose="scales numbers, such as pixels",
        search=("divide", "255", "pixels", "scale"),
        summary=("× {scale}", "+ {offset}"),
        example=floats(8, 8, 3),
        initial={"scale": 0.00392156862745098},
        settings={
            "scale": Setting(
                type="numbers", label="Scale", help="What every number is multiplied by.", min=-1e9, max=1e9
            ),
            "offset": _SHIFT,
        },
    ),
    Overlay(
        kind="Discretization",
        sentence="Sorts numbers into bins and passes on which bin each one falls into.",
        purpose="sorts numbers into bins",
        search=("bucket", "bins", "histogram"),
        summary=("{num_bins} bins", "{output_mode}"),
        example=floats(3),
        initial={"bin_boundaries": [0.0, 1.0]},
        main=("bin_boundaries", "num_bins", "output_mode"),
        settings={
            "num_bins": Setting(
                type="integer",
                label="Bins",
                help="How many bins are learned from the data when no boundaries are given.",
                min=2,
                max=1_000_000,
            ),
            "epsilon": Setting(
                type="number",
                label="Exactness",
                help="How exactly the boundaries are estimated; smaller is more exact.",
                min=1e-6,
                max=1,
            ),
            "output_mode": _output("int", "one_hot", "multi_hot", "count"),
        },
    ),
)

_VOCABULARY = Setting(
    type="integers",
    label="Vocabulary",
    help="The numbers that are known, in order.",
    min=-(2**31) + 1,
    max=2**31 - 1,
    main=True,
)
_KNOWN = Setting(
    type="integer",
    label="Number for the unknown",
    help="The number that stands for what is not known, when turned back.",
    min=-(2**31) + 1,
    max=2**31 - 1,
)
_NOTHING = Setting(
    type="integer",
    label="Padding number",
    help="The number that means that nothing is there.",
    min=-(2**31) + 1,
    max=2**31 - 1,
)
_LOOKED_UP = _output("int", "one_hot", "multi_hot", "count", "tf_idf")

CATEGORIES = (
    Overlay(
        kind="StringLookup",
        sentence="Gives every known text a number of its own.",
        purpose="numbers texts, such as categories",
        search=("category", "vocabulary", "encode", "index"),
        summary=("{output_mode}",),
        example=texts(1),
        initial={"vocabulary": ["red", "green", "blue"]},
        settings={"output_mode": _LOOKED_UP, "invert": _INVERT},
    ),
    Overlay(
        kind="IntegerLookup",
        sentence="Gives every known number, such as a product code, a small number of its own.",
        purpose="renumbers codes",
        search=("category", "vocabulary", "encode", "index"),
        summary=("{output_mode}",),
        example=wholes(1),
        initial={"vocabulary": [10, 20, 30]},
        settings={
            "vocabulary": _VOCABULARY,
            "mask_token": _NOTHING,
            "oov_token": _KNOWN,
            "output_mode": _LOOKED_UP,
            "invert": _INVERT,
            "oov_method": Setting(
                type="choice",
                label="Way for the unknown",
                help="How numbers that are not known share the places for them.",
                choices=("floormod", "farmhash"),
            ),
        },
    ),
    Overlay(
        kind="CategoryEncoding",
        sentence="Turns category numbers into rows of zeros and ones.",
        purpose="turns categories into 0s and 1s",
        search=("one-hot", "multi-hot", "dummy"),
        summary=("{num_tokens} categories", "{output_mode}"),
        example=wholes(3),
        initial={"num_tokens": 10},
        settings={
            "num_tokens": Setting(
                type="integer",
                label="Categories",
                help="How many different categories there are.",
                min=1,
                max=1_000_000,
                required=True,
            ),
            "output_mode": _output("multi_hot", "one_hot", "count"),
        },
    ),
    Overlay(
        kind="Hashing",
        sentence="Sorts any values into a fixed number of bins, without knowing them beforehand.",
        purpose="numbers categories never seen",
        search=("category", "hash", "bucket"),
        summary=("{num_bins} bins",),
        example=texts(1),
        initial={"num_bins": 100},
        settings={"output_mode": _output("int", "one_hot", "multi_hot", "count")},
    ),
    Overlay(
        kind="HashedCrossing",
        sentence="Makes one category of two, such as town and trade, in a fixed number of bins.",
        purpose="combines two categories",
        search=("cross", "interaction", "hash"),
        summary=("{num_bins} bins",),
        example=(((1,), "string"), ((1,), "string")),
        initial={"num_bins": 100},
        settings={"output_mode": _output("int", "one_hot")},
        inputs=(InputPort(name="first", rank=(1, 2)), InputPort(name="second", rank=(1, 2))),
        takes="list",
    ),
    Overlay(
        kind="TextVectorization",
        sentence="Splits texts into words and gives every word a number.",
        purpose="turns texts into numbers",
        search=("tokenize", "words", "nlp", "bag of words"),
        summary=("{max_tokens} words", "{output_sequence_length} long"),
        example=texts(1),
        initial={"max_tokens": 10_000, "output_sequence_length": 100},
        params={"vocabulary": ["good", "bad", "film"]},
        settings={"output_mode": _output("int", "multi_hot", "count", "tf_idf")},
    ),
)

SOUND = (
    Overlay(
        kind="MelSpectrogram",
        sentence="Turns a sound into a picture of pitch over time, as ears hear it.",
        purpose="turns sound into a picture",
        search=("audio", "speech", "music", "frequency"),
        summary=("{num_mel_bins} bands",),
        example=floats(8000),
        settings={
            "window": Setting(
                type="choice", label="Window", help="How the samples of a frame fade in and out.", choices=WINDOWS
            )
        },
    ),
    Overlay(
        kind="STFTSpectrogram",
        sentence="Turns a sound into a picture of its frequencies over time.",
        purpose="shows a sound's frequencies",
        search=("audio", "fourier", "fft", "speech"),
        summary=("{mode}",),
        example=floats(8000, 1),
        settings={
            "mode": Setting(
                type="choice",
                label="Show",
                help="What is shown of each frequency.",
                choices=("log", "magnitude", "psd", "real", "imag", "angle", "stft"),
                main=True,
            ),
            "fft_length": Setting(
                type="integer",
                label="Transform length",
                help="How many samples are turned into frequencies at a time; nothing means a frame.",
                min=2,
                max=65_536,
            ),
            "frame_length": Setting(
                type="integer",
                label="Frame length",
                help="How many samples are looked at together.",
                min=2,
                max=65_536,
                main=True,
            ),
        },
    ),
)
