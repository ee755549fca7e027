"""Several labels a sample from upload to export: trained, answered, and the same out of every form of export."""

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.home import home
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import RESULTS, Request, create, folder_of
from engine.runtime.data.jobs import inspect
from engine.runtime.evaluate.labels import found, mean_average_precision
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train


def tables(path: Path, rows: int = 240) -> None:
    """A point of the plane has a label for each side on which it lies; one column of labels goes in too."""
    draw = np.random.default_rng(3)
    lines = ["x,y,kind,tags"]
    for x, y in draw.uniform(-1, 1, (rows, 2)):
        tags = [name for name, has in (("right", x > 0), ("up, above", y > 0.1), ("far", x * x + y * y > 0.7)) if has]
        kinds = [name for name in ("a", "b", "c") if draw.random() < 0.4]
        lines.append(f'{x:.4f},{y:.4f},{"|".join(kinds)},"{";".join(tags)}"')
    path.write_text("\n".join(lines), "utf-8")


def trained(file: Path, epochs: int) -> str:
    """Upload, take the network that is proposed, train it, and return the run."""
    key = f"set{os.urandom(4).hex()}"
    folder = home() / "datasets" / key
    folder.mkdir(parents=True)
    (folder / "raw").write_bytes(file.read_bytes())
    schema = inspect({"folder": str(folder), "id": key, "title": "points"}, lambda *_: None)
    data = Data(source=key, targets=("tags",))
    content = to_json(propose(apply(load(schema), data), data))
    content["training"] = {**content["training"], "epochs": epochs}  # type: ignore[dict-item]
    text = program(plan(propose(apply(load(schema), data), data), catalog(), load(schema))).text
    run = create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
    train(folder_of(run), threads=0)
    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("labels")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place / "home"))
        tables(place / "points.csv")
        yield trained(place / "points.csv", epochs=40)


@pytest.mark.slow
def test_labels_are_found(run: str) -> None:
    results = json.loads((folder_of(run) / RESULTS).read_bytes())
    scored = results["outputs"]["tags"]
    assert scored["kind"] == "labels"
    assert scored["classes"] == ["far", "right", "up, above"]
    assert scored["score"] > 0.9 > scored["baseline"] + 0.2
    assert scored["interval"][0] <= scored["score"] <= scored["interval"][1]
    assert all(0.5 < figure <= 1 for figure in scored["f1"])
    wrong = [bool(sample["wrong"]) for sample in results["samples"]]
    assert wrong == sorted(wrong, reverse=True)
    sample = results["samples"][-1]
    assert sample["answers"]["tags"]["labels"] == sample["truth"]["tags"]


@pytest.mark.slow
def test_a_sample_of_ones_own_is_answered(run: str) -> None:
    asked = {"x": 0.9, "y": 0.9, "kind": ["b", "a"]}
    answer = Predictor().predict({"run": run, "inputs": asked})["outputs"]["tags"]
    assert answer["labels"] == ["far", "right", "up, above"]
    assert min(answer["probabilities"]) >= 0.5


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITERS)
def test_every_export_answers_the_same(run: str, form: str) -> None:
    result = export_run({"run": run, "format": form}, lambda *_: None)
    assert result["difference"] <= 1e-5
    assert "each label of “tags” is" in result["card"]
    path = export_path(folder_of(run), form)
    if form == "savedmodel":
        with zipfile.ZipFile(path) as archive:
            request = json.loads(archive.read("request.json"))
        assert set(request["kind"][0]) <= {"a", "b", "c", ""}


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_scikit_learn(seed: int) -> None:
    draw = np.random.default_rng(seed)
    truth = (draw.random((60, 3)) < 0.3).astype(np.float32)
    # Rounded, so that many samples have the same chance.
    chances = np.round(np.clip(0.5 * truth + draw.random((60, 3)) * 0.7, 0, 1), 1)
    each = found(truth, chances)
    precision, recall, f1, support = precision_recall_fscore_support(truth, chances >= 0.5, zero_division=np.nan)
    for ours, theirs in ((each.precision, precision), (each.recall, recall), (each.f1, f1), (each.support, support)):
        np.testing.assert_allclose(ours, theirs)
    average = average_precision_score(truth, chances, average=None)
    np.testing.assert_allclose(each.average, average)
    assert mean_average_precision(truth, chances).value == pytest.approx(average.mean())


def test_a_label_that_is_nowhere_tells_nothing() -> None:
    truth = np.array([[1, 0], [0, 0]], dtype=np.float32)
    each = found(truth, np.array([[0.9, 0.1], [0.2, 0.1]]))
    assert np.isnan(each.average[1])
    assert mean_average_precision(truth, np.full((2, 2), 0.5)).value == 0.5
    assert mean_average_precision(np.zeros((2, 2)), np.full((2, 2), 0.5)).value == 0.0
