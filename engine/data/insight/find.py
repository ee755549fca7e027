"""What the rules about data look for, in an applied schema and in what was measured when it was read."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from engine.data.insight.rule import Figures, Noted
from engine.data.parts import grouping, names_time, says_parts
from engine.data.schema import Feature, Schema
from engine.data.types import READ
from engine.document.dump import split_to_json
from engine.document.edits import set_part
from engine.document.model import Data, Split
from engine.findings import Fix
from engine.said import say

GIVEN_AWAY = 0.98
SAME = 0.995
MANY_MISSING = 0.05
MOSTLY_MISSING = 0.3
LOPSIDED = 0.8
FEWEST = 10
_MOST_NAMED = 3


def belongs_together(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find a column whose name and repeating values say that rows belong together, where they are split by chance."""
    column = grouping(schema) if data.split.by == "share" else None
    if column:
        yield Noted(
            figures={"column": column},
            fixes=(_split(say("Split by “{column}”", column=column), replace(data.split, by="group", column=column)),),
        )


def in_time(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find a time in whose order the rows stand, where they are split by chance."""
    ordered = schema.insight.ordered if schema.insight and data.split.by == "share" and not schema.series else ()
    for name in ordered:
        feature = schema.feature(name)
        if feature and feature.role != "target" and (feature.parts or names_time(name)):
            wanted = replace(data.split, by="time", column=name)
            yield Noted(
                figures={"column": name}, fixes=(_split(say("Split by time, “{column}”", column=name), wanted),)
            )
            return


def names_parts(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find a column that says itself which rows are to train, where it is not asked."""
    if data.split.by == "share":
        for feature in schema.features:
            if feature.role != "target" and says_parts(feature):
                wanted = replace(data.split, by="column", column=feature.name)
                title = say("Split as “{column}” says", column=feature.name)
                yield Noted(figures={"column": feature.name}, fixes=(_split(title, wanted),))


def gives_away(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find an input that alone gives a target away."""
    for target, given in itertools.product(schema.targets(), schema.inputs()):
        told = schema.insight.told(given.name, target.name) if schema.insight else 0
        if told >= GIVEN_AWAY:
            yield Noted(
                figures={"column": given.name, "target": target.name, "share": round(100 * told)},
                fixes=(_left_out(given, data),),
            )


def repeated(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find rows that stand more than once."""
    count = schema.insight.repeated if schema.insight else None
    if count and data.split.by in {"share", "group"}:
        yield Noted(figures={"count": count, "all": schema.samples})


def one_value(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find an input that is the same in all rows."""
    for feature in schema.inputs():
        if feature.is_constant() and not feature.shape:
            yield Noted(figures={"column": feature.name}, fixes=(_left_out(feature, data),))


def same_column(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find two inputs of numbers that rise and fall together."""
    numbers = [feature for feature in schema.inputs() if feature.type == "number"]
    told: set[str] = set()
    for one, other in itertools.combinations(numbers, 2):
        if schema.insight and other.name not in told and abs(schema.insight.relation(one.name, other.name)) >= SAME:
            told.add(other.name)
            yield Noted(figures={"column": other.name, "first": one.name}, fixes=(_left_out(other, data),))


def unanswered(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find a target without a value in some rows."""
    for target in schema.targets():
        if target.missing:
            yield Noted(figures={"target": target.name, "count": target.missing, "all": schema.samples})


def lopsided(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find a target of which nearly all rows are of one class."""
    for target in _classes(schema):
        most, total = max(target.counts), sum(target.counts)
        if most >= LOPSIDED * total:
            name = target.classes[target.counts.index(most)]
            yield Noted(figures={"target": target.name, "class": name, "share": round(100 * most / total)})


def rare(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find classes of which hardly any row is there."""
    for target in _classes(schema):
        few = [name for name, count in zip(target.classes, target.counts, strict=True) if 0 < count < FEWEST]
        if few and len(few) < len(target.classes):
            shown = ", ".join(f"“{name}”" for name in few[:_MOST_NAMED])
            shown += " …" if len(few) > _MOST_NAMED else ""
            yield Noted(figures={"target": target.name, "names": shown, "fewest": FEWEST})


def rare_labels(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find labels that hardly any row has."""
    for target in schema.targets():
        few = [name for name, count in zip(target.classes, target.counts, strict=True) if 0 < count < FEWEST]
        if target.type == "labels" and few:
            shown = ", ".join(f"“{name}”" for name in few[:_MOST_NAMED]) + (" …" if len(few) > _MOST_NAMED else "")
            yield Noted(figures={"target": target.name, "names": shown, "fewest": FEWEST})


def gaps(schema: Schema, data: Data) -> Iterator[Noted]:
    """Find inputs of which many cells are empty."""
    for feature in schema.inputs():
        share = feature.missing / max(1, schema.samples)
        if share >= MANY_MISSING:
            fixes = (_left_out(feature, data),) if share >= MOSTLY_MISSING else ()
            yield Noted(figures={"column": feature.name, "share": round(100 * share)}, fixes=fixes)


def outliers(schema: Schema, _data: Data) -> Iterator[Noted]:
    """Find numbers that lie far away from all others of their column."""
    for feature in schema.features:
        found = schema.insight.outliers.get(feature.name) if schema.insight else None
        if found and feature.type == "number" and (feature.role == "target" or feature in schema.inputs()):
            figures: Figures = {"column": feature.name, "count": found.count, "low": found.low, "high": found.high}
            yield Noted(figures=figures)


def _classes(schema: Schema) -> list[Feature]:
    known = [target for target in schema.targets() if target.type == "category" and target.type in READ]
    return [target for target in known if len(target.counts) > 1]


def _left_out(feature: Feature, data: Data) -> Fix:
    title = say("Leave “{column}” out", column=feature.name)
    return Fix(title=title, edits=(set_part("data", "columns", {**data.columns, feature.name: "ignore"}),))


def _split(title: str, split: Split) -> Fix:
    return Fix(title=title, edits=(set_part("data", "split", split_to_json(split)),))
