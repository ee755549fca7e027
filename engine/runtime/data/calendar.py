"""The parts of a date, worked out from its seconds: the same lines for numpy and inside a model."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.runtime.data.raw import Array

PERIODS: Mapping[str, float] = {"month": 12.0, "day": 31.0, "weekday": 7.0, "hour": 24.0}
"""After how many of each part it begins again."""
PARTS = ("year", *PERIODS)
_DAY = 86400.0


def calendar(seconds: Any, by: Any) -> dict[str, Any]:  # noqa: ANN401 - arrays of numpy or tensors of Keras
    """Return `year`, `month` (0 to 11), `day` (0 to 30), `weekday` (0: Monday) and `hour` (with its minutes), in UTC.

    `seconds` are float64 since 1970, `by` is `numpy` or `keras.ops`. H. Hinnant, chrono-Compatible Low-Level Date
    Algorithms, civil_from_days: years begin in March, in eras of 400.
    """
    days = by.floor(seconds / _DAY)
    counted = days + 719468.0
    era = by.floor(counted / 146097.0)
    day = counted - era * 146097.0
    year = by.floor((day - by.floor(day / 1460.0) + by.floor(day / 36524.0) - by.floor(day / 146096.0)) / 365.0)
    of_year = day - (365.0 * year + by.floor(year / 4.0) - by.floor(year / 100.0))
    march = by.floor((5.0 * of_year + 2.0) / 153.0)
    # March is the third month of the year; the last two of these years belong to the next.
    later = by.floor(march / 10.0)
    shifted = days + 3.0
    return {
        "year": year + era * 400.0 + later,
        "month": march + 2.0 - 12.0 * later,
        "day": of_year - by.floor((153.0 * march + 2.0) / 5.0),
        "weekday": shifted - 7.0 * by.floor(shifted / 7.0),
        "hour": (seconds - days * _DAY) / 3600.0,
    }


def varying(seconds: Array) -> tuple[str, ...]:
    """Return the parts that are not the same in all of the dates that are there; the year where none differs."""
    present = seconds[np.isfinite(seconds)]
    found = calendar(present, np)
    return tuple(part for part in PARTS if len(present) and np.ptp(found[part]) > 0) or ("year",)
