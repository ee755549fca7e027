"""Exports: raw values in, the app's answers out, loaded by people who have nothing of ours."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.runs.exports import export_path
from engine.runs.folder import folder_of, read_json
from engine.runs.status import status
from engine.runtime.evaluate.job import evaluate_run
from engine.runtime.export import compare
from engine.runtime.export.job import export_run, held_out
from engine.runtime.export.project import open_project
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.words import Refusal

KINDS = ("numbers", "digits", "categories", "pictures")
# Every fresh process imports TensorFlow; one kind shows the rest in short.
SOME_SLOW = [pytest.param(kind, marks=[] if kind == "categories" else [pytest.mark.slow]) for kind in KINDS]


def exported(run: str, which: str) -> tuple[Path, Any]:
    said: list[tuple[float, str]] = []
    result = export_run({"run": run, "format": which}, lambda *progress: said.append(progress))
    assert [share for share, _ in said] == sorted(share for share, _ in said)
    path = export_path(folder_of(run), which)
    assert (result["bytes"], result["file"]) == (path.stat().st_size, path.name)
    return path, result


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
    path, _ = exported(runs["categories"], "savedmodel")
    with zipfile.ZipFile(path) as archive:
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


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_program_runs_with_its_data_beside_it(runs: dict[str, str], kind: str, tmp_path: Path) -> None:
    path, result = exported(runs[kind], "program")
    assert result["difference"] is None
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    assert "keras" in (tmp_path / "requirements.txt").read_text()
    python((tmp_path / "program.py").read_text("utf-8"), tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_file_carries_the_trained_network(runs: dict[str, str], kind: str) -> None:
    path, _ = exported(runs[kind], "project")
    opened = open_project({"path": str(path), "owner": "somebody else"}, None)
    folder = folder_of(str(opened["run"]))
    assert status(folder).state == "finished"
    assert status(folder).best_epoch == status(folder_of(runs[kind])).best_epoch
    assert opened["document"] == read_json(folder_of(runs[kind]), "document.json")
    sample = read_json(folder_of(runs[kind]), "results.json")["samples"][0]["inputs"]
    before, after = (Predictor().predict({"run": run, "inputs": sample}) for run in (runs[kind], opened["run"]))
    assert before == after


def test_an_upload_is_answered_as_the_export_answers(runs: dict[str, str]) -> None:
    """The picture of another size, as base64 in the app and as pixels in the export."""
    trained = open_trained(folder_of(runs["pictures"]))
    raw = held_out(trained)
    key = next(iter(raw))
    rows = np.random.default_rng(0).integers(0, 255, (23, 41, raw[key].shape[-1])).astype(np.uint8)
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

    def wrong(exported: Path, asked: Path, answered: Path) -> None:
        with np.load(asked) as file:
            count = len(next(iter(file.values())))
        np.savez(answered, answer=np.full((count, 2), 0.5))

    monkeypatch.setattr(compare, "_ask", wrong)
    with pytest.raises(Refusal, match="differs"):
        export_run({"run": runs["categories"], "format": "keras"}, lambda *_: None)
    assert not list(path.parent.glob("*keras*"))


def test_what_cannot_be_exported(runs: dict[str, str], home: Path) -> None:
    with pytest.raises(Refusal, match="no such run"):
        export_run({"run": runs["numbers"], "format": "keras"}, lambda *_: None)


HOSTILE = {
    "no zip": (None, "no ZIP"),
    "no document": ({"document.json": None}, "no document"),
    "broken json": ({"preparation.json": b"{"}, "damaged"),
    "a list": ({"schema.json": b"[]"}, "damaged"),
    "no weights": ({"weights/00000.npy": None}, "missing"),
    "pickled weights": ({"weights/00000.npy": "pickle"}, "damaged"),
    "other shapes": ({"weights/00000.npy": "shape"}, "shapes differ"),
    "torn weights": ({"weights/00000.npy": b"\x93NUMPY\x01\x00"}, "damaged"),
    "a huge network": ({"document.json": "huge"}, "."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_project_files(runs: dict[str, str], tmp_path: Path, name: str) -> None:
    changes, sentence = HOSTILE[name]
    path, _ = exported(runs["categories"], "project")
    other = tmp_path / "other.zip"
    if changes is None:
        other.write_bytes(b"PK no")
    else:
        _rewritten(path, other, changes)
    before = set((Path(runs["home"]) / "runs").iterdir())
    with pytest.raises(Refusal, match=sentence):
        open_project({"path": str(other), "owner": "x"}, None)
    assert set((Path(runs["home"]) / "runs").iterdir()) == before


def _rewritten(path: Path, other: Path, changes: dict[str, Any]) -> None:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            content = _changed(source.read(name), changes.get(name, source.read(name)))
            if content is not None:
                target.writestr(name, content)


def _changed(content: bytes, change: Any) -> bytes | None:
    buffer = io.BytesIO()
    match change:
        case "pickle":
            np.save(buffer, np.array([{"a": 1}], dtype=object), allow_pickle=True)
            return buffer.getvalue()
        case "shape":
            np.save(buffer, np.zeros((3, 3, 3), np.float32))
            return buffer.getvalue()
        case "huge":
            document = json.loads(content)
            document["nodes"]["layer0"]["params"]["units"] = 1_000_000
            document["nodes"]["layer1"]["params"]["units"] = 1_000_000
            return json.dumps(document).encode()
    return change
