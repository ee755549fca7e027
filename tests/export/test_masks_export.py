"""Masks from upload to export: trained, answered, and the same out of every form of export."""

import base64
import io
import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

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
from engine.runtime.export.coded import kept_as
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train

pytestmark = pytest.mark.slow


def disc(seed: int, side: int = 32) -> tuple[np.ndarray, np.ndarray]:
    """A bright disc on noise, and where it is."""
    draw = np.random.default_rng(seed)
    row, column, radius = draw.integers(8, side - 8), draw.integers(8, side - 8), draw.integers(4, 8)
    rows, columns = np.mgrid[:side, :side]
    inside = (rows - row) ** 2 + (columns - column) ** 2 < radius**2
    return np.clip(draw.normal(90, 20, (side, side)) + 90 * inside, 0, 255).astype(np.uint8), inside


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def discs(path: Path, count: int = 60) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            picture, inside = disc(number)
            archive.writestr(f"images/{number}.png", png(picture))
            archive.writestr(f"masks/{number}.png", png((inside * 255).astype(np.uint8)))


def trained(file: Path, title: str, epochs: int | None = None) -> str:
    """Upload, take the network that is proposed, train it, and return the run."""
    key = f"set{os.urandom(4).hex()}"
    folder = home() / "datasets" / key
    folder.mkdir(parents=True)
    (folder / "raw").write_bytes(file.read_bytes())
    schema = inspect({"folder": str(folder), "id": key, "title": title}, lambda *_: None)
    data = Data(source=key, targets=("mask",))
    document = propose(apply(load(schema), data), data)
    content = to_json(document)
    if epochs:
        content["training"] = {**content["training"], "epochs": epochs}  # type: ignore[dict-item]
    text = program(plan(document, catalog(), load(schema))).text
    run = create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
    train(folder_of(run), threads=0)
    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("masks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place / "home"))
        discs(place / "discs.zip")
        yield trained(place / "discs.zip", "discs", epochs=12)


def test_areas_are_found(run: str) -> None:
    found = json.loads((folder_of(run) / RESULTS).read_bytes())
    scored = found["outputs"]["mask"]
    assert scored["kind"] == "mask"
    assert scored["iou"][1] > 0.7 > scored["baseline"]
    assert np.sum(scored["confusion"]) == found["count"] * 32 * 32
    sample = found["samples"][0]
    assert sample["answers"]["mask"]["mask"].startswith("data:image/png")
    assert sample["truth"]["mask"]["shares"][1] == pytest.approx(sum(sample["truth"]["mask"]["shares"][1:]))


def test_a_picture_of_ones_own_is_answered(run: str) -> None:
    picture, inside = disc(1000)
    asked = {"run": run, "inputs": {"image": base64.b64encode(png(picture)).decode()}}
    answer = Predictor().predict(asked)["outputs"]["mask"]
    laid = np.asarray(Image.open(io.BytesIO(base64.b64decode(answer["mask"].partition(",")[2]))))[..., 3] > 0
    assert (laid & inside).sum() / (laid | inside).sum() > 0.6
    assert answer["given"].startswith("data:image/png")
    assert answer["shares"][1] == pytest.approx(laid.mean())


@pytest.mark.parametrize("form", WRITERS)
def test_every_export_answers_the_same(run: str, form: str) -> None:
    result = export_run({"run": run, "format": form}, lambda *_: None)
    assert result["difference"] <= 1e-5
    assert "each class of “mask” is in each place" in result["card"]
    assert export_path(folder_of(run), form).exists()


def test_a_mask_has_its_classes_only(run: str) -> None:
    mask = open_trained(folder_of(run)).opened.used.targets()[0]
    assert kept_as(mask).possible(mask, np.ones((1, 32, 32), np.uint8), True)
    assert not kept_as(mask).possible(mask, np.full((1, 32, 32), 2, np.uint8), True)


@pytest.mark.realdata
def test_cell_membranes(real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    run = trained(real_data / "cell-membranes.zip", "cell-membranes")
    scored = json.loads((folder_of(run) / RESULTS).read_bytes())["outputs"]["mask"]
    assert scored["classes"] == ["0", "255"]
    assert scored["iou"][0] >= 0.5
    assert scored["score"] > scored["baseline"] + 0.2
