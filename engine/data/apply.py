"""What a document says about its data set, applied to the schema: overridden types and chosen targets."""

from dataclasses import replace

from engine.data.schema import Feature, Role, Schema
from engine.data.series import as_windows
from engine.data.types import CHOSEN, FeatureType
from engine.document.model import Data
from engine.said import Said, say


def apply(schema: Schema, data: Data) -> Schema:
    """Return the schema as a document uses it: every feature has the role `feature` or `target`, types are overridden.

    Without targets in the document the schema's own holds. An override that a column cannot carry (a number for words)
    is left out, with a note. Columns that say the same as a target are ignored, with a note, unless the document types
    them. Applying twice changes nothing; but the rows of a series become windows (`engine.data.series`) once only.
    """
    chosen = {name for name in data.targets if schema.feature(name)} or ({schema.target} if schema.target else set())
    notes = list(schema.notes)
    features = []
    for feature in schema.features:
        typed = _retyped(feature, data.columns.get(feature.name), notes)
        if feature.name not in data.columns and feature.name not in chosen and (twin := chosen & set(feature.twins)):
            typed = replace(typed, type="ignore")
            notes.append(
                say(
                    "“{feature}” says the same as the target “{min}”, so it is left out.",
                    feature=feature.name,
                    min=min(twin),
                )
            )
        elif _only_divides(feature, data) and feature.name not in chosen:
            typed = replace(typed, type="ignore")
            notes.append(
                say("“{feature}” says how the samples are split, so nothing is learnt from it.", feature=feature.name)
            )
        features.append(replace(typed, role=_role(typed, chosen)))
    divider = data.split.column if data.split.by != "share" else None
    used = replace(schema, features=tuple(features), notes=tuple(dict.fromkeys(notes)), divider=divider)
    return as_windows(used, data.series) if data.series else used


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
    return replace(feature, type=chosen)


def _unfit(feature: Feature, chosen: FeatureType) -> Said | None:
    """Return why a column cannot be read as what is chosen for it, or nothing."""
    name = feature.name
    if feature.shape and chosen != "ignore":
        return say(
            "“{feature}” is an {type} and cannot be read as {wanted}.", feature=name, type=feature.type, wanted=chosen
        )
    match chosen:
        case "date" if not feature.parts:
            return say("Column “{feature}” holds no dates, so it cannot be read as one.", feature=name)
        case "number" if feature.mean is None:
            return say("Column “{feature}” holds words, so it cannot be read as a number.", feature=name)
        case "text" if feature.type != "category" and not feature.wording:
            return say("Column “{feature}” holds no texts that were kept, so it cannot be read as text.", feature=name)
        case "category" if not feature.classes:
            return say(
                "Column “{feature}” has {distinct} different values, too many for a category.",
                feature=name,
                distinct=feature.distinct,
            )
    return None
