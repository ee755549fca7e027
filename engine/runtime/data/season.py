"""Whether the rows of a table follow one another in time, and after how many of them it begins again."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.data.schema import Feature
from engine.document.model import Series
from engine.runtime.data.raw import Array
from engine.said import say

_FEWEST = 30
_DAY = 86400.0
_EVEN = 0.9
_USUAL = {_DAY / 24: 24, _DAY: 7, 7 * _DAY: 52, 30.4 * _DAY: 12, 91.3 * _DAY: 4}
"""After how many rows it usually begins again, by the seconds between two rows: a day, a week, a year."""
_SHORT = 12


def proposed(
    features: Sequence[Feature], target: str | None, values: Callable[[str], Array], notes: list[str]
) -> Series | None:
    """Return how the rows of a table are steps of a series, where times that are evenly spaced tell them apart.

    `values` gives the cells of a column: seconds of dates, numbers, or codes of texts. What has to be known of the
    times is said in `notes`.
    """
    order = next((feature for feature in features if feature.type == "date"), None)
    number = next((feature for feature in features if feature.name == target and feature.type == "number"), None)
    if order is None or number is None or order.distinct < _FEWEST:
        return None
    times = values(order.name)
    groups = [
        f for f in features if f.type == "category" and 1 < len(f.classes) <= order.missing + len(times) // _FEWEST
    ]
    codes = {feature.name: values(feature.name) for feature in groups}
    group = _group(times, codes)
    which = codes[group] if group else np.zeros(len(times), dtype=np.int64)
    first = times[which == which[0]]
    present = np.unique(first[np.isfinite(first)])
    steps = np.diff(present)
    usual = float(np.median(steps)) if len(steps) else 0.0
    if len(present) < _FEWEST or not _even(steps, usual):
        return None
    _notes(order.name, times, which, steps > 1.5 * usual, notes)
    rows = np.argsort(np.where(np.isfinite(first), first, np.inf), kind="stable")[: len(present)]
    season = season_of(values(number.name)[which == which[0]][rows], usual)
    return Series(order=order.name, group=group, season=season, steps=_steps(season, len(present)))


def season_of(values: Array, seconds: float = 0.0) -> int:
    """Return after how many steps a series begins again, 0 where it does not.

    `seconds` lie between two: what is usual for them is believed sooner than anything else.
    """
    changes = np.diff(values[np.isfinite(values)])
    likely = next((count for step, count in _USUAL.items() if 0.9 * step < seconds < 1.1 * step), 0)
    if likely and len(changes) >= 3 * likely and _alike(changes, likely) > 0.3:
        return likely
    lags = range(2, min(len(changes) // 3, 60))
    found = [_alike(changes, lag) for lag in lags]
    # Twice a season is as alike as one: the shortest that is nearly the best.
    return next((lag for lag, like in zip(lags, found, strict=True) if like > 0.6 and like > 0.95 * max(found)), 0)


def _alike(changes: Array, lag: int) -> float:
    """Return the correlation of changes with those `lag` steps before."""
    one, other = changes[lag:] - changes[lag:].mean(), changes[:-lag] - changes[:-lag].mean()
    size = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / size if size else 0.0


def _even(steps: Array, usual: float) -> bool:
    # Months are up to a tenth shorter than others.
    return usual > 0 and bool(((steps > 0.85 * usual) & (steps < 1.15 * usual)).mean() >= _EVEN)


def _group(times: Array, codes: Mapping[str, Array]) -> str | None:
    """Return the column that tells several series apart: with it no time comes twice."""
    known = np.isfinite(times)
    if len(np.unique(times[known])) == known.sum():
        return None
    for name, which in codes.items():
        if len(np.unique(np.stack([times[known], which[known].astype(np.float64)]), axis=1).T) == known.sum():
            return name
    return None


def _steps(season: int, rows: int) -> int:
    # One step more than a season: the step before, and the same one of the season before it.
    return max(1, min(season + 1 if season else _SHORT, rows // 5))


def _notes(name: str, times: Array, which: Array, gaps: Array, notes: list[str]) -> None:
    known = np.isfinite(times)
    pairs = np.stack([times[known], which[known].astype(np.float64)])
    twice = int(known.sum()) - np.unique(pairs, axis=1).shape[1]
    if (np.diff(times[known])[np.diff(which[known]) == 0] < 0).any():
        notes.append(say("The rows are not in the order of “{name}”: they are put in order.", name=name))
    if twice:
        notes.append(say("{count} rows have a time in “{name}” that was there before.", count=twice, name=name))
    if gaps.any():
        notes.append(
            say(
                "“{name}” has {count} gaps: the rows before and after one are read as neighbours.",
                name=name,
                count=int(gaps.sum()),
            )
        )
