"""The rows of a table as steps of a series: the schema of its windows."""

from collections.abc import Collection
from dataclasses import replace

from engine.data.schema import Feature, Schema
from engine.data.types import TYPES, FeatureType
from engine.document.model import Series
from engine.said import say

STEPPED: frozenset[FeatureType] = frozenset({"number", "category", "date"})
"""The types of which a series can be read."""


def as_windows(schema: Schema, series: Series) -> Schema:
    """Return a schema whose samples are windows: what is read becomes the past, what is answered lies ahead.

    A target that lies ahead is an answer of another name, and its own past can be read. Of a category one step is
    answered. What has a shape of its own can be no step, and is ignored.
    """
    taken = {feature.name for feature in schema.features}
    read: list[Feature] = []
    answered: list[Feature] = []
    for feature in schema.features:
        if feature.role != "target":
            read.append(_past(feature, series))
            continue
        if series.ahead:
            read.append(_past(replace(feature, role="feature"), series))
        answered.append(_answer(feature, series, taken))
    notes = (*schema.notes, *_untimed(schema, series))
    return replace(schema, features=(*read, *answered), notes=notes, series=series)


def _untimed(schema: Schema, series: Series) -> tuple[str, ...]:
    order = schema.feature(series.order or "")
    if order is None or not order.missing:
        return ()
    return (say("{count} rows say no “{order}”, so they are left out.", count=order.missing, order=order.name),)


def _past(feature: Feature, series: Series) -> Feature:
    if feature.shape:
        return replace(feature, type="ignore")
    if feature.type not in STEPPED:
        return feature
    return replace(
        feature, type="series", each=feature.type, shape=(series.steps,), axes=TYPES["series"].axes, histogram=None
    )


def _answer(feature: Feature, series: Series, taken: Collection[str]) -> Feature:
    if not series.ahead:
        return feature
    name, number = f"next {feature.name}", 2
    while name in taken:
        name, number = f"next {feature.name} ({number})", number + 1
    answer = replace(feature, name=name, source=feature.name, twins=())
    if feature.type != "number":
        return answer
    # What lies ahead may lie beyond all that was: it has no bounds.
    return replace(
        answer, type="forecast", shape=(series.count,), axes=TYPES["forecast"].axes, min=None, max=None, histogram=None
    )
