"""Guesses what the columns of a table are for; every guess can be changed by the person."""

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.data.schema import Feature
from engine.data.texts import Wording
from engine.said import say

MOST_CLASSES_OF_A_TARGET = 20
_FEW_DISTINCT = 10
_PROSE = 12  # words that one text in twenty has: titles and names have fewer
_ROW_NAME = re.compile(r"(?i:(^|[\W_])(id|uid|index|idx|nr|no)\W?$)|[a-z](Id|ID|Index|Idx|Nr|No)$")
_TARGET_NAMES = (
    "target",
    "label",
    "labels",
    "tags",
    "y",
    "outcome",
    "survived",
    "species",
    "diagnosis",
    "quality",
    "churn",
    "price",
    "class",
    "category",
    "result",
)


def typed(feature: Feature, rows: int, notes: list[str], *, numbers_rows: bool = False) -> Feature:
    """Return the feature with the type that a network will most likely want, saying in `notes` what is left out."""
    if feature.distinct == 0:
        return _left_out(feature, say("is empty"), notes)
    if feature.distinct == 1:
        return _left_out(feature, say("has the same value in every row, so nothing can be learnt from it"), notes)
    if numbers_rows:
        return _left_out(feature, say("only numbers the rows"), notes)
    if feature.type == "labels":
        return feature
    if feature.type in {"number", "date"}:
        return replace(feature, type="category") if set(feature.classes) == {"0", "1"} else feature
    return _varied(feature, notes) if is_varied(feature, rows) else feature


def _varied(feature: Feature, notes: list[str]) -> Feature:
    if feature.wording and is_prose(feature.wording):
        return replace(feature, type="text")
    sentence = say(
        "“{feature}” has {distinct} different texts, too many for a category: it is left out.",
        feature=feature.name,
        distinct=feature.distinct,
    )
    notes.append(sentence)
    return replace(feature, type="ignore")


def is_varied(feature: Feature, rows: int) -> bool:
    """Whether a column of texts has too many different ones for a category."""
    return feature.distinct > max(_FEW_DISTINCT, rows // 3) or not feature.classes


def is_prose(wording: Wording) -> bool:
    """Whether texts are long enough to be read, and no names or titles."""
    return wording.words >= _PROSE


def names_rows(name: str) -> bool:
    """Whether a column is called like a number that each row has for itself: `id`, `Customer No.`, `PassengerId`."""
    return bool(_ROW_NAME.search(name))


def target(features: Sequence[Feature], title: str, *, header: bool) -> str | None:
    """Return the name of the column that is most likely to be predicted.

    A column called like one, or like the file; else the last one that could be.
    """
    possible = [feature.name for feature in features if feature.type in {"number", "category", "labels"}]
    if not possible:
        return None
    plain = {name.casefold(): name for name in reversed(possible)}
    if header:
        # Where there is an x, y is the other place of a point, not what is to be predicted.
        names = [name for name in (title.casefold(), *_TARGET_NAMES) if not (name == "y" and "x" in plain)]
        for name in names:
            if name in plain:
                return plain[name]
    return possible[-1]


def as_target(feature: Feature) -> Feature:
    """Return a column as a target: one of whole numbers from 0 up without a gap is a class, not a quantity."""
    counted = tuple(map(str, range(len(feature.classes))))
    few = 2 < len(feature.classes) <= MOST_CLASSES_OF_A_TARGET
    return (
        replace(feature, type="category")
        if feature.type == "number" and few and feature.classes == counted
        else feature
    )


def rare(feature: Feature) -> tuple[str, ...]:
    """Return the classes that only one sample has: they cannot be learnt and checked both."""
    if feature.type != "category":
        return ()
    return tuple(name for name, count in zip(feature.classes, feature.counts, strict=True) if count == 1)


def _left_out(feature: Feature, why: str, notes: list[str]) -> Feature:
    notes.append(say("“{feature}” {why}: it is left out.", feature=feature.name, why=why))
    return replace(feature, type="ignore")
