"""The course of a series, for its picture and for forecasts from its end: in a child of the engine host."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine.data.apply import apply
from engine.data.schema import Feature, Schema
from engine.data.schema_json import load
from engine.document.load import from_json
from engine.document.model import PARTS, Series
from engine.runtime.data.columns import table
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.split import split_rows
from engine.runtime.data.types.series import SeriesField
from engine.runtime.data.windows import course, moments, windows
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_POINTS = 3000
_COLUMNS = 6
_SERIES = 6


def run_course(request: Mapping[str, Any], _report: Callable[[float, str], None]) -> JsonObject:
    """Return how the numbers of a series go, and its last steps.

    `request`: `document`, `schema`. Answers `{"when": […], "which": […], "parts": [name or ""], "lines": {column: […]},
    "counts": {part: samples}, "end": {column: [the last steps]}}`, of at most 3,000 rows of the first six series.
    """
    document = from_json(request["document"])
    used = apply(load(request["schema"]), document.data)
    if used.series is None:
        raise Refusal(say("The rows of this data set are no series; say on the Data page that they are."))
    rows = table(used)
    found = course(used.series, rows)
    windowed = windows(used, rows)
    divided = vars(split_rows(used, document, windowed))
    last = moments(used.series, found.which)
    part = np.full(len(found.rows), -1)
    for number, name in enumerate(PARTS):
        _mark(part, last[divided[name]], number, used.series)
    shown = np.flatnonzero(found.which < _SERIES)
    shown = shown[:: max(1, -(-len(shown) // _POINTS))]
    read = [feature for feature in used.features if feature.type == "series"]
    numbers = [feature.name for feature in read if feature.each == "number"][:_COLUMNS]
    return {
        "when": found.when[shown].tolist(),
        "which": found.which[shown].tolist(),
        "parts": ["" if number < 0 else PARTS[number] for number in part[shown]],
        "lines": {name: _plain(rows[name][found.rows][shown]) for name in numbers},
        "counts": {name: len(divided[name]) for name in PARTS},
        "end": _end(used, read, rows, found.rows),
    }


def _mark(part: Array, last: Array, number: int, series: Series) -> None:
    """Say of each row that a sample of a part reads or answers that it is of this part."""
    for place in range(1 - series.steps, series.span - series.steps + 1):
        part[last + place] = number


def _end(used: Schema, read: list[Feature], rows: Columns, order: Array) -> JsonObject:
    steps = used.series.steps if used.series else 0
    return {feature.name: SeriesField.shown(feature, rows[feature.name][order][-steps:]) for feature in read}


def _plain(values: Array) -> list[Json]:
    return [float(f"{value:.7g}") if np.isfinite(value) else None for value in values]
