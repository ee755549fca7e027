"""Dates and times in a column of texts: year-month-day, day.month.year or month/day/year, with or without a time.

Which of the last two it is, the whole column tells: one cell with a day above 12 decides.
"""

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.runtime.data.numerals import plain
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.rows import Cells

Order: TypeAlias = Literal["ymd", "dmy", "mdy"]

_TIME = (
    r"(?:(?:T| +)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d{1,9})?))?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<zone>Z|[+-]\d{2}:?\d{2}))?)?$"
)
_YEAR_FIRST = r"^(?P<year>\d{4})[-/.](?P<one>\d{1,2})(?:[-/.](?P<two>\d{1,2}))?" + _TIME
_YEAR_LAST = r"^(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _TIME
_PIVOT = 69  # two digits from 69 on are of the last century, as in POSIX


@dataclass(kw_only=True)
class Dates:
    """The dates of a column while it is read: what each is in every order of day and month that is still possible."""

    _parts: dict[Order, list[Array]] = field(default_factory=lambda: {"ymd": [], "dmy": [], "mdy": []})
    _mark: str = ""

    @property
    def order(self) -> Order | None:
        """In which order the dates stand; `None` where no cell held one. A point or a dash has the day first."""
        if not self._mark:
            return None
        if self.ambiguous:
            return "mdy" if self._mark == "/" else "dmy"
        return next(iter(self._parts))

    @property
    def ambiguous(self) -> bool:
        """Whether every cell could be read with the day first or with the month first."""
        return len(self._parts) == 2

    def seconds(self) -> Array:
        """Return the cells as seconds since the begin of 1970, NaN where nothing stood; without a zone they are UTC."""
        return np.concatenate(self._parts[self.order]) if self.order else np.empty(0)

    def add(self, texts: Cells) -> bool:
        """Take some more cells; false where one of them is no date: then the column holds none."""
        encoded = pc.dictionary_encode(texts)
        distinct = [plain(text) for text in encoded.dictionary.to_pylist()]
        first = next((text for text in distinct if text), None)
        known = _blank(len(distinct)) if first is None else _read(first, distinct)
        places = encoded.indices.to_numpy()
        self._parts = {order: [*self._parts[order], known[order][places]] for order in known if order in self._parts}
        if first is not None and self._parts and not self._mark:
            self._mark = re.sub(r"\d", "", first)[0]
        return bool(self._parts)


def _blank(count: int) -> dict[Order, Array]:
    return dict.fromkeys(("ymd", "dmy", "mdy"), np.full(count, np.nan))


def _read(first: str, texts: list[str]) -> dict[Order, Array]:
    """Return what texts are in each order in which all of them are dates; `first` is one of them."""
    pattern = next((pattern for pattern in (_YEAR_FIRST, _YEAR_LAST) if re.match(pattern, first)), None)
    if pattern is None:
        return {}
    found = pc.extract_regex(pa.array(texts, pa.string()), pattern)
    missing = np.array([not text for text in texts])
    if (found.is_null().to_numpy(zero_copy_only=False) & ~missing).any():
        return {}
    parts = {name: np.where(missing, 0, _whole(found.field(name))) for name in ("year", "one", "two")}
    short = (parts["year"] < 100) & ~missing
    year = parts["year"] + np.where(short, np.where(parts["year"] < _PIVOT, 2000, 1900), 0)
    one, two = parts["one"], parts["two"]
    orders: dict[Order, tuple[Array, Array]] = (
        {"ymd": (one, np.maximum(two, 1))} if pattern is _YEAR_FIRST else {"dmy": (two, one), "mdy": (one, two)}
    )
    time = _time(found)
    known: dict[Order, Array] = {}
    for order, (month, day) in orders.items():
        seconds = _days(year, month, day) * 86_400 + time
        seconds[missing] = np.nan
        if not (np.isnan(seconds) & ~missing).any():
            known[order] = seconds
    return known


def _days(year: Array, month: Array, day: Array) -> Array:
    """Return days since 1970-01-01, NaN for a day that its month has not."""
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    good = (month >= 1) & (month <= 12) & (day >= 1) & (days.astype("datetime64[M]") == months)
    return np.where(good, days.astype(np.int64).astype(np.float64), np.nan)


def _time(found: Cells) -> Array:
    """Return the seconds of the day, NaN where they are no time."""
    hour, minute = _whole(found.field("hour")), _whole(found.field("minute"))
    second = _decimal(pc.replace_substring(found.field("second"), ",", "."))
    half = pc.utf8_lower(found.field("half")).to_numpy(zero_copy_only=False)
    twelve = np.isin(half, ["a", "p"])
    good = (minute < 60) & (second < 61) & np.where(twelve, (hour >= 1) & (hour <= 12), hour < 24)
    hour = np.where(twelve, hour % 12 + np.where(half == "p", 12, 0), hour)
    return np.where(good, hour * 3600 + minute * 60 + second - _zone(found.field("zone")), np.nan)


def _zone(cells: Cells) -> Array:
    """Return by how many seconds a zone is before UTC."""
    parts = pc.extract_regex(cells, r"^(?P<sign>[+-])(?P<hour>\d{2}):?(?P<minute>\d{2})$")
    sign = np.where(pc.equal(parts.field("sign"), "-").fill_null(False).to_numpy(zero_copy_only=False), -1, 1)
    return np.asarray(sign * (_whole(parts.field("hour")) * 3600 + _whole(parts.field("minute")) * 60))


def _whole(cells: Cells) -> Array:
    return _decimal(cells).astype(np.int64)


def _decimal(cells: Cells) -> Array:
    """Return cells of digits as float64, 0 where there are none."""
    digits = pc.if_else(pc.equal(cells, ""), None, cells)
    return np.asarray(pc.cast(digits, pa.float64()).fill_null(0))
