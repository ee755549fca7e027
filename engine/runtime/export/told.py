"""What a project file says that its network reached: taken only where it has the form that a run's own results have."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.runtime.answers import Answer
from engine.said import heard
from engine.words import Json, JsonObject, Refusal

_MOST_POINTS = 2000
_MOST_SAMPLES = 1_000_000_000
_LARGEST = 1e300
_LONGEST = 300
_METRICS: Mapping[str, str] = {
    "classes": "accuracy",
    "number": "mean absolute error",
    "again": "mean absolute error",
    "value": "mean",
}


def told(value: Mapping[str, Any], part: str, measured: Sequence[Answer]) -> JsonObject:
    """Return the results in `value` without samples, which are made anew; raises `Refusal` for another form."""
    try:
        return {
            "part": part,
            "count": _count(value["count"]),
            "outputs": {one.target: _output(one, value["outputs"][one.target]) for one in measured},
            "samples": [],
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refusal("The results in this file are damaged; export the project again.") from error


def _sentence(value: Mapping[str, Any], key: str) -> str:
    """Return a sentence with its message; one that is too long is cut, and is plain text then."""
    sentence = heard({**value, key: str(value[key])}, key)
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST]


def values(value: object) -> dict[str, Json]:
    """Return the measures of the best epoch by name, without what is none."""
    if not isinstance(value, Mapping):
        return {}
    found = {name: number for name, number in value.items() if len(name) <= _LONGEST and _is_number(number)}
    return dict(list(found.items())[:100])


def _output(one: Answer, value: Mapping[str, Any]) -> JsonObject:
    low, high = value["interval"]
    scored: dict[str, Json] = {
        "metric": _METRICS[one.kind],
        "score": _number(value["score"]),
        "interval": [_number(low), _number(high)],
        "baseline": None if one.is_value else _number(value["baseline"]),
        "baseline_sentence": _sentence(value, "baseline_sentence"),
    }
    if one.kind in ("again", "value"):
        return {"kind": one.kind, **scored}
    if not one.classes:
        points = list(zip(value["truth"], value["answers"], strict=True))[:_MOST_POINTS]
        truth, answers = ([_number(point[place]) for point in points] for place in (0, 1))
        return {"kind": "number", **scored, "truth": truth, "answers": answers}
    return {"kind": "classes", **scored, "classes": list(one.classes), "confusion": _table(value, len(one.classes))}


def _table(value: Mapping[str, Any], size: int) -> list[Json]:
    rows = value["confusion"]
    if len(rows) != size or any(len(row) != size for row in rows):
        raise ValueError("The confusion matrix has another size than there are classes.")
    return [[_count(number) for number in row] for row in rows]


def _number(value: object) -> float:
    if not _is_number(value):
        raise ValueError(f"{value!r} is no number.")
    return float(value)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_SAMPLES:
        raise ValueError(f"{value!r} is no count.")
    return value
