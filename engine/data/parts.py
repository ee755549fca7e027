"""Which part of the split the cells of a column mean, and which columns offer themselves to split by."""

import re
from collections.abc import Iterable, Mapping

from engine.data.schema import Feature, Schema
from engine.document.model import PARTS, PartName, Split

WORDS: Mapping[PartName, tuple[str, ...]] = {
    "training": ("train", "training", "trn", "fit", "learn"),
    "validation": ("validation", "validate", "valid", "val", "dev", "development", "validierung"),
    "test": ("test", "testing", "tst", "holdout", "hold-out", "evaluation", "eval"),
}
_PART_OF = {word: part for part, words in WORDS.items() for word in words}
_GROUP_NAME = re.compile(
    r"(?i:^|[\W_])(?i:patient|slide|speaker|subject|person|participant|user|customer|group|session|donor|animal|"
    r"mouse|family|household|site|hospital|station|recording|video|writer|author)s?(?i:$|[\W_])|^name part \d",
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TIME = re.compile(r"\d{4}-\d{2}(-\d{2})?([ T]\d{2}:\d{2}.*)?|\d{2}:\d{2}(:\d{2}.*)?|\d{8,14}")


def part_of(cell: str, split: Split) -> PartName:
    """Return the part that a cell means: as the split says, as its word says, else training."""
    said = split.parts.get(cell)
    return said or _PART_OF.get(cell.strip().casefold(), "training")


def parts_of(cells: Iterable[str], split: Split) -> dict[str, PartName]:
    """Return the part that each cell means."""
    return {cell: part_of(cell, split) for cell in cells}


def shares(schema: Schema, split: Split) -> tuple[float, float, float]:
    """Return the shares of training, validation and test, as far as they are known without the rows."""
    feature = schema.rows.feature(split.column or "")
    if split.by != "column" or feature is None or not feature.counts:
        return split.shares
    total = max(1, sum(feature.counts))
    said = dict.fromkeys(PARTS, 0.0)
    for cell, count in zip(feature.classes, feature.counts, strict=True):
        said[part_of(cell, split)] += count / total
    learning = said["training"] + (said["validation"] if split.folds > 1 else 0.0)
    if split.folds > 1 or not said["validation"]:
        said["validation"] = learning * (1 / split.folds if split.folds > 1 else split.validation)
        said["training"] = learning - said["validation"]
    return said["training"], said["validation"], said["test"]


def says_parts(feature: Feature) -> bool:
    """Whether the values of a column are words for the parts of a split."""
    known = [_PART_OF.get(name.strip().casefold()) for name in feature.classes]
    return len(known) > 1 and all(known) and len(set(known)) > 1


def dividers(schema: Schema, by: str) -> tuple[str, ...]:
    """Return the columns by which a data set can be split so, the likeliest first; targets and pictures are none."""
    plain = [f for f in schema.features if not f.shape and f.distinct > 1 and f.name not in _answers(schema)]
    match by:
        case "column":
            found = [feature for feature in plain if 1 < len(feature.classes) <= 20]
            found.sort(key=lambda feature: not says_parts(feature))
        case "group":
            found = [feature for feature in plain if 2 < feature.distinct < schema.samples]
            found.sort(key=lambda feature: not names_groups(feature.name))
        case "time":
            found = [feature for feature in plain if feature.histogram or _are_times(feature, schema)]
            found.sort(key=lambda feature: (_is_plain_number(feature), not names_time(feature.name)))
        case _:
            found = []
    return tuple(feature.name for feature in found)


def grouping(schema: Schema) -> str | None:
    """Return the column whose name and repeating values suggest that its rows belong together."""
    found = (
        feature
        for feature in schema.features
        if names_groups(feature.name)
        and feature.name not in _answers(schema)
        and not feature.shape
        and 3 <= feature.distinct <= 0.8 * schema.samples
    )
    return next((feature.name for feature in found), None)


def names_groups(name: str) -> bool:
    """Whether a column is called like what several rows belong to: `patient`, `SpeakerId`, `slide_no`."""
    return bool(_GROUP_NAME.search(_CAMEL.sub("_", name)))


def names_time(name: str) -> bool:
    """Whether a column is called like a time: `date`, `Year`, `uhrzeit`."""
    return bool(re.search(r"(?i)time|date|year|month|day|week|zeit|datum|jahr|monat|tag", name))


def _is_plain_number(feature: Feature) -> bool:
    return feature.histogram is not None and not feature.parts


def _are_times(feature: Feature, schema: Schema) -> bool:
    """Whether the texts of a column sort as the times that they name: `2024-01-31`."""
    shown = [str(row[feature.name]) for row in schema.preview if row.get(feature.name) is not None]
    texts = [*feature.classes[:20], *shown]
    return bool(texts) and all(_TIME.fullmatch(text) for text in texts)


def _answers(schema: Schema) -> set[str | None]:
    return {feature.name for feature in schema.targets()} or {schema.target}
