"""Clips from upload to export: motion that no single frame tells is learnt, and every form of export says the same."""

import base64
import json
import os
from pathlib import Path

import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Feature, Schema
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.home import home
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import RESULTS, Request, create, folder_of
from engine.runtime.check import check
from engine.runtime.data.jobs import inspect
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.runtime.trace.traced import Traced
from engine.runtime.train.run import train
from tests.moving import clip, frame_files, gif, packed


@pytest.mark.parametrize("shape", [(8, 24, 24, 1), (16, 64, 64, 3), (2, 8, 8, 1), (40, 32, 48, 1), (12, 40, 40, 3)])
def test_a_network_without_findings(shape: tuple[int, int, int, int]) -> None:
    video = Feature(name="video", type="video", shape=shape, axes=("frame", "height", "width", "channels"))
    label = Feature(name="class", type="category", classes=("a", "b"), counts=(60, 60), distinct=2)
    schema = Schema(id="x", title="x", kind="videos", samples=120, features=(video, label), target="class")
    data = Data(source="x", targets=("class",))
    document = propose(apply(schema, data), data)
    assert check(plan(document, catalog(), schema))["findings"] == []
    assert document.notes
    assert ("Conv3D" in {node.kind for node in document.nodes.values()}) == (max(shape[1:3]) <= 40 and shape[0] <= 24)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("videos")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place / "home"))
        yield trained(packed(place / "clips.zip", frame_files(40)), epochs=14)


def trained(file: Path, epochs: int) -> str:
    """Upload, take the network that is proposed, train it, and return the run."""
    key = f"set{os.urandom(4).hex()}"
    folder = home() / "datasets" / key
    folder.mkdir(parents=True)
    (folder / "raw").write_bytes(file.read_bytes())
    schema = inspect({"folder": str(folder), "id": key, "title": "clips"}, lambda *_: None)
    data = Data(source=key, targets=("class",))
    document = propose(apply(load(schema), data), data)
    content = to_json(document)
    content["training"] = {**content["training"], "epochs": epochs}  # type: ignore[dict-item]
    text = program(plan(document, catalog(), load(schema))).text
    run = create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
    train(folder_of(run), threads=0)
    return run


@pytest.mark.slow
def test_motion_is_learnt(run: str) -> None:
    results = json.loads((folder_of(run) / RESULTS).read_bytes())
    scored = results["outputs"]["class"]
    assert scored["score"] >= 0.85 > scored["baseline"] + 0.25
    assert results["samples"][0]["inputs"]["video"]["strip"].startswith("data:image/png")


@pytest.mark.slow
def test_a_clip_is_seen_at_every_node(run: str) -> None:
    trained = open_trained(folder_of(run)).opened
    found = Traced(trained.document, trained.schema, run).at("validation", 0)
    kinds = {trained.document.nodes[key].kind: node["outputs"][0]["kind"] for key, node in found["nodes"].items()}
    assert (kinds["Input"], kinds["Conv3D"], kinds["Dense"]) == ("picture", "maps", "values")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["left", "right"])
def test_a_clip_of_ones_own_is_answered(run: str, way: str) -> None:
    asked = {"video": base64.b64encode(gif(clip(way, 1001, frames=11))).decode()}
    answer = Predictor().predict({"run": run, "inputs": asked})["outputs"]["class"]
    assert answer["label"] == way


@pytest.mark.slow
def test_larger_clips_are_read_frame_by_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    run = trained(packed(tmp_path / "clips.zip", frame_files(60, side=44, frames=6)), epochs=20)
    assert "TimeDistributed" in {node.kind for node in open_trained(folder_of(run)).opened.document.nodes.values()}
    scored = json.loads((folder_of(run) / RESULTS).read_bytes())["outputs"]["class"]
    assert scored["score"] >= 0.8 > scored["baseline"] + 0.2
    assert export_run({"run": run, "format": "savedmodel"}, lambda *_: None)["difference"] <= 1e-5


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITERS)
def test_every_export_answers_the_same(run: str, form: str) -> None:
    result = export_run({"run": run, "format": form}, lambda *_: None)
    assert result["difference"] <= 1e-5
    if form in {"savedmodel", "keras"}:
        assert "a clip of 8 frames" in result["card"]
    assert export_path(folder_of(run), form).exists()
