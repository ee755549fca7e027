"""What is measured of all columns together, against data that is known, and against pandas."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.insight.measured import Insight
from engine.data.schema import Schema
from engine.data.schema_json import dump, load
from engine.runtime.data.describe import describe
from engine.runtime.data.insight import measure

Upload = Callable[..., Schema]


def _measured(columns: dict[str, np.ndarray], target: str) -> Insight:
    count = len(columns[target])
    features = tuple(describe(name, values) for name, values in columns.items())
    schema = Schema(id="x", title="x", kind="table", samples=count, features=features, target=target)
    found = measure(schema, columns)
    assert found == measure(schema, columns)
    return found


def _words(codes: np.ndarray) -> np.ndarray:
    return np.array(["no", "yes", "perhaps"], dtype=object)[codes]


def test_correlations_are_those_of_spearman() -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=500)
    columns = {"x": x, "y": x**3 + random.normal(size=500), "z": -x, "w": random.normal(size=500).round()}
    found = _measured(columns, "w")
    expected = pd.DataFrame(columns).corr("spearman").to_numpy()
    np.testing.assert_allclose(np.array(found.related), expected, atol=2e-3)


def test_what_gives_the_target_away() -> None:
    random = np.random.default_rng(1)
    codes = random.integers(0, 2, 800)
    columns = {
        "late": codes * 2.0 + random.normal(0, 0.1, 800),
        "hint": codes + random.normal(0, 1, 800),
        "alone": np.arange(800.0),
        "chance": random.normal(size=800),
        "sick": _words(codes),
    }
    found = _measured(columns, "sick")
    assert found.told("late", "sick") > 0.98
    assert 0.2 < found.told("hint", "sick") < 0.7
    # A row's own number tells nothing of a row that is new.
    assert found.told("alone", "sick") < 0.15
    assert found.told("chance", "sick") < 0.15
    assert found.told("hint", "nobody") == 0


def test_a_number_that_is_worked_out_from_another() -> None:
    x = np.random.default_rng(2).normal(size=1000)
    found = _measured({"x": x, "twice": 2 * x + 1, "noise": np.random.default_rng(3).normal(size=1000)}, "twice")
    assert found.told("x", "twice") > 0.98
    assert found.told("noise", "twice") < 0.1


@given(st.integers(1, 60), st.integers(0, 40), st.integers(0, 99))
@settings(max_examples=30)
def test_repeated_rows_are_counted(count: int, again: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, label = random.normal(size=count), _words(random.integers(0, 3, count))
    x[::7] = np.nan
    rows = np.concatenate([np.arange(count), random.integers(0, count, again)])
    frame = pd.DataFrame({"x": x[rows], "label": label[rows]})
    found = _measured({"x": x[rows], "label": label[rows]}, "label")
    assert found.repeated == int(frame.duplicated().sum())


def test_a_picture_that_stands_twice() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (20, 8, 8, 3), dtype=np.uint8)
    pixels[7] = pixels[3]
    assert _measured({"image": pixels, "class": _words(np.arange(20) % 3)}, "class").repeated == 1


def test_outliers_are_counted_and_said() -> None:
    values = np.random.default_rng(0).normal(100, 5, 1000)
    values[[3, 400]] = 900, -700
    found = _measured({"pressure": values, "fair": np.random.default_rng(1).gamma(2, size=1000), "y": values * 0}, "y")
    assert list(found.outliers) == ["pressure"]
    assert found.outliers["pressure"].count == 2
    assert 60 < found.outliers["pressure"].low < found.outliers["pressure"].high < 140


def test_histograms_by_class_add_up() -> None:
    random = np.random.default_rng(4)
    label = random.integers(0, 3, 900)
    columns = {"x": random.normal(size=900) + label, "word": _words(random.integers(0, 3, 900)), "y": _words(label)}
    found = _measured(columns, "y")
    assert found.target == "y"
    sums = np.array(found.by_class["x"]).sum(axis=1)
    assert sums.tolist() == [np.count_nonzero(label == number) for number in (0, 2, 1)]  # no, perhaps, yes
    assert np.array(found.by_class["word"]).sum() == 900
    histogram = describe("x", columns["x"]).histogram
    assert histogram is not None
    assert np.array(found.by_class["x"]).sum(axis=0).tolist() == list(histogram.counts)


def test_a_schema_keeps_it(upload: Upload) -> None:
    rows = "\n".join(f"{n * 1.5},{'ab'[n % 2]}" for n in range(60))
    schema = upload(f"x,label\n{rows}\n{rows}\n".encode())
    assert schema.insight is not None
    assert schema.insight.repeated == 60
    assert load(dump(schema)) == schema


@pytest.mark.parametrize("text", ["x,label\n1.5,a\n", "a,b\n,\n1.5,\n", "x\n1.5\n2.5\n"])
def test_hardly_any_data(upload: Upload, text: str) -> None:
    assert upload(text.encode(), read={"header": True}).insight is not None


def test_rows_in_the_order_of_a_column() -> None:
    count = np.arange(90.0)
    found = _measured(
        {"up": count // 2, "down": -count, "not": count % 50, "gap": np.where(count == 40, np.nan, count)}, "up"
    )
    assert found.ordered == ("up", "down")
