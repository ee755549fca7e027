"""Exports: raw values in, the app's answers out, loaded by people who have nothing of ours."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.runs.exports import FORMS, export_path
from engine.runs.folder import folder_of
from engine.runtime.check import check
from engine.runtime.evaluate.job import evaluate_run
from engine.runtime.export import models
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.words import Refusal

KINDS = ("numbers", "digits", "categories", "pictures", "texts")
# Every fresh process imports TensorFlow; one kind shows the rest in short.
SOME_SLOW = [pytest.param(kind, marks=[] if kind == "categories" else [pytest.mark.slow]) for kind in KINDS]


def exported(run: str, which: str) -> tuple[Path, Any]:
    said: list[tuple[float, str]] = []
    result = export_run({"run": run, "format": which}, lambda *progress: said.append(progress))
    assert [share for share, _ in said] == sorted(share for share, _ in said)
    path = export_path(folder_of(run), which)
    assert (result["bytes"], result["file"]) == (path.stat().st_size, path.name)
    return path, result


def offered(run: str, which: str) -> Path:
    """The export as the app offers it: written once, unless the run has changed."""
    path = export_path(folder_of(run), which)
    return path if path.exists() else exported(run, which)[0]


def python(code: str, place: Path) -> str:
    """Run a program as a person does who has unpacked an export: beside it, and without our folder."""
    (place / "try.py").write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, "try.py"], cwd=place, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.parametrize("kind", SOME_SLOW)
def test_a_saved_model_takes_raw_values(runs: dict[str, str], kind: str, tmp_path: Path) -> None:
    path, result = exported(runs[kind], "savedmodel")
    assert result["difference"] <= 1e-5
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        readme, card = (archive.read(name).decode() for name in ("README.md", "card.md"))
    assert {"saved_model/saved_model.pb", "request.json"} <= names
    assert card == result["card"]
    assert "serving_default" in readme


@pytest.mark.slow
def test_the_sample_request_of_the_readme_runs(runs: dict[str, str], tmp_path: Path) -> None:
    with zipfile.ZipFile(offered(runs["categories"], "savedmodel")) as archive:
        archive.extractall(tmp_path)
    code = (tmp_path / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    said = python(code, tmp_path)
    assert "answer_probabilities" in said
    assert "b'yes'" in said or "b'no'" in said


@pytest.mark.parametrize("kind", SOME_SLOW)
def test_a_keras_file_takes_raw_values(runs: dict[str, str], kind: str) -> None:
    path, result = exported(runs[kind], "keras")
    assert result["difference"] <= 1e-5
    with zipfile.ZipFile(path) as archive:
        assert {"config.json", "card.md", "README.md", "request.json"} <= set(archive.namelist())


@pytest.mark.parametrize("kind", SOME_SLOW)
def test_a_program_answers_with_the_trained_weights_as_the_app_does(runs: dict[str, str], kind: str) -> None:
    path, result = exported(runs[kind], "program")
    assert result["difference"] <= 1e-5
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        assert "keras" in archive.read("requirements.txt").decode()
    assert names == {
        *("program.py", "answers.py", "data.npz", "trained.weights.h5", "requirements.txt", "README.md", "card.md")
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_program_trains_with_its_data_beside_it(runs: dict[str, str], kind: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(offered(runs[kind], "program")) as archive:
        archive.extractall(tmp_path)
    python((tmp_path / "program.py").read_text("utf-8"), tmp_path)
    assert (tmp_path / "model.keras").exists()


def test_every_form_can_be_written() -> None:
    assert list(WRITERS) == [form.name for form in FORMS]


@pytest.mark.parametrize("form", [form.name for form in FORMS])
@pytest.mark.parametrize("kind", SOME_SLOW)
def test_files_are_about_as_large_as_the_check_said(runs: dict[str, str], kind: str, form: str) -> None:
    opened = open_trained(folder_of(runs[kind])).opened
    said = check(opened.plan)["totals"]["sizes"][form]["bytes"]
    path = offered(runs[kind], form)
    with zipfile.ZipFile(path) as archive:
        beside = sum(
            each.compress_size for each in archive.infolist() if each.filename.startswith(("data.npz", "held_out/"))
        )
    assert said == pytest.approx(path.stat().st_size - beside, rel=0.35, abs=10_000)


def test_a_saved_model_has_each_weight_once(runs: dict[str, str]) -> None:
    trained = open_trained(folder_of(runs["digits"]))
    with zipfile.ZipFile(exported(runs["digits"], "savedmodel")[0]) as archive:
        kept = next(each for each in archive.infolist() if ".data-" in each.filename)
    weights = sum(variable.numpy().nbytes for variable in trained.model.variables)
    assert weights <= kept.file_size < 1.5 * weights


def test_an_upload_is_answered_as_the_export_answers(runs: dict[str, str]) -> None:
    """The picture of another size, as base64 in the app and as pixels in the export."""
    trained = open_trained(folder_of(runs["pictures"]))
    (key,) = trained.preparation.keys.values()
    rows = np.random.default_rng(0).integers(0, 255, (23, 41, 3)).astype(np.uint8)
    said = Predictor().predict({"run": runs["pictures"], "inputs": {"image": rows.tolist()}})
    network = trained.model(trained.preparation.model()({key: rows[None]}))["answer"]
    answer = next(iter(said["outputs"].values()))
    np.testing.assert_allclose(answer["probabilities"], np.asarray(network)[0], atol=1e-6)


def test_the_card_has_the_test_score_once_it_was_asked_for(runs: dict[str, str]) -> None:
    _, before = exported(runs["numbers"], "program")
    assert "not asked for yet" in before["card"]
    found = evaluate_run({"run": runs["numbers"], "part": "test"}, lambda *_: None)
    _, after = exported(runs["numbers"], "program")
    assert f"on {found['count']} test samples" in after["card"]
    assert "reaches" in after["card"]


def test_an_export_that_differs_is_not_offered(runs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = export_path(folder_of(runs["categories"]), "keras")
    path.unlink(missing_ok=True)

    def wrong(exported: Path, raw: dict[str, Any], place: Path) -> dict[str, Any]:
        return {"answer": np.full((len(next(iter(raw.values()))), 2), 0.5)}

    monkeypatch.setattr(models, "model_answers", wrong)
    with pytest.raises(Refusal, match="differs"):
        export_run({"run": runs["categories"], "format": "keras"}, lambda *_: None)
    assert not list(path.parent.glob("*keras*"))


def test_what_cannot_be_exported(runs: dict[str, str], home: Path) -> None:
    with pytest.raises(Refusal, match="no such run"):
        export_run({"run": runs["numbers"], "format": "keras"}, lambda *_: None)
