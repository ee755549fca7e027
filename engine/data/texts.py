"""How texts are read: in which form, of how many words, and what the data say where a person says nothing."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from engine.data.reading import Reading
    from engine.data.schema import Feature, Histogram

TextForm: TypeAlias = Literal["words", "characters", "bag"]
FORMS: tuple[TextForm, ...] = ("words", "characters", "bag")

MOST_WORDS = 10_000
_MOST_CHARACTERS = 500
_LONGEST = 500
_RESERVED = 2  # the padding, and what is not known
START, END = 2, 3
"""The numbers of the marks before and after a text that is written; those of what it is written of follow."""
MARKS = 2


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How long texts are and of what they are made, lower-cased and without punctuation.

    Of 100 texts 95 have at most `words` words and `characters` letters. `vocabulary` counts the different words,
    `alphabet` the different letters, `lengths` texts by their words. `telling` has for each class the words that tell
    it from the others most.
    """

    words: int = 20
    characters: int = 100
    vocabulary: int = 1000
    alphabet: int = 100
    lengths: "Histogram | None" = None
    telling: tuple[tuple[str, tuple[str, ...]], ...] = ()


def shape(_feature: "Feature", reading: "Reading") -> tuple[int | None, ...]:
    """Return the shape of one text: a number for each of its words or letters, or for each known word a 0 or 1."""
    return (reading.text_words,) if reading.text_form == "bag" else (reading.text_length,)


def alone(_feature: "Feature", reading: "Reading") -> bool:
    """Return whether a text in this form goes into no row of numbers with others: its steps stand in order."""
    return reading.text_form != "bag"


def axes(reading: "Reading") -> tuple[str, ...]:
    """Return the names of the axes of a text in this form."""
    return ("features",) if reading.text_form == "bag" else ("step",)


def settled(feature: "Feature", reading: "Reading", *, only: bool) -> "Reading":
    """Return a reading with what the data say of what a person left open; `only`: nothing else is read."""
    wording = feature.wording or Wording()
    form = reading.text_form or ("words" if only else "bag")
    letters = form == "characters"
    usual = min(wording.alphabet, _MOST_CHARACTERS) if letters else min(wording.vocabulary, MOST_WORDS)
    long = wording.characters if letters else wording.words
    return replace(
        reading,
        text_form=form,
        text_words=reading.text_words or usual + _RESERVED + MARKS * reading.text_shifted,
        text_length=reading.text_length or max(1, min(long, _LONGEST)) + reading.text_shifted,
    )
