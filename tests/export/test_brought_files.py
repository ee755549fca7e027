"""Project files with the weights that a model was brought in with: the same ones come back, and no other thing."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from engine import brought
from engine.document.dump import dump
from engine.document.load import from_json
from engine.runs.exports import export_path
from engine.runs.folder import DOCUMENT, folder_of, read_json
from engine.runtime.bring.job import Brought, bring
from engine.runtime.bring.kept import Kept
from engine.runtime.command import model as command
from engine.runtime.data.archive import opened as archive_of
from engine.runtime.export.arrays import packed
from engine.runtime.export.job import export_run
from engine.runtime.export.reopen import open_project
from engine.runtime.train.run import train
from engine.words import Refusal
from tests.runs import networks

MODEL = "m" * 24
ABOUT = {"name": "Mine", "keras": "3.15.1", "weights": ["hidden/0", "hidden/1"]}
GOOD = {
    "brought.json": json.dumps(ABOUT).encode(),
    "brought/00000.npy": packed(np.zeros((4, 5), "float32")),
    "brought/00001.npy": packed(np.zeros(5, "float32")),
}


@pytest.fixture
def model(home: Path, tmp_path: Path) -> Path:
    keras.utils.set_random_seed(5)
    path = tmp_path / "model.keras"
    keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, name="hidden")], name="mine").save(path)
    return path


@pytest.fixture
def came(model: Path) -> Brought:
    return bring(model, "Mine", lambda _share, _sentence: None)


def project_file(path: Path, document: Any, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"document.json": dump(document).encode(), **members}.items():
            archive.writestr(name, content)
    return path


def reopened(path: Path, **more: Any) -> Any:
    return open_project({"path": str(path), "owner": "ann", "data": [], "model": MODEL, **more}, None)


def arrays(model: str | None) -> dict[str, np.ndarray]:
    folder = brought.folder_of(model or "")
    assert folder is not None
    kept = Kept(folder)
    return {f"{node}/{n}": each for node in kept.nodes for n, each in enumerate(kept.of(node))}


def test_they_come_back_as_they_were(came: Brought, tmp_path: Path) -> None:
    before = arrays(came.document.weights)
    path = tmp_path / "mine.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("document.json", dump(came.document))
        assert len(list(brought.packed(archive, Path(brought.folder_of(came.document.weights))))) == len(before)
    found = reopened(path)
    assert found["run"] is None
    assert from_json(found["document"]).weights == MODEL
    after = arrays(MODEL)
    assert list(after) == list(before) == ["hidden/0", "hidden/1"]
    for name in before:
        np.testing.assert_array_equal(after[name], before[name])


def test_the_command_line_writes_them_too(
    model: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "mine.zip"
    # The limits would hold for all tests in this process.
    monkeypatch.setattr(command, "apply", lambda _limits: None)
    command.import_model(str(model), str(out))
    assert list((home / "models").iterdir()) == []
    assert from_json(reopened(out)["document"]).weights == MODEL
    assert list(arrays(MODEL)) == ["hidden/0", "hidden/1"]


def changed(**members: bytes | None) -> dict[str, bytes]:
    given = {**GOOD, **{name.replace("__", "/").replace("_npy", ".npy"): value for name, value in members.items()}}
    return {name: value for name, value in given.items() if value is not None}


def listing(*names: Any) -> dict[str, bytes]:
    return {**GOOD, "brought.json": json.dumps({**ABOUT, "weights": list(names)}).encode()}


def pickled() -> bytes:
    content = io.BytesIO()
    np.save(content, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return content.getvalue()


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (listing("../../x/0", "hidden/1"), "damaged"),
        (listing("hidden/0", "hidden/0"), "damaged"),
        (listing("hidden/0", 7), "damaged"),
        (listing("a" * 600 + "/0"), "damaged"),
        ({**GOOD, "brought.json": b'{"weights": {}}'}, "damaged"),
        ({**GOOD, "brought.json": b"[1"}, "damaged"),
        (changed(brought__00001_npy=None), "some are missing"),
        (changed(brought__00001_npy=b"\x93NUMPY"), "damaged"),
        (changed(brought__00001_npy=pickled()), "damaged"),
        (changed(brought__00001_npy=packed(np.array(["a"]))), "shapes or types differ"),
        (changed(brought__00001_npy=packed(np.zeros(5))[:-8]), "damaged"),
    ],
)
def test_what_is_wrong_in_them_is_refused_and_nothing_stays(
    home: Path, tmp_path: Path, members: dict[str, bytes], sentence: str
) -> None:
    path = project_file(tmp_path / "bad.zip", from_json({"format": "layerloom", "version": 2}), members)
    with pytest.raises(Refusal, match=sentence):
        reopened(path)
    assert list((home / "models").iterdir()) == []


def test_no_more_is_taken_than_is_left(home: Path, tmp_path: Path) -> None:
    path = project_file(tmp_path / "big.zip", from_json({"format": "layerloom", "version": 2}), GOOD)
    assert reopened(path, most=100)["document"]["weights"] == MODEL
    with pytest.raises(Refusal, match="that are left to you"):
        reopened(path, model="n" * 24, most=99)
    assert [each.name for each in (home / "models").iterdir()] == [MODEL]


def test_a_file_that_brings_none_names_none(home: Path, tmp_path: Path) -> None:
    document = from_json({"format": "layerloom", "version": 2, "weights": "someoneelses" * 2})
    empty = {"brought.json": b'{"weights": []}'}
    assert reopened(project_file(tmp_path / "none.zip", document, empty))["document"]["weights"] is None


def test_an_archive_of_a_project_may_hold_more_than_one_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", b"x" * 2000)
    with archive_of(path, 2000) as found:
        assert len(found.members) == 1
    with pytest.raises(Refusal), archive_of(path, 1999):
        pass


def test_a_trained_project_file_brings_both(came: Brought) -> None:
    run = networks.made({**networks.iris(epochs=1), "weights": came.document.weights})
    train(folder_of(run), threads=0)
    result = export_run({"run": run, "format": "project"}, lambda *_: None)
    assert result["difference"] <= 1e-6
    found = reopened(export_path(folder_of(run), "project"))
    assert found["run"] is not None
    assert found["document"]["weights"] == MODEL
    assert read_json(folder_of(found["run"]), DOCUMENT)["weights"] == MODEL
    assert {name: each.shape for name, each in arrays(MODEL).items()} == {"hidden/0": (4, 5), "hidden/1": (5,)}
