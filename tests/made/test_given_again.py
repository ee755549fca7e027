"""Networks that give samples again: proposed for all data that can be, and those that tell what is unusual."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply
from engine.data.made import told_apart, usual
from engine.document.model import Data, Document, Made, Series
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.propose.again import GIVEN_AGAIN
from engine.runs.folder import RESULTS, TEST, folder_of, read_json
from engine.runtime.answers.unusual import limit_of, read_told, told_of
from engine.runtime.check import check
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.prepare import prepare
from engine.runtime.data.split import split_rows
from engine.runtime.evaluate.job import evaluate_run
from engine.runtime.export.compare import model_answers
from engine.runtime.export.job import export_run
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from tests.losses.test_again import made
from tests.made.test_pairs_made import on

READABLE = ("iris", "wine", "digits", "shapes", "sine_waves")
UNUSUAL = Made(way="unusual")


@pytest.mark.parametrize("way", sorted(GIVEN_AGAIN))
@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_given_again_has_a_network_without_fault(way: Any, name: str) -> None:
    schema, document = on(name, Made(way=way))
    assert check(plan(document, catalog(), schema))["findings"] == []
    hides = {node.kind for node in document.nodes.values()} & {"RandomErasing", "Dropout"}
    assert bool(hides) == (way == "masked")


def test_windows_of_a_series_have_one_too() -> None:
    schema = builtin.schema("diabetes")
    data = Data(source=schema.id, targets=(schema.target or "",), series=Series(steps=6, ahead=0), made=UNUSUAL)
    used = apply(schema, data)
    document = propose(used, data)
    assert used.series is not None
    assert check(plan(document, catalog(), schema))["findings"] == []
    prepared = prepare(schema, document)
    (read,) = prepared.train.x.values()  # type: ignore[union-attr]
    assert read.shape[1] == 6


def test_only_usual_samples_are_learnt_from_and_the_rest_judges() -> None:
    schema, document = on("breast_cancer", UNUSUAL)
    used = apply(schema, document.data)
    told = told_apart(used.rows)
    assert told is not None
    kept = usual(used.rows, UNUSUAL)
    assert kept == told.classes[int(np.argmax(told.counts))]
    assert usual(used.rows, replace(UNUSUAL, usual="malignant")) == "malignant"
    raw = columns(used)
    parts, before = split_rows(used, document, raw), split_rows(used.rows, document, columns(used.rows))
    assert set(raw[told.name][parts.training]) == {kept}
    assert set(parts.training) <= set(before.training)
    assert set(parts.validation) == set(before.validation)
    assert set(parts.test) == set(before.test)


@pytest.mark.parametrize("name", ["breast_cancer", "sine_waves"])
def test_the_program_learns_from_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema, document = on(name, UNUSUAL)
    prepared = prepare(schema, document)
    write_npz(apply(schema, document.data), tmp_path / "data.npz")
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {"__name__": "imported"}
    exec(compile(program(plan(document, catalog(), schema)).text, "program.py", "exec"), variables)
    for part in ("training", "validation", "test"):
        x, y = variables["samples"](variables[part])
        own: Any = getattr(prepared, "train" if part == "training" else part)
        for found, expected in ((x, own.x), (y, own.y)):
            for key, values in found.items():
                np.testing.assert_allclose(values, expected[key], atol=1e-5)


@given(
    arrays.arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 1e6, width=32)),
    st.floats(80, 99.9),
    st.one_of(st.none(), st.integers(0, 2**60)),
)
def test_a_limit_leaves_as_many_below_it_as_was_asked(errors: Any, percent: float, bits: int | None) -> None:
    strange = None if bits is None else np.asarray([bits >> place & 1 == 1 for place in range(len(errors))])
    known = np.zeros(len(errors), dtype=bool) if strange is None else strange
    limit = limit_of(errors[~known], percent)
    above = int((errors[~known] > limit).sum())
    assert above <= np.ceil((100 - percent) / 100 * len(errors)) + 1
    told: Any = told_of(errors, limit, percent, strange)
    assert sum(told["counts"]) + sum(told.get("strange", ())) == len(errors)
    assert all(told.get(name) is None or 0 <= told[name] <= 1 for name in ("precision", "recall"))
    assert read_told(json.loads(json.dumps(told))) == told


@pytest.mark.parametrize(
    "broken", [{"limit": "x"}, {"edges": [0, 1]}, {"above": -1}, {"counts": [1.5]}, {"limit": 1e400}]
)
def test_limits_of_a_damaged_file_are_refused(broken: dict[str, Any]) -> None:
    told: Any = told_of(np.arange(9.0), 5.0, 99.0, None)
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_told({**told, **broken})


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A home folder, and a run in it that tells unusual tumours."""
    place = tmp_path_factory.mktemp("watching")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place))
        _, document = on("breast_cancer", UNUSUAL)
        return place, made(document, 12), document


def test_a_run_keeps_its_limit_and_says_of_a_sample_whether_it_is_unusual(
    watching: tuple[Path, str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, run, _document = watching
    monkeypatch.setenv("LAYERLOOM_HOME", str(place))
    outcome = read_json(folder_of(run), RESULTS)
    told = outcome["outputs"]["sample itself"]["unusual"]
    assert told["percent"] == 99
    assert told["precision"] > 0.6
    errors = [sample["answers"]["sample itself"]["error"] for sample in outcome["samples"]]
    assert errors == sorted(errors, reverse=True)
    for sample in outcome["samples"][:2]:
        answer: Any = Predictor().predict({"run": run, "inputs": sample["inputs"]})
        said, kept = answer["outputs"]["sample itself"], sample["answers"]["sample itself"]
        assert said["error"] == pytest.approx(kept["error"], rel=1e-3)
        assert said["unusual"] == kept["unusual"] == (kept["error"] > told["limit"])
    evaluate_run({"run": run, "part": "test"}, lambda *_: None)
    assert read_json(folder_of(run), TEST)["outputs"]["sample itself"]["unusual"]["limit"] == told["limit"]


@pytest.mark.slow
def test_exports_say_the_error_and_what_is_unusual(
    watching: tuple[Path, str, Document], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place, run, _document = watching
    monkeypatch.setenv("LAYERLOOM_HOME", str(place))
    for form in ("savedmodel", "keras", "program", "project"):
        assert export_run({"run": run, "format": form}, lambda *_: None)["difference"] <= 1e-5
    trained = open_trained(folder_of(run))
    samples = read_json(folder_of(run), RESULTS)["samples"][:9]
    given = [trained.preparation.given(sample["inputs"]) for sample in samples]
    raw = {key: np.concatenate([one[key] for one in given]) for key in given[0]}
    found = model_answers(folder_of(run) / "exports" / "keras.keras", raw, tmp_path)
    kept = [sample["answers"]["sample itself"] for sample in samples]
    np.testing.assert_allclose(found["output_error"], [one["error"] for one in kept], rtol=1e-3)
    assert found["output_unusual"].tolist() == [int(one["unusual"]) for one in kept]
