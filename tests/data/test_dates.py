"""Columns of dates are recognised; the whole column tells whether the day or the month stands first."""

import datetime
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.schema import Schema
from engine.runtime.data.dates import Dates

Upload = Callable[..., Schema]


def _read(cells: Sequence[str], size: int = 1000) -> Dates | None:
    dates = Dates()
    for start in range(0, len(cells), size):
        if not dates.add(pa.array(cells[start : start + size], pa.string())):
            return None
    return dates


def _seconds(*when: int) -> float:
    return datetime.datetime(*when, tzinfo=datetime.UTC).timestamp()  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("2024-01-31", (2024, 1, 31)),
        ("2024-1-5", (2024, 1, 5)),
        ("1949-03", (1949, 3, 1)),
        ("2024/02/29", (2024, 2, 29)),
        ("2024-01-31 12:30", (2024, 1, 31, 12, 30)),
        ("2024-01-31T12:30:15Z", (2024, 1, 31, 12, 30, 15)),
        ("2024-01-31T12:30:15+02:00", (2024, 1, 31, 10, 30, 15)),
        ("31.01.2024", (2024, 1, 31)),
        ("31.1.24", (2024, 1, 31)),
        ("31.12.99 08:05", (1999, 12, 31, 8, 5)),
        ("1/31/2024", (2024, 1, 31)),
        ("1/31/2024 3:05 PM", (2024, 1, 31, 15, 5)),
        ("1/31/2024 12:05 am", (2024, 1, 31, 0, 5)),
        ("31-01-2024", (2024, 1, 31)),
        ("31/01/2024", (2024, 1, 31)),
    ],
)
def test_dates_as_people_write_them(cell: str, when: tuple[int, ...]) -> None:
    dates = _read([cell, "", " n/a "])
    assert dates is not None
    assert dates.seconds()[0] == _seconds(*when)
    assert np.isnan(dates.seconds()[1:]).all()


@pytest.mark.parametrize(
    "cell",
    [
        "31.02.2024",
        "2024-13-01",
        "2023-02-29",
        "1/32/2024",
        "13/13/2024",
        "25:00",
        "2024-01-31 25:00",
        "1.2.3",
        "12",
        "",
        "2024-01-31x",
        "May 2024",
        "0/1/2024",
        "2024-00-10",
        "2024-01-01 13:00 PM",
    ],
)
def test_what_is_no_date(cell: str) -> None:
    dates = _read([cell])
    assert dates is None or dates.order is None


@pytest.mark.parametrize(
    ("cells", "order", "ambiguous"),
    [
        (["01/02/2024"] * 5 + ["13/02/2024"], "dmy", False),
        (["01/02/2024"] * 5 + ["02/13/2024"], "mdy", False),
        (["01/02/2024"] * 6, "mdy", True),
        (["01.02.2024"] * 6, "dmy", True),
        (["", "01/02/2024", "13/02/2024"], "dmy", False),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_whole_column_decides(cells: list[str], order: str, ambiguous: bool, size: int) -> None:
    dates = _read(cells, size)
    assert dates is not None
    assert (dates.order, dates.ambiguous, len(dates.seconds())) == (order, ambiguous, len(cells))
    first = next(place for place, cell in enumerate(cells) if cell)
    assert dates.seconds()[first] == (_seconds(2024, 2, 1) if order == "dmy" else _seconds(2024, 1, 2))


def test_both_orders_in_one_column_are_no_dates() -> None:
    assert _read(["13/02/2024", "02/13/2024"]) is None
    assert _read(["13/02/2024", "02/13/2024"], size=1) is None
    assert _read(["2024-01-01", "13/02/2024"], size=1) is None


@given(st.lists(st.datetimes(datetime.datetime(1700, 1, 1), datetime.datetime(2300, 1, 1)), min_size=1, max_size=20))
def test_any_moment_is_read_as_python_writes_it(moments: list[datetime.datetime]) -> None:
    for form in ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f"):
        # strftime does not fill years below 1000; there are none here.
        dates = _read([moment.strftime(form) for moment in moments])
        assert dates is not None
        if dates.ambiguous:
            continue
        whole = [moment if "%f" in form else moment.replace(microsecond=0) for moment in moments]
        wanted = [(moment - datetime.datetime(1970, 1, 1)).total_seconds() for moment in whole]
        np.testing.assert_allclose(dates.seconds(), wanted, rtol=0, atol=1e-5)


def test_a_note_says_how_they_were_read(upload: Upload) -> None:
    rows = [f"{1 + n % 28:02}/{1 + n % 12:02}/2024,{n % 2}" for n in range(60)]
    schema = upload("\n".join(["when,y", *rows]).encode())
    assert any("“when” holds dates, read with the day first." in note for note in schema.notes)
    rows = [f"{1 + n % 12:02}/{1 + n % 12:02}/2024,{n % 2}" for n in range(60)]
    schema = upload("\n".join(["when,y", *rows]).encode())
    assert any("month first; no row tells otherwise" in note for note in schema.notes)
