"""Arguments of layers that change pictures, sounds, categories and texts before the network sees them."""

from collections.abc import Mapping

from engine.runtime.catalogue.overlay import MILLION, Setting

AROUND = "one number, such as 0.2, draws between −0.2 and 0.2"
UP_TO = "one number draws from 0 up to it"


def _around(label: str, text: str) -> Setting:
    """Keras draws on both sides of zero when one number is given."""
    return Setting(type="range", label=label, help=f"{text}: {AROUND}.", min=-1, max=1, main=True)


def _up_to(label: str, text: str) -> Setting:
    """Keras draws from zero on when one number is given."""
    return Setting(type="range", label=label, help=f"{text}: {UP_TO}.", min=0, max=1, main=True)


def _count(label: str, text: str, most: int = 10_000, unit: str = "") -> Setting:
    return Setting(type="integer", label=label, help=text, min=1, max=most, unit=unit, main=True)


def _flag(label: str, text: str) -> Setting:
    return Setting(type="boolean", label=label, help=text)


WINDOWS = ("hann", "hamming")

PICTURES: Mapping[str, Setting] = {
    "value_range": Setting(
        type="numbers",
        label="Value range",
        help="The smallest and the largest value a pixel can have.",
        length=2,
        min=-1e6,
        max=1e6,
        main=True,
        # As an Input gives pictures.
        initial=[0.0, 1.0],
    ),
    "interpolation": Setting(
        type="choice",
        label="Interpolation",
        help="How pixels between the old ones are filled in.",
        choices=("bilinear", "nearest"),
    ),
    "fill_mode": Setting(
        type="choice",
        label="Fill mode",
        help="What fills the places that the picture leaves empty.",
        choices=("reflect", "wrap", "constant", "nearest"),
    ),
    "fill_value": Setting(
        type="number",
        label="Fill value",
        help="The value for empty places when they are filled with one value.",
        min=-1e6,
        max=1e6,
    ),
    "height": _count("Height", "How many pixels high the result is.", unit="pixels"),
    "width": _count("Width", "How many pixels wide the result is.", unit="pixels"),
    "crop_to_aspect_ratio": _flag("Crop to fit", "Whether the edges are cut off so that nothing is squeezed."),
    "pad_to_aspect_ratio": _flag("Pad to fit", "Whether the edges are filled so that nothing is squeezed."),
    "antialias": _flag("Smooth", "Whether the picture is smoothed while it is made smaller."),
    "factor": _up_to("Factor", "How strong the change is"),
    "height_factor": _around("Height factor", "How far up and down, as a share of the height"),
    "width_factor": _around("Width factor", "How far left and right, as a share of the width"),
    "x_factor": _up_to("Horizontal factor", "How far sideways, as a share of the picture"),
    "y_factor": _up_to("Vertical factor", "How far up and down, as a share of the picture"),
    "brightness_factor": _around("Brightness factor", "How much lighter or darker"),
    "contrast_factor": _up_to("Contrast factor", "How much more or less contrast"),
    "saturation_factor": _up_to("Saturation factor", "0 is grey, 0.5 leaves colours, 1 is full colour"),
    "hue_factor": _up_to("Hue factor", "How far the colours shift"),
    "addition_factor": _up_to("Addition factor", "How much is added to the pixels"),
    "threshold_factor": _up_to("Threshold factor", "From which brightness on pixels are inverted"),
    "num_ops": _count("Changes", "How many changes are made to each picture, one after the other.", 20),
    "num_chains": _count("Chains", "How many differently changed pictures are blended.", 20),
    "chain_depth": _count("Chain depth", "How many changes each of them goes through.", 20),
    "all_ops": _flag("All changes", "Whether also brightness, colour and sharpness are changed."),
    "bins": _count("Bins", "Into how many levels of brightness the picture is sorted.", 65_536),
    "clip_limit": Setting(
        type="number",
        label="Clip limit",
        help="How much contrast may rise; small values change less.",
        min=0,
        max=1000,
        main=True,
    ),
    "tile_grid_size": Setting(
        type="integers",
        label="Tiles",
        help="Into how many tiles the picture is divided, down and across.",
        length=2,
        min=1,
        max=256,
        main=True,
    ),
    "sigma": _up_to("Blur", "How wide the blur is, in pixels"),
    "max_number": _count("Most boxes", "How many boxes each picture has in the end."),
}

