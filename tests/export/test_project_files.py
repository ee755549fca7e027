"""Project files with trained weights: what they bring along, and that nothing in them is believed unseen."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.runs.exports import export_path
from engine.runs.folder import HELD_OUT, JOB, RESULTS, TEST, folder_of, read_json
from engine.runs.status import status
from engine.runtime.data.columns import NOT_HERE
from engine.runtime.evaluate.job import evaluate_run
from engine.runtime.export.job import export_run
from engine.runtime.export.reopen import open_project
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.said import carried
from engine.words import Refusal

KINDS = ("numbers", "digits", "categories", "pictures")
SOME_SLOW = [pytest.param(kind, marks=[] if kind == "categories" else [pytest.mark.slow]) for kind in KINDS]


def exported(run: str, which: str = "project") -> tuple[Path, Any]:
    result = export_run({"run": run, "format": which}, lambda *_: None)
    return export_path(folder_of(run), which), result


def opened(path: Path, data: tuple[str, ...] = ()) -> Any:
    return open_project({"path": str(path), "owner": "somebody else", "data": list(data)}, None)


@pytest.fixture(scope="session")
def files(exporting: dict[str, str]) -> Callable[[str], tuple[Path, Any]]:
    """Return the project file of a kind, made once, and what its export said."""
    made: dict[str, tuple[Path, Any]] = {}

    def file(kind: str) -> tuple[Path, Any]:
        if kind not in made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("LAYERLOOM_HOME", exporting["home"])
                made[kind] = exported(exporting[kind])
        return made[kind]

    return file


@pytest.mark.parametrize("kind", SOME_SLOW)
def test_it_opens_trained_with_what_it_reached(runs: dict[str, str], files: Any, kind: str) -> None:
    path, result = files(kind)
    assert result["difference"] <= 1e-6
    found = opened(path)
    folder, first = folder_of(found["run"]), folder_of(runs[kind])
    assert status(folder).state == "finished"
    assert (status(folder).best_epoch, dict(status(folder).best_values)) == (
        status(first).best_epoch,
        dict(status(first).best_values),
    )
    assert found["document"] == read_json(first, "document.json")
    before, after = (read_json(place, RESULTS) for place in (first, folder))
    assert {**after, "samples": ()} == {**before, "samples": ()}
    assert [_without_row(each) for each in after["samples"]] == [_without_row(each) for each in before["samples"]]
    sample = before["samples"][0]["inputs"]
    answers = [Predictor().predict({"run": run, "inputs": sample}) for run in (runs[kind], found["run"])]
    assert answers[0] == answers[1]


def _without_row(sample: Any) -> Any:
    """Leave out the row's number, columns that the network does not read, and the last digits of float32."""
    answers = {target: _rounded(answer) for target, answer in sample["answers"].items()}
    return {"truth": sample["truth"], "wrong": sample["wrong"], "answers": answers}


def _rounded(answer: Any) -> Any:
    if "value" in answer:
        return float(f"{answer['value']:.4g}")
    return answer["label"], [round(chance, 4) for chance in answer["probabilities"]]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["savedmodel", "keras", "project"])
@pytest.mark.parametrize("kind", ["categories", "pictures"])
def test_without_its_data_it_is_compared_by_its_own_samples(
    runs: dict[str, str], files: Any, kind: str, form: str
) -> None:
    found = opened(files(kind)[0])
    assert read_json(folder_of(found["run"]), JOB)["schema"]["id"] == NOT_HERE
    assert exported(found["run"], form)[1]["difference"] <= 1e-5


def test_what_needs_the_data_says_that_it_is_not_here(runs: dict[str, str], files: Any) -> None:
    found = opened(files("categories")[0])
    with pytest.raises(Refusal, match="did not come with its project file"):
        exported(found["run"], "program")
    with pytest.raises(Refusal, match="did not come with its project file"):
        evaluate_run({"run": found["run"], "part": "test"}, lambda *_: None)


def test_data_is_read_only_by_those_who_may(runs: dict[str, str], files: Any) -> None:
    path, _ = files("categories")
    own = read_json(folder_of(runs["categories"]), JOB)["schema"]["id"]
    allowed = opened(path, (own,))
    assert read_json(folder_of(allowed["run"]), JOB)["schema"]["id"] == own
    assert evaluate_run({"run": allowed["run"], "part": "test"}, lambda *_: None)["count"] > 0
    built_in = opened(files("numbers")[0])
    assert read_json(folder_of(built_in["run"]), JOB)["schema"]["id"] == "diabetes"


def test_the_test_score_travels_too(runs: dict[str, str]) -> None:
    asked = evaluate_run({"run": runs["numbers"], "part": "test"}, lambda *_: None)
    path, result = exported(runs["numbers"])
    assert "test samples" in result["card"]
    assert read_json(folder_of(opened(path)["run"]), TEST) == {**carried(asked), "samples": []}
    (folder_of(runs["numbers"]) / TEST).unlink()


def test_a_file_of_before_brought_no_samples(runs: dict[str, str], files: Any, tmp_path: Path) -> None:
    path = _rewritten(files("categories")[0], tmp_path, {"held_out/*": None, RESULTS: None})
    folder = folder_of(opened(path)["run"])
    assert not (folder / HELD_OUT).exists()
    assert not (folder / RESULTS).exists()
    assert open_trained(folder).model.count_params() > 0


