"""Windows of a series: none reaches over a border, each answer lies after what is read, programs make the same."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Data, Document, Node, Series, Split
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runtime.build import build, compile_model
from engine.runtime.check import check
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import Prepared, prepare
from engine.runtime.data.season import season_of
from engine.runtime.data.windows import apart, course, moments
from engine.words import Refusal

Upload = Callable[..., Schema]
_SERIES = Series(order="day", group="shop", steps=5, ahead=2, count=3, season=7)


def _table(days: int = 90, shops: int = 2, *, shuffled: bool = True) -> bytes:
    start = np.datetime64("2023-01-01")
    rows = [
        f"{start + day},{'AB'[shop]},{['wet', 'dry'][day % 3 == 0]},{day + 1000 * shop}"
        for day in range(days)
        for shop in range(shops)
    ]
    if shuffled:
        np.random.default_rng(0).shuffle(rows)
    return ("day,shop,weather,sold\n" + "\n".join(rows)).encode()


def _document(series: Series | None = _SERIES, target: str = "sold", **split: Any) -> Document:
    answer = f"next {target}" if series and series.ahead else target
    loss = "MeanSquaredError" if target == "sold" else "SparseCategoricalCrossentropy"
    readable = ["sold", "weather"] if answer != "weather" else ["sold"]
    reads = {"features": readable, "series_steps": 4}
    return Document(
        data=Data(source="mine", targets=(target,), series=series, split=Split(**split)),
        nodes={
            "input": Node(kind="Input", params=reads),
            "own": Node(kind="Input", params={"features": ["sold"], "series_scale": "own"}),
            "when": Node(kind="Input", params={"features": ["day"]}),
            "output": Node(kind="Output", params={"target": answer, "loss": {"kind": loss, "params": {}}}),
        },
    )


@given(st.lists(st.integers(0, 40), max_size=4), st.integers(1, 8), st.integers(0, 3), st.integers(1, 4))
def test_there_is_a_window_wherever_one_fits(lengths: list[int], steps: int, ahead: int, count: int) -> None:
    series = Series(steps=steps, ahead=ahead, count=count)
    which = np.repeat(np.arange(len(lengths)), lengths)
    last = moments(series, which)
    assert len(last) == sum(max(0, length - series.span + 1) for length in lengths)
    for row in last:
        taken = which[row - steps + 1 : row - steps + 1 + series.span]
        assert len(taken) == series.span
        assert (taken == which[row]).all()


@given(st.lists(st.sampled_from([-1, 0, 1, 2]), max_size=60), st.integers(1, 6), st.integers(1, 3))
def test_windows_of_two_parts_share_no_rows(parts: list[int], steps: int, groups: int) -> None:
    series = Series(steps=steps)
    which = np.sort(np.arange(len(parts)) % groups)
    kept = apart(np.array(parts, dtype=np.int64), which, series)
    assert ((kept == -1) | (kept == parts)).all()
    for place, part in enumerate(kept):
        near = slice(max(0, place - series.span + 1), place)
        others = kept[near][which[near] == which[place]]
        assert part == -1 or np.isin(others, [-1, part]).all()


@given(st.permutations(range(12)))
def test_rows_are_put_in_order(order: list[int]) -> None:
    when = np.array(order, dtype=np.float64)
    found = course(Series(order="t", steps=2), {"t": when, "v": when * 2})
    np.testing.assert_array_equal((when * 2)[found.rows], np.arange(12) * 2)


@pytest.fixture
def shops(upload: Upload) -> Schema:
    return upload(_table(), read={"header": True})


def test_every_answer_lies_after_what_is_read(shops: Schema) -> None:
    prepared = prepare(shops, _document())
    for part in (prepared.train, prepared.validation, prepared.test):
        assert len(part.rows)
        read = part.x["own"][..., 0]
        np.testing.assert_array_equal(np.diff(read, axis=1), 1)
        np.testing.assert_array_equal(part.y["output"], read[:, -1:] + np.arange(2, 5))
        assert part.x["input"].shape[1:] == (4, 1 + 3)
    rows = [set(_days(part.x["own"])) for part in (prepared.train, prepared.validation, prepared.test)]
    assert not rows[0] & rows[1]
    assert not rows[1] & rows[2]
    assert max(rows[0]) % 1000 < min(day % 1000 for day in rows[2])


def _days(read: np.ndarray) -> list[int]:
    ahead = read[:, -1:, 0] + np.arange(1, 5)
    return [int(day) for day in np.concatenate([read[..., 0], ahead], axis=1).ravel()]


@pytest.mark.parametrize(
    "document",
    [
        _document(),
        _document(replace(_SERIES, ahead=1, count=1), folds=3, fold=1),
        _document(replace(_SERIES, ahead=0, count=1), target="weather"),
        _document(replace(_SERIES, order=None), by="column", column="shop", parts={"B": "validation"}),
    ],
    ids=["several", "folds", "classes", "by column"],
)
def test_a_program_makes_the_same_windows(shops: Schema, document: Document, tmp_path: Path) -> None:
    prepared = prepare(shops, document)
    planned = plan(document, catalog(), shops)
    text = program(planned).text.split("# Network")[0]
    write_npz(apply(shops, document.data), tmp_path / "data.npz")
    space: dict[str, Any] = {}
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        # Our own program, as a person runs it.
        exec(compile(text, "program", "exec"), space)
        space["table"].close()
    finally:
        os.chdir(before)
    for name, part in (("training", prepared.train), ("validation", prepared.validation), ("test", prepared.test)):
        np.testing.assert_array_equal(space[name], part.rows)
        x, y = space["samples"](space[name])
        for key, values in part.x.items():
            np.testing.assert_allclose(x[key], values, rtol=1e-5, atol=1e-5)
        np.testing.assert_array_equal(y["output"], part.y["output"])


def test_a_preparation_of_windows_is_plain_json_and_keras_layers(shops: Schema) -> None:
    preparation: Preparation = prepare(shops, _document()).preparation
    assert Preparation.from_json(preparation.to_json()) == preparation
    model = preparation.model()
    again = keras.Model.from_config(model.get_config())
    raw = preparation.rows(columns(apply(shops, _document().data)), np.arange(8))
    for node, values in model(raw).items():
        np.testing.assert_array_equal(values, again(raw)[node])


def test_a_person_gives_the_last_values(shops: Schema) -> None:
    preparation = prepare(shops, _document()).preparation
    given: dict[str, Any] = {"sold": [9, 1, 2, 3, 4, 5], "weather": ["wet"] * 5, "day": ["2024-01-01"] * 5}
    raw = preparation.given(given)
    np.testing.assert_array_equal(raw["sold"], [[1, 2, 3, 4, 5]])
    with pytest.raises(Refusal, match="last 5 values"):
        preparation.given({**given, "sold": [1, 2]})


def test_a_table_of_even_dates_is_proposed_as_a_series(shops: Schema, upload: Upload) -> None:
    assert shops.proposed is not None
    assert (shops.proposed.order, shops.proposed.group) == ("day", "shop")
    assert any("put in order" in note for note in shops.notes)
    rows = "\n".join(f"2023-{1 + n % 12:02d}-{1 + n * 7 % 27:02d},{n}" for n in range(60))
    assert upload(f"when,value\n{rows}".encode(), read={"header": True}).proposed is None


def test_the_season_is_found() -> None:
    place = np.arange(200.0)
    assert season_of(place + 10 * np.sin(place * 2 * np.pi / 9)) == 9
    assert season_of(np.random.default_rng(0).normal(size=200)) == 0
    assert season_of(place + 10 * np.sin(place * 2 * np.pi / 7), 86400.0) == 7


def test_too_few_rows_are_one_sentence(shops: Schema) -> None:
    with pytest.raises(Refusal, match="A sample takes 204 rows"):
        prepare(shops, _document(replace(_SERIES, steps=200)))


def test_a_series_is_kept_in_the_document_and_a_network_is_proposed(shops: Schema) -> None:
    for series in (_SERIES, replace(_SERIES, season=0, count=1), shops.proposed):
        data = Data(source="mine", targets=("sold",), series=series)
        document = propose(apply(shops, data), data)
        assert from_json(to_json(document)) == document
        report = check(plan(document, catalog(), shops))
        assert report["ready"]
        assert report["findings"] == []


def _trained(document: Document, schema: Schema) -> tuple[keras.Model, Prepared]:
    prepared = prepare(schema, document)
    keras.utils.set_random_seed(0)
    planned = plan(document, catalog(), schema)
    model = build(planned)
    compile_model(model, planned)
    model.fit(
        prepared.train.x,
        prepared.train.y,
        validation_data=(prepared.validation.x, prepared.validation.y),
        epochs=document.training.epochs,
        batch_size=document.training.batch_size,
        verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(patience=document.training.patience, restore_best_weights=True)],
    )
    return model, prepared


@pytest.mark.slow
@pytest.mark.realdata
def test_airline_passengers_beat_the_last_value_and_last_year(upload: Upload, real_data: Path) -> None:
    schema = upload((real_data / "airline-passengers.csv").read_bytes(), title="airline-passengers")
    data = Data(source="mine", targets=("Passengers",), series=schema.proposed)
    used = apply(schema, data)
    model, prepared = _trained(propose(used, data), schema)
    raw = columns(used)["Passengers"]
    for part in (prepared.validation, prepared.test):
        truth, known = part.y["output"], raw[part.rows]
        said = np.asarray(model.predict(part.x, verbose=0)["output"])
        off = float(np.abs(said - truth).mean())
        last, year = (float(np.abs(known[:, place, None] - truth).mean()) for place in (-1, 1))
        print(f"{len(part.rows)} months: off by {off:.1f}, the last value by {last:.1f}, last year's by {year:.1f}")
        assert off < 0.6 * min(last, year)