SOUND: Mapping[str, Setting] = {
    "fft_length": _count(
        "Window length of the transform", "How many samples are turned into frequencies at a time.", 65_536, "samples"
    ),
    "frame_length": _count("Frame length", "How many samples are looked at together.", 65_536, "samples"),
    "frame_step": _count(
        "Frame step", "How many samples lie between two frames; nothing means half a frame.", 65_536, "samples"
    ),
    "sequence_stride": _count("Step", "How many samples lie between two frames.", 65_536, "samples"),
    "sequence_length": _count(
        "Frame length", "How many samples are looked at together; nothing means the whole window.", 65_536, "samples"
    ),
    "sampling_rate": Setting(
        type="integer",
        label="Sampling rate",
        help="How many samples a second the sound has.",
        # Half of it, in whole numbers, is Keras's highest frequency.
        min=2,
        max=MILLION,
        unit="samples a second",
        main=True,
    ),
    "num_mel_bins": _count("Mel bands", "How many bands of pitch come out.", 1024),
    "min_freq": Setting(
        type="number", label="Lowest frequency", help="Lower sounds are left out.", min=0, max=MILLION, unit="Hz"
    ),
    "max_freq": Setting(
        type="number",
        label="Highest frequency",
        help="Higher sounds are left out; nothing means half the sampling rate.",
        min=1,
        max=MILLION,
        unit="Hz",
    ),
    "window": Setting(
        type="choice",
        label="Window",
        help="How the samples of a frame fade in and out.",
        choices=WINDOWS,
        nullable=True,
    ),
    "power_to_db": _flag("Loudness in decibels", "Whether loudness is given in decibels, as ears hear it."),
    "top_db": Setting(
        type="number",
        label="Range of loudness",
        help="Sounds weaker than the loudest by more than this count as silence.",
        min=1,
        max=1000,
        unit="decibels",
    ),
    "mag_exp": Setting(
        type="number",
        label="Exponent",
        help="The power that loudness is raised to: 1 is energy, 2 is power.",
        min=0.1,
        max=10,
    ),
    "min_power": Setting(
        type="number", label="Least power", help="Weaker sounds are raised to this.", min=1e-20, max=1
    ),
    "ref_power": Setting(type="number", label="Reference power", help="What counts as 0 decibels.", min=1e-20, max=1e6),
    "expand_dims": _flag(
        "Add a channel axis", "Whether the result gets one more axis, so that picture layers take it."
    ),
    "periodic": _flag("Periodic window", "Whether the window is made for repeating frames."),
    "scaling": Setting(
        type="choice",
        label="Scaling",
        help="Whether the result is scaled as density, as spectrum, or not.",
        choices=("density", "spectrum"),
        nullable=True,
    ),
}

WORDS: Mapping[str, Setting] = {
    "max_tokens": Setting(
        type="integer",
        label="Vocabulary size",
        help="How many different values are known at most; nothing means all.",
        min=2,
        max=10 * MILLION,
        main=True,
    ),
    "num_oov_indices": Setting(
        type="integer",
        label="Places for the unknown",
        help="How many numbers stand for values that are not known.",
        min=0,
        max=10_000,
    ),
    "mask_token": Setting(type="text", label="Padding text", help="The text that means that nothing is there."),
    "oov_token": Setting(type="text", label="Text for the unknown", help="The text that stands for what is not known."),
    "vocabulary": Setting(type="texts", label="Vocabulary", help="The values that are known, in order.", main=True),
    "idf_weights": Setting(
        type="numbers", label="Weights", help="How much each known value counts, in the order of the vocabulary."
    ),
    "invert": _flag("Invert", "Whether the step is done the other way round."),
    "output_mode": Setting(
        type="choice",
        label="Output",
        help="Whether a number, a one among zeros, or a count comes out.",
        choices=("int", "one_hot", "multi_hot", "count"),
        main=True,
    ),
    "pad_to_max_tokens": _flag("Fill up", "Whether the result always is as long as the largest vocabulary."),
    "salt": Setting(
        type="integers",
        label="Salt",
        help="Two numbers that change how values are mixed.",
        length=2,
        min=0,
        max=2**31 - 1,
    ),
    "num_bins": _count("Bins", "Into how many numbers the values are sorted.", 10 * MILLION),
    "mask_value": Setting(type="text", label="Padding value", help="The value that means that nothing is there."),
    "bin_boundaries": Setting(
        type="numbers", label="Boundaries", help="The values at which a new bin starts, rising.", min=-1e30, max=1e30
    ),
    "standardize": Setting(
        type="choice",
        label="Clean up",
        help="What is taken off before the text is split.",
        choices=("lower_and_strip_punctuation", "lower", "strip_punctuation"),
        nullable=True,
        main=True,
    ),
    "split": Setting(
        type="choice",
        label="Split at",
        help="Whether the text is split into words or characters.",
        choices=("whitespace", "character"),
        nullable=True,
        main=True,
    ),
    "ngrams": _count(
        "Word groups", "Up to how many neighbouring words also count as one; nothing means single words.", 10
    ),
    "output_sequence_length": _count(
        "Length", "To how many words every text is cut or filled; nothing leaves the length open.", MILLION
    ),
    "mean": Setting(
        type="numbers",
        label="Mean",
        help="What is subtracted; nothing means it is learned from the data.",
        min=-1e30,
        max=1e30,
        main=True,
    ),
    "variance": Setting(
        type="numbers",
        label="Variance",
        help="How far values spread, squared; nothing means it is learned from the data.",
        min=0,
        max=1e30,
        main=True,
    ),
}
