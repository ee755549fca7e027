"""The windows of a series: for every moment the steps up to it, and what comes after."""

from dataclasses import dataclass, replace

import numpy as np

from engine.data.schema import Feature, Schema
from engine.document.model import Series, Split
from engine.runtime.data.raw import Array, Columns
from engine.said import say
from engine.words import Refusal

MOST_HELD = 0.3
WHEN, WHICH = " when", " which"
"""Columns of windows: the place in time of the last step that is read, and the number of its series.

No column of a table is called so: names of columns begin with no space.
"""


@dataclass(frozen=True, kw_only=True)
class Course:
    """The rows of a series in order, series after series, each with its time and the number of its series."""

    rows: Array
    when: Array
    which: Array


def course(series: Series, raw: Columns) -> Course:
    """Return the order of raw rows; those without a time are left out, equal times stay as they stood."""
    count = len(next(iter(raw.values())))
    when = np.arange(count, dtype=np.float64) if series.order is None else _times(raw[series.order])
    which = np.zeros(count, dtype=np.int64)
    if series.group is not None:
        which = np.unique(raw[series.group].astype(np.str_), return_inverse=True)[1]
    known = np.flatnonzero(np.isfinite(when))
    rows = known[np.lexsort((when[known], which[known]))]
    if series.order is None:
        when = np.empty(count)
        when[rows] = _places(which[rows])
    return Course(rows=rows, when=when[rows], which=which[rows])


def in_order(series: Series, raw: Columns) -> Columns:
    """Return raw rows in the order of their series, and with their times and the numbers of their series."""
    found = course(series, raw)
    return {WHEN: found.when, WHICH: found.which, **{name: values[found.rows] for name, values in raw.items()}}


def windows(used: Schema, raw: Columns) -> Columns:
    """Return the samples of an applied schema of a series, made of its raw rows.

    Raises `Refusal` where no series has as many rows as one sample takes.
    """
    series = used.series
    if series is None:
        return raw
    found = course(series, raw)
    last = moments(series, found.which)
    if not len(last):
        longest = int(np.bincount(found.which).max(initial=0))
        raise Refusal(
            say(
                "A sample takes {span} rows that follow one another, and the longest series has {longest}: choose "
                "fewer steps on the Data page, or bring more rows.",
                span=series.span,
                longest=longest,
            )
        )
    made = {WHEN: found.when[last], WHICH: found.which[last]}
    for feature in used.features:
        source = feature.source or feature.name
        if source in raw:
            made[feature.name] = _column(feature, raw[source][found.rows], last, series)
    return made


def moments(series: Series, which: Array) -> Array:
    """Return the rows that are the last of a sample's past: enough of its series lie before and after each."""
    count = len(which)
    place = _places(which)
    sizes = np.bincount(which, minlength=1)[which] if count else place
    after = series.span - series.steps
    return np.flatnonzero((place >= series.steps - 1) & (place + after < sizes))


def widened(split: Split, series: Series, which: Array) -> Split:
    """Return a split by time with larger shares, so that they are what is left of the parts kept `apart`.

    No share grows beyond 30 %: what is learnt from must be the most.
    """
    lost = (series.span - 1) * len(np.unique(which)) / max(1, len(which))
    shares = [share and max(share, min(share + lost, MOST_HELD)) for share in (split.validation, split.test)]
    return replace(split, validation=shares[0], test=shares[1])


def apart(part: Array, which: Array, series: Series) -> Array:
    """Return the part of each sample, −1 for one that has rows in common with a sample of another part before it.

    `part` is −1 already for samples without an answer; `which` is the series of each.
    """
    place = np.arange(len(part))
    kept = part.copy()
    for number in np.unique(part[part >= 0]):
        other = np.maximum.accumulate(np.where((part >= 0) & (part != number), place, -1))
        near = (other >= 0) & (place - other < series.span) & (which[other] == which)
        kept[near & (part == number)] = -1
    return kept


def _column(feature: Feature, values: Array, last: Array, series: Series) -> Array:
    if feature.type == "series":
        return _steps(values, last - series.steps + 1, series.steps)
    if not feature.source:
        return values[last]
    first = last + series.ahead
    return _steps(values, first, *feature.shape) if feature.shape else values[first]


def _steps(values: Array, first: Array, count: int) -> Array:
    """Return `count` values from each place on `(place, step)`: a view where the places follow one another."""
    every = np.lib.stride_tricks.sliding_window_view(values, count)
    if len(first) and first[-1] - first[0] == len(first) - 1:
        return every[first[0] : first[-1] + 1]
    return every[first]


def _places(which: Array) -> Array:
    """Return the place of each row in its own series."""
    begins = np.flatnonzero(np.diff(which, prepend=-1))
    return np.arange(len(which)) - np.repeat(begins, np.diff(begins, append=len(which)))


def _times(values: Array) -> Array:
    if values.dtype.kind == "f":
        return values
    # Texts that sort as the times that they name; none is no time.
    distinct, index = np.unique(values.astype(np.str_), return_inverse=True)
    return np.where(distinct[index] == "", np.nan, index.astype(np.float64))
