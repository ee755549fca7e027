"""Reads the `data` and `training` parts of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import get_args

from engine.data.types import CHOSEN
from engine.document.model import COMPARED, PARTS, SPLITS, Data, Made, MadeWay, PartName, Series, Split, Training
from engine.document.values import Faults, object_of
from engine.words import Json

MOST_STEPS = 10_000
MOST_PAIRS = 20
LEAST_PERCENT, MOST_PERCENT = 80.0, 99.9


def read_data(value: Json, faults: Faults) -> Data:
    """Read `data`; what is missing has its default, what cannot be read too, with a fault."""
    content = _part(value, "data", {"source", "targets", "columns", "split", "series", "made"}, faults)
    source = content.get("source")
    if source is not None and not isinstance(source, str):
        faults.say("The data set's name could not be read; choose the data again.")
    return Data(
        source=source if isinstance(source, str) and source else None,
        targets=_texts(content.get("targets"), faults),
        columns=_columns(content.get("columns"), faults),
        split=_split(content.get("split"), faults),
        series=read_series(content.get("series"), faults),
        made=_made(content.get("made"), faults),
    )


def read_series(value: Json, faults: Faults) -> Series | None:
    """Read what makes rows the steps of a series; nothing where it is not said."""
    if value is None:
        return None
    content, plain = _part(value, "series", {field.name for field in fields(Series)}, faults), Series()
    order, group = content.get("order"), content.get("group")
    sizes = {
        name: min(max(_whole(content, name, getattr(plain, name), faults), least), MOST_STEPS)
        for name, least in (("season", 0), ("steps", 1), ("ahead", 0), ("count", 1))
    }
    return Series(
        order=order if isinstance(order, str) else None, group=group if isinstance(group, str) else None, **sizes
    )


def _made(value: Json, faults: Faults) -> Made | None:
    """Read what the app makes of the samples; nothing where it is not said, or in no way that is known."""
    if value is None:
        return None
    content, plain = _part(value, "made", {field.name for field in fields(Made)}, faults), Made()
    way = next((known for known in get_args(MadeWay) if known == content.get("way")), None)
    if way is None:
        faults.say("What the app makes of the samples is not known here and was left out.", param="made")
        return None
    compared = next((known for known in COMPARED if known == content.get("compared")), plain.compared)
    each = min(max(_whole(content, "each", plain.each, faults), 1), MOST_PAIRS)
    percent = min(max(_number(content, "percent", plain.percent, faults), LEAST_PERCENT), MOST_PERCENT)
    usual = content.get("usual")
    return Made(way=way, each=each, compared=compared, percent=percent, usual=usual if isinstance(usual, str) else None)


def _split(value: Json, faults: Faults) -> Split:
    known = {"validation", "test", "seed", "by", "column", "parts", "folds", "fold"}
    split, plain = _part(value, "split", known, faults), Split()
    by, column = split.get("by", plain.by), split.get("column")
    if by not in SPLITS:
        faults.say(f"A split is by {', '.join(SPLITS)}; it is by share now.", param="split")
    if column is not None and not isinstance(column, str):
        faults.say("The column to split by could not be read; choose it again.", param="split")
    return Split(
        validation=_number(split, "validation", plain.validation, faults),
        test=_number(split, "test", plain.test, faults),
        seed=_whole(split, "seed", plain.seed, faults),
        by=next((known for known in SPLITS if known == by), plain.by),
        column=column if isinstance(column, str) else None,
        parts=_parts(split.get("parts"), faults),
        folds=_whole(split, "folds", plain.folds, faults),
        fold=_whole(split, "fold", plain.fold, faults),
    )


def _parts(value: Json, faults: Faults) -> dict[str, PartName]:
    parts: dict[str, PartName] = {}
    for cell, wanted in object_of(value).items():
        part = next((name for name in PARTS if name == wanted), None)
        if part is None:
            faults.say(f"The part of “{cell[:60]}” is none of {', '.join(PARTS)}; it was left out.", param="split")
        else:
            parts[cell] = part
    return parts


def read_training(value: Json, faults: Faults) -> Training:
    """Read `training`; what is missing has its default, what cannot be read too, with a fault."""
    plain = Training()
    content = _part(value, "training", {"epochs", "batch_size", "optimizer", "patience", "seed"}, faults)
    return Training(
        epochs=_whole(content, "epochs", plain.epochs, faults),
        batch_size=_whole(content, "batch_size", plain.batch_size, faults),
        optimizer=content.get("optimizer", plain.optimizer),
        patience=_whole(content, "patience", plain.patience, faults),
        seed=_whole(content, "seed", plain.seed, faults),
    )


def _part(value: Json, name: str, known: set[str], faults: Faults) -> Mapping[str, Json]:
    if value is not None and not isinstance(value, Mapping):
        faults.say(f"The document's “{name}” could not be read; it has its usual settings now.")
    content = object_of(value)
    for extra in sorted(set(content) - known):
        faults.say(f"“{extra[:40]}” in “{name}” is not known here and was left out.", severity="advice")
    return content


def _texts(value: Json, faults: Faults) -> tuple[str, ...]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        texts = tuple(text for text in value if isinstance(text, str))
        if len(texts) == len(value):
            return texts
    if value is not None:
        faults.say("The targets could not be read; choose what to predict again.")
    return ()


def _columns(value: Json, faults: Faults) -> dict[str, str]:
    columns = {}
    for name, kind in object_of(value).items():
        if kind in CHOSEN:
            columns[name] = str(kind)
        else:
            faults.say(f"The type of column “{name[:60]}” is none of {', '.join(CHOSEN)}; it was left out.")
    return columns


def _whole(content: Mapping[str, Json], key: str, default: int, faults: Faults) -> int:
    value = content.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    faults.say(f"“{key}” must be a whole number; it is {default} now.", param=key)
    return default


def _number(content: Mapping[str, Json], key: str, default: float, faults: Faults) -> float:
    value = content.get(key, default)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    faults.say(f"“{key}” must be a number; it is {default:g} now.", param=key)
    return default
