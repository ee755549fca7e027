"""What the parts of a data set hold, for the picture of a split: in a child of the engine host."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from engine.data.apply import apply
from engine.data.schema import Schema
from engine.data.schema_json import load
from engine.document.load import from_json
from engine.runtime.data.columns import columns
from engine.runtime.data.insight.repeats import marks
from engine.runtime.data.raw import Columns
from engine.runtime.data.split import Parts, split_rows
from engine.runtime.data.types.category import class_index
from engine.words import JsonObject

_MOST_BYTES = 1_000_000_000


def parts(request: Mapping[str, Any], _report: Callable[[float, str], None]) -> JsonObject:
    """Return how many rows each part of a document's data has, and of each class of its first class target.

    `request`: `document`, `schema`. Answers `{"rows": {part: count}, "groups": {part: count} or null, "classes": […],
    "counts": {part: [count of each class]}, "met": count}`; `met` rows validate or test but read as one that trains.
    """
    document = from_json(request["document"])
    used = apply(load(request["schema"]), document.data)
    raw = columns(used)
    divided = split_rows(used, document, raw)
    found = vars(divided)
    divider = raw[used.divider] if used.divider and document.data.split.by == "group" else None
    target = next((feature for feature in used.targets() if feature.type == "category"), None)
    counts = {
        name: np.bincount(class_index(target, raw[target.name][rows]), minlength=len(target.classes)).tolist()
        for name, rows in found.items()
        if target
    }
    return {
        "rows": {name: len(rows) for name, rows in found.items()},
        "groups": None if divider is None else {name: len(np.unique(divider[rows])) for name, rows in found.items()},
        "classes": list(target.classes) if target else [],
        "counts": counts,
        "met": _met(used, raw, divided),
    }


def _met(used: Schema, raw: Columns, divided: Parts) -> int:
    """Return how many rows that do not train read and answer the same as one that does; 0 where that is too much."""
    asked = [raw.get(feature.name) for feature in (*used.inputs(), *used.targets())]
    compared = [values for values in asked if isinstance(values, np.ndarray)]
    if len(compared) < len(asked) or sum(values.nbytes for values in compared) > _MOST_BYTES:
        return 0
    rows = marks(compared)
    held = np.concatenate([divided.validation, divided.test])
    return int(np.isin(rows[held], rows[divided.training]).sum())
