"""Dates are taken apart as numpy's calendar does it, the same in the model, in a program and in a form."""

from datetime import UTC, datetime

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.apply import apply
from engine.data.reading import Reading, input_shape
from engine.data.schema import Schema
from engine.data.schema_json import dump, load
from engine.document.model import Data
from engine.runtime.data.calendar import calendar, varying
from engine.runtime.data.describe import date
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.types import DateField
from engine.runtime.data.types.date import seconds_of
from engine.words import Refusal

_FEW_CENTURIES = st.integers(-60_000_000_000, 200_000_000_000)
_HOURLY = np.arange(0, 500 * 3600, 3600.0)


def _field(seconds: np.ndarray) -> DateField:
    return DateField.of(date("when", seconds), "when", _schema(seconds)).learnt(seconds, ())


def _schema(seconds: np.ndarray) -> Schema:
    features = (date("when", seconds),)
    return Schema(id="mine", title="mine", kind="table", samples=len(seconds), features=features)


def _preparation(seconds: np.ndarray) -> Preparation:
    return Preparation(fields={"when": _field(seconds)}, inputs={"input": Reading(features=("when",))}, targets={})


@given(st.lists(_FEW_CENTURIES, min_size=1, max_size=50))
def test_the_calendar_is_that_of_numpy(moments: list[int]) -> None:
    found = calendar(np.array(moments, dtype=np.float64), np)
    known = np.array(moments).astype("datetime64[s]")
    months = known.astype("datetime64[M]")
    np.testing.assert_array_equal(found["year"], known.astype("datetime64[Y]").astype(int) + 1970)
    np.testing.assert_array_equal(found["month"], months.astype(int) % 12)
    np.testing.assert_array_equal(found["day"], (known.astype("datetime64[D]") - months).astype(int))
    np.testing.assert_array_equal(found["weekday"], (known.astype("datetime64[D]").astype(int) + 3) % 7)
    np.testing.assert_allclose(found["hour"], np.array(moments) % 86400 / 3600)


def test_only_parts_that_vary_are_read() -> None:
    assert varying(_HOURLY) == ("day", "weekday", "hour")
    assert varying(np.array([np.nan, 0.0])) == ("year",)
    assert varying(np.array([seconds_of(f"{year}-01-01") for year in range(1949, 1960)])) == ("year", "weekday")
    schema = apply(_schema(_HOURLY), Data(source="mine"))
    assert input_shape(schema, Reading(features=("when",))) == (6,)
    assert load(dump(schema)).features == schema.features


def test_a_missing_date_is_the_mean_year_and_no_time_of_it() -> None:
    preparation = _preparation(_HOURLY)
    read = preparation.apply(preparation.rows({"when": np.array([np.nan, 0.0])}, np.arange(2)))["input"]
    np.testing.assert_array_equal(read[0], np.zeros(6))
    np.testing.assert_allclose(read[1], [0, 1, np.sin(6 * np.pi / 7), np.cos(6 * np.pi / 7), 0, 1], atol=1e-6)


def test_a_preparation_of_dates_is_plain_json_and_keras_layers() -> None:
    preparation = _preparation(np.array([seconds_of("1949-01" + "-01"), seconds_of("1960-12-31")]))
    assert Preparation.from_json(preparation.to_json()) == preparation
    model = preparation.model()
    again = keras.Model.from_config(model.get_config())
    raw = preparation.rows({"when": _HOURLY}, np.arange(40))
    np.testing.assert_array_equal(model(raw)["input"], again(raw)["input"])


def test_what_a_form_sends_is_a_date() -> None:
    field = _field(_HOURLY)
    assert field.given("1970-01-02T01:00")[0, 0] == 90000
    assert field.given("1970-01-01T01:00+01:00")[0, 0] == 0
    assert field.given(12)[0, 0] == 12
    assert np.isnan(field.given(None)[0, 0])
    assert field.shown(date("when", _HOURLY), 90000.0) == "1970-01-02 01:00:00"
    assert datetime.fromtimestamp(float(field.given("2024-02-29")[0, 0]), UTC).day == 29
    with pytest.raises(Refusal, match="is a date"):
        field.given("yesterday")