def test_the_program_is_written_anew(runs: dict[str, str], files: Any, tmp_path: Path) -> None:
    path = _rewritten(
        files("categories")[0], tmp_path, {"program.py": b"import os\n"}, more={"program.py": b"import os"}
    )
    assert "import os" not in (folder_of(opened(path)["run"]) / "program.py").read_text("utf-8")


def _npy(values: Any) -> bytes:
    content = io.BytesIO()
    np.save(content, values, allow_pickle=True)
    return content.getvalue()


def _huge(content: bytes) -> bytes:
    document = json.loads(content)
    document["nodes"]["layer0"]["params"]["units"] = 1_000_000
    document["nodes"]["layer1"]["params"]["units"] = 1_000_000
    return json.dumps(document).encode()


def _bomb(content: bytes) -> bytes:
    """A header that promises more than there is."""
    return content.replace(b"'shape': (", b"'shape': (9", 1)


def _put(*keys: str | int, value: Any) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        whole = json.loads(content)
        place = whole
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value
        return json.dumps(whole).encode()

    return change


HOSTILE: dict[str, tuple[dict[str, Any] | None, str]] = {
    "no zip": (None, "no ZIP"),
    "no document": ({"document.json": None}, "no document"),
    "broken json": ({"preparation.json": b"{"}, "damaged"),
    "a list": ({"schema.json": b"[]"}, "damaged"),
    "no weights": ({"weights/00000.npy": None}, "missing"),
    "pickled weights": ({"weights/00000.npy": _npy(np.array([{"a": 1}], dtype=object))}, "damaged"),
    "other shapes": ({"weights/00000.npy": _npy(np.zeros((3, 3, 3), np.float32))}, "shapes or types differ"),
    "other types": ({"weights/00000.npy": lambda content: content.replace(b"<f4", b"<i4")}, "shapes or types differ"),
    "torn weights": ({"weights/00000.npy": b"\x93NUMPY\x01\x00"}, "damaged"),
    "cut weights": ({"weights/00000.npy": lambda content: content[:-4]}, "damaged"),
    "a huge network": ({"document.json": _huge}, "."),
    "a preparation of another network": ({"preparation.json": _put("fields", 0, "key", value="../x")}, "not of its"),
    "a preparation without form": ({"preparation.json": _put("fields", value=[{"name": "x"}])}, "damaged"),
    "pickled samples": ({"held_out/00000.npy": _npy(np.array([{"a": 1}], dtype=object))}, "damaged"),
    "a header that lies": ({"held_out/00000.npy": _bomb}, "damaged"),
    "a column is missing": ({"held_out/00001.npy": None}, "missing"),
    "too many samples": ({"held_out/00000.npy": _npy(np.zeros(65, np.int32))}, "damaged"),
    "no samples": ({"held_out/00000.npy": _npy(np.zeros(0, np.int32))}, "damaged"),
    "a class that is none": ({"held_out/00000.npy": lambda content: content[:-4] + b"\x77\0\0\0"}, "damaged"),
    "results without form": ({RESULTS: b'{"outputs": []}'}, "damaged"),
    "a score in words": ({RESULTS: _put("outputs", "sold", "score", value="<b>1</b>")}, "damaged"),
    "a small matrix": ({RESULTS: _put("outputs", "sold", "confusion", value=[[1]])}, "damaged"),
    "counts below zero": ({RESULTS: _put("outputs", "sold", "confusion", value=[[1, -1], [0, 1]])}, "damaged"),
    "counts without end": ({RESULTS: _put("count", value=10**400)}, "damaged"),
    "a text too long": ({"run.json": b'{"a": "' + b"x y" * 4_000_000 + b'"}'}, "larger than|far more"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_project_files(runs: dict[str, str], files: Any, tmp_path: Path, name: str) -> None:
    changes, sentence = HOSTILE[name]
    other = tmp_path / "other.zip"
    if changes is None:
        other.write_bytes(b"PK no")
    else:
        _rewritten(files("categories")[0], tmp_path, changes)
    before = set((Path(runs["home"]) / "runs").iterdir())
    with pytest.raises(Refusal, match=sentence):
        opened(other)
    assert set((Path(runs["home"]) / "runs").iterdir()) == before


def test_pictures_and_texts_of_results_are_made_anew(runs: dict[str, str], files: Any, tmp_path: Path) -> None:
    sample = {"inputs": {"network": "/etc/passwd"}, "truth": {}, "answers": {}, "wrong": True}
    path = _rewritten(files("categories")[0], tmp_path, {RESULTS: _put("samples", value=[sample])})
    shown = read_json(folder_of(opened(path)["run"]), RESULTS)["samples"]
    assert shown
    assert all(each["inputs"]["network"] != "/etc/passwd" for each in shown)


def _rewritten(path: Path, place: Path, changes: dict[str, Any], more: dict[str, bytes] | None = None) -> Path:
    other = place / "other.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            change = changes.get(name, changes.get(f"{name.split('/')[0]}/*", content))
            changed = change(content) if callable(change) else change
            if changed is not None:
                target.writestr(name, changed)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return other
