"""What the layers that prepare raw values do, in words and figures: one entry for each kind of layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.runtime.data.types.text import START_AND_END
from engine.said import Said, counted, say

MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a layer does in a sentence, and, where it knows words, the first of them."""

    sentence: str
    words: tuple[str, ...] = field(default=())


def _filled(layer: Any) -> Told:  # noqa: ANN401 - an operation of Keras
    return Told(sentence=say("Missing values become {value}, the median.", value=_rounded(layer.nan)))


def _normalized(layer: Any) -> Told:  # noqa: ANN401
    means, variances = (np.ravel(np.asarray(each)) for each in (layer.mean, layer.variance))
    if len(means) > 1:
        low, high = _rounded(means.min()), _rounded(means.max())
        return Told(
            sentence=say(
                "Each of {count} numbers minus its mean ({low} to {high}), divided by its spread.",
                count=len(means),
                low=low,
                high=high,
            )
        )
    mean, spread = _rounded(means[0]), _rounded(np.sqrt(variances[0]))
    return Told(sentence=say("Minus the mean {mean}, divided by the spread {spread}.", mean=mean, spread=spread))


def _looked_up(layer: Any) -> Told:  # noqa: ANN401
    known = [str(each) for each in layer.get_vocabulary()[1:]]
    return Told(sentence=_becoming(layer.output_mode, len(known)), words=tuple(known[:MOST_WORDS]))


def _becoming(mode: str, count: int) -> Said:
    if mode == "one_hot":
        return say(
            "One of {count} categories becomes a 1 among zeros; the first place is for what is unknown.", count=count
        )
    if mode == "multi_hot":
        return say(
            "Each of {count} labels that are there becomes a 1 among zeros; the first place is for what is unknown.",
            count=count,
        )
    return say("One of {count} categories becomes its number; 0 is for what is unknown.", count=count)


def _vectorized(layer: Any) -> Told:  # noqa: ANN401
    known = [str(each) for each in layer.get_vocabulary() if each not in ("", "[UNK]", *START_AND_END)]
    return Told(sentence=_read(layer, len(known)), words=tuple(known[:MOST_WORDS]))


def _read(layer: Any, known: int) -> str:  # noqa: ANN401
    characters = layer.get_config()["split"] == "character"
    if layer.get_config()["output_mode"] != "int":
        return say("It is noted which of {known} words stand in it.", known=known)
    length = layer.get_config()["output_sequence_length"] or 0
    if characters:
        return say("Cut to {length} characters; {known} are known by a number.", length=length, known=known)
    return say("Cut to {length} words; {known} are known by a number.", length=length, known=known)


def _encoded(layer: Any) -> Told:  # noqa: ANN401
    return Told(sentence=say("The class of each place becomes a 1 among {count} numbers.", count=layer.num_tokens))


def _rescaled(layer: Any) -> Told:  # noqa: ANN401
    if np.ndim(layer.scale) or np.ndim(layer.offset):
        sentence = say("Pixels from black to white become numbers from 0 to 1, in each channel by its own range.")
        return Told(sentence=sentence)
    if layer.scale == 1:
        return Told(sentence=say("{value} is added, so that black is 0.", value=_rounded(layer.offset)))
    brightest = _rounded(1 / layer.scale)
    return Told(sentence=say("Pixels from 0 to {brightest} become numbers from 0 to 1.", brightest=brightest))


def _cut_off(_layer: Any) -> Told:  # noqa: ANN401
    return Told(sentence=say("What is darker than black is 0, what is brighter than white 1."))


def _resized(layer: Any) -> Told:  # noqa: ANN401
    return Told(sentence=say("Brought to {height} × {width} pixels.", height=layer.height, width=layer.width))


def _mel(layer: Any) -> Told:  # noqa: ANN401
    return Told(
        sentence=counted(
            layer.num_mel_bins,
            "Its loudness in one band of pitches, step by step.",
            "Its loudness in {count} bands of pitches, step by step.",
        )
    )


def _spectrum(_layer: Any) -> Told:  # noqa: ANN401
    return Told(sentence=say("Its loudness at each pitch, step by step."))


def _turned(_layer: Any) -> Told:  # noqa: ANN401
    return Told(sentence=say("What comes round again (months, weekdays, hours) becomes a point on a circle."))


TOLD: Mapping[str, Callable[[Any], Told]] = {
    "NanToNum": _filled,
    "Normalization": _normalized,
    "StringLookup": _looked_up,
    "TextVectorization": _vectorized,
    "CategoryEncoding": _encoded,
    "Rescaling": _rescaled,
    "ReLU": _cut_off,
    "Resizing": _resized,
    "MelSpectrogram": _mel,
    "STFTSpectrogram": _spectrum,
    "Sin": _turned,
}


def told(steps: Sequence[Any]) -> list[tuple[str, Told]]:
    """Return what layers do, in their order, each said once; what only brings values into another form is left out."""
    found: dict[str, tuple[str, Told]] = {}
    for step in steps:
        kind = type(step).__name__
        if kind in TOLD:
            what = TOLD[kind](step)
            found.setdefault(what.sentence, (kind, what))
    return list(found.values())


def _rounded(number: float) -> float:
    return float(f"{float(number):.4g}")
