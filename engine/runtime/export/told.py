"""What a project file says that its network reached: taken only where it has the form that a run's own results have."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.runtime.answers import Answer
from engine.runtime.answers.told import count, is_number
from engine.words import Json, JsonObject, Refusal

_LONGEST = 300


def told(value: Mapping[str, Any], part: str, measured: Sequence[Answer]) -> JsonObject:
    """Return the results in `value` without samples, which are made anew; raises `Refusal` for another form."""
    try:
        return {
            "part": part,
            "count": count(value["count"]),
            "outputs": {one.target: one.scored_told(value["outputs"][one.target]) for one in measured},
            "samples": [],
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refusal("The results in this file are damaged; export the project again.") from error


def values(value: object) -> dict[str, Json]:
    """Return the measures of the best epoch by name, without what is none."""
    if not isinstance(value, Mapping):
        return {}
    found = {name: number for name, number in value.items() if len(name) <= _LONGEST and is_number(number)}
    return dict(list(found.items())[:100])
