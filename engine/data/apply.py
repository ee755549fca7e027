"""What a document says about its data set, applied to the schema: overridden types and chosen targets."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.data.labels import MOST_LABELS, as_cells, as_labels
from engine.data.made import as_made
from engine.data.schema import Feature, Role, Schema
from engine.data.series import as_windows
from engine.data.types import CHOSEN, FeatureType
from engine.document.model import Data
from engine.said import Said, say


def apply(schema: Schema, data: Data) -> Schema:
    """Return the schema as a document uses it: every feature has the role `feature` or `target`, types are overridden.

    Without targets in the document the schema's own holds. An override that a column cannot carry (a number for words)
    is left out, with a note. Columns that say the same as a target are ignored, with a note, unless the document types
    them. Applying twice changes nothing; but the rows of a series become windows (`engine.data.series`), and what the
    app makes of samples is made (`engine.data.made`), once only.
    """
    chosen = {name for name in data.targets if schema.feature(name)} or ({schema.target} if schema.target else set())
    notes = list(schema.notes)
    features = []
    for feature in schema.features:
        typed = _retyped(feature, data.columns.get(feature.name), notes)
        if feature.name not in data.columns and feature.name not in chosen and (twin := chosen & set(feature.twins)):
            typed = replace(as_cells(typed), type="ignore")
            notes.append(
                say(
                    "“{feature}” says the same as the target “{min}”, so it is left out.",
                    feature=feature.name,
                    min=min(twin),
                )
            )
        elif _only_divides(feature, data) and feature.name not in chosen:
            typed = replace(as_cells(typed), type="ignore")
            notes.append(
                say("“{feature}” says how the samples are split, so nothing is learnt from it.", feature=feature.name)
            )
        features.append(replace(typed, role=_role(typed, chosen)))
    divider = data.split.column if data.split.by != "share" else None
    used = replace(schema, features=tuple(features), notes=tuple(dict.fromkeys(notes)), divider=divider)
    windows = as_windows(used, data.series) if data.series else used
    return as_made(windows, data.made, data.split) if data.made else windows


def _only_divides(feature: Feature, data: Data) -> bool:
    """Whether a column names a part or a group: what is said of one says nothing of a new one. A time may."""
    split = data.split
    return split.by in {"column", "group"} and feature.name == split.column and feature.name not in data.columns


def _role(feature: Feature, chosen: set[str]) -> Role:
    return "target" if feature.name in chosen else "feature"


def _retyped(feature: Feature, wanted: str | None, notes: list[str]) -> Feature:
    chosen = next((each for each in CHOSEN if each == wanted), None)
    if chosen is None or chosen == feature.type:
        return feature
    if why := _unfit(feature, chosen):
        notes.append(why)
        return feature
    return as_labels(feature) if chosen == "labels" else replace(as_cells(feature), type=chosen)


def _unfit(feature: Feature, chosen: FeatureType) -> Said | None:
    """Return why a column cannot be read as what is chosen for it, or nothing."""
    name = feature.name
    if feature.shape and chosen != "ignore":
        return say(
            "“{feature}” is an {type} and cannot be read as {wanted}.", feature=name, type=feature.type, wanted=chosen
        )
    return _LACKING.get(chosen, _nothing)(feature)


def _nothing(_feature: Feature) -> Said | None:
    return None


def _no_dates(feature: Feature) -> Said | None:
    if feature.parts:
        return None
    return say("Column “{feature}” holds no dates, so it cannot be read as one.", feature=feature.name)


def _no_numbers(feature: Feature) -> Said | None:
    if feature.mean is not None:
        return None
    return say("Column “{feature}” holds words, so it cannot be read as a number.", feature=feature.name)


def _no_texts(feature: Feature) -> Said | None:
    if feature.type in {"category", "labels"} or feature.wording:
        return None
    return say("Column “{feature}” holds no texts that were kept, so it cannot be read as text.", feature=feature.name)


def _no_classes(feature: Feature) -> Said | None:
    whole = as_cells(feature)
    if whole.classes:
        return None
    return say(
        "Column “{feature}” has {distinct} different values, too many for a category.",
        feature=whole.name,
        distinct=whole.distinct,
    )


def _no_lists(feature: Feature) -> Said | None:
    if feature.labels:
        return None
    return say(
        "The cells of “{feature}” hold no lists such as {example}, or more than {most} different labels, so it cannot "
        "be read as labels.",
        feature=feature.name,
        example="“beach;sunset”",
        most=MOST_LABELS,
    )


_LACKING: Mapping[FeatureType, Callable[[Feature], Said | None]] = {
    "date": _no_dates,
    "number": _no_numbers,
    "text": _no_texts,
    "category": _no_classes,
    "labels": _no_lists,
}
"""Why a column cannot be read as a type, where what that needs is missing."""
