"""Exports of a forecast: the last steps as they stand in the table go in, the app's numbers come out, in every form."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from engine.data.apply import apply
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.model import Data, Series
from engine.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import RESULTS, Request, create, folder_of, read_json
from engine.runtime.data.coursed import run_course
from engine.runtime.data.jobs import inspect
from engine.runtime.export.job import export_run
from engine.runtime.export.reopen import open_project
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train
from tests.runs import networks

_SERIES = Series(order="day", group="shop", steps=8, count=2, season=7)


def _table() -> bytes:
    start, random = np.datetime64("2023-01-01"), np.random.default_rng(0)
    rows = [
        f"{start + day},{'AB'[shop]},{['wet', 'dry', ''][int(random.integers(3))]},"
        f"{20 + shop + 5 * (day % 7) + random.normal():.3f}"
        for day in range(90)
        for shop in range(2)
    ]
    return ("day,shop,weather,sold\n" + "\n".join(rows)).encode()


@pytest.fixture(scope="session")
def forecasting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a home folder, and a run in it that forecasts two steps of dates, categories and numbers."""
    place = tmp_path_factory.mktemp("forecasting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place))
        folder = place / "datasets" / "shops"
        folder.mkdir(parents=True)
        (folder / "raw").write_bytes(_table())
        schema = inspect({"folder": str(folder), "id": "shops", "title": "shops"}, lambda *_: None)
        data = Data(source="shops", targets=("sold",), series=_SERIES)
        content: Any = to_json(propose(apply(load(schema), data), data))
        content["training"]["epochs"] = 2
        content["nodes"]["input"]["params"]["features"] = ["sold", "weather", "day"]
        text = networks.text_of(content, schema)
        asked = Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1)
        run = create(asked)
        train(folder_of(run), threads=0)
    return place, run


@pytest.fixture
def run(forecasting: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LAYERLOOM_HOME", str(forecasting[0]))
    return forecasting[1]


def _exported(run: str, form: str) -> Path:
    assert export_run({"run": run, "format": form}, lambda *_: None)["difference"] <= 1e-5
    return export_path(folder_of(run), form)


def _end(run: str) -> dict[str, Any]:
    document, job = read_json(folder_of(run), "document.json"), read_json(folder_of(run), "job.json")
    told: Any = run_course({"document": document, "schema": job["schema"]}, lambda *_: None)
    return dict(told["end"])


def test_results_are_compared_with_what_needs_no_network(run: str) -> None:
    output: Any = read_json(folder_of(run), RESULTS)["outputs"]
    found = output["next sold"]
    assert found["kind"] == "forecast"
    assert "season" in found["baseline_sentence"]
    assert found["baseline"] < 5
    assert len(found["when"]) == len(found["truth"]) == len(found["answers"])


def test_a_saved_model_takes_the_last_steps(run: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(_exported(run, "savedmodel")) as archive:
        archive.extractall(tmp_path)
    end = _end(run)
    app: Any = Predictor().predict({"run": run, "inputs": end})["outputs"]
    model = tf.saved_model.load(tmp_path / "saved_model")
    days = [np.datetime64(day).astype("datetime64[s]").astype(float) for day in end["day"]]
    given = {
        "sold": tf.constant([end["sold"]], dtype=tf.float32),
        "weather": tf.constant([[text or "" for text in end["weather"]]]),
        "day": tf.constant([days], dtype=tf.float64),
    }
    (found,) = model.signatures["serving_default"](**given).values()
    np.testing.assert_allclose(found.numpy()[0], app["next sold"]["value"], rtol=1e-5)


@pytest.mark.parametrize("form", ["program", pytest.param("keras", marks=pytest.mark.slow)])
def test_every_other_form_answers_as_the_app_does(run: str, form: str) -> None:
    _exported(run, form)


def test_a_project_file_comes_back_trained(run: str) -> None:
    opened: Any = open_project({"path": str(_exported(run, "project")), "owner": "another", "data": []}, None)
    again = opened["run"]
    end = _end(run)
    first, second = (Predictor().predict({"run": each, "inputs": end}) for each in (run, again))
    assert first == second
    results: Any = [read_json(folder_of(each), RESULTS) for each in (run, again)]
    assert results[0]["outputs"] == results[1]["outputs"]
    assert len(results[1]["samples"])
