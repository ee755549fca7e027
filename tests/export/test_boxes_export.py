"""Boxes from upload to export: trained, answered, and the same out of every form of export."""

import base64
import io
import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
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
from engine.runtime.answers import answers
from engine.runtime.data.jobs import inspect
from engine.runtime.evaluate.detections import overlaps
from engine.runtime.export.coded import kept_as
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.opened import open_trained
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train

pytestmark = pytest.mark.slow

NAMES = ("bright", "dark")
SIDE = 48


def scene(seed: int) -> tuple[np.ndarray, list[tuple[int, int, int, int, int]]]:
    """One to three squares, bright or dark on grey, and where they are: class, left, top, right, bottom."""
    draw = np.random.default_rng(seed)
    picture, boxes = draw.normal(120, 12, (SIDE, SIDE)), []
    for place in draw.permutation(4)[: draw.integers(1, 4)]:
        side, kind = int(draw.integers(10, 16)), int(draw.integers(2))
        left = int(SIDE // 2 * (place % 2) + draw.integers(0, SIDE // 2 - side))
        top = int(SIDE // 2 * (place // 2) + draw.integers(0, SIDE // 2 - side))
        picture[top : top + side, left : left + side] += (100, -100)[kind]
        boxes.append((kind, left, top, left + side, top + side))
    return np.clip(picture, 0, 255).astype(np.uint8), boxes


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def scenes(path: Path, count: int = 120) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("classes.txt", "\n".join(NAMES))
        for number in range(count):
            picture, boxes = scene(number)
            lines = [
                f"{kind} {(left + right) / 2 / SIDE} {(top + bottom) / 2 / SIDE} {(right - left) / SIDE} "
                f"{(bottom - top) / SIDE}"
                for kind, left, top, right, bottom in boxes
            ]
            archive.writestr(f"images/{number}.png", png(picture))
            archive.writestr(f"labels/{number}.txt", "\n".join(lines))


def trained(file: Path, title: str, epochs: int | None = None) -> str:
    """Upload, take the network that is proposed, train it, and return the run."""
    key = f"set{os.urandom(4).hex()}"
    folder = home() / "datasets" / key
    folder.mkdir(parents=True)
    (folder / "raw").write_bytes(file.read_bytes())
    schema = inspect({"folder": str(folder), "id": key, "title": title}, lambda *_: None)
    data = Data(source=key, targets=("boxes",))
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
    place = tmp_path_factory.mktemp("boxes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place / "home"))
        scenes(place / "scenes.zip")
        yield trained(place / "scenes.zip", "scenes", epochs=40)


def test_things_are_found(run: str) -> None:
    found = json.loads((folder_of(run) / RESULTS).read_bytes())
    scored = found["outputs"]["boxes"]
    assert (scored["kind"], scored["metric"], scored["classes"]) == ("boxes", "average precision", list(NAMES))
    assert scored["score"] > 0.8
    assert scored["baseline"] < 0.4
    assert scored["strict"] < scored["score"] == pytest.approx(np.mean(scored["average"]))
    assert len(scored["curves"]) == 2
    sample = found["samples"][0]["answers"]["boxes"]
    assert {"boxes", "missed", "classes", "colours"} <= sample.keys()
    assert sum(len(each["truth"]["boxes"]["boxes"]) for each in found["samples"]) == sum(scored["there"])


def test_a_picture_of_ones_own_is_answered(run: str) -> None:
    picture, boxes = scene(1000)
    asked = {"run": run, "inputs": {"image": base64.b64encode(png(picture)).decode()}}
    answer = Predictor().predict(asked)["outputs"]["boxes"]
    assert answer["given"].startswith("data:image/png")
    made = np.asarray([each["box"] for each in answer["boxes"]])
    shares = overlaps(np.asarray(boxes)[:, 1:] / SIDE, made)
    assert (shares.max(axis=1) > 0.5).all()
    best = [answer["boxes"][place]["class"] for place in shares.argmax(axis=1)]
    assert best == [NAMES[kind] for kind, *_ in boxes]


@pytest.mark.parametrize("form", WRITERS)
def test_every_export_answers_the_same(run: str, form: str) -> None:
    result = export_run({"run": run, "format": form}, lambda *_: None)
    assert result["difference"] <= 1e-5
    assert "how sure each class of “boxes” is there" in result["card"]
    assert export_path(folder_of(run), form).exists()


def test_a_saved_model_finds_what_the_app_finds(run: str, tmp_path: Path) -> None:
    export_run({"run": run, "format": "savedmodel"}, lambda *_: None)
    with zipfile.ZipFile(export_path(folder_of(run), "savedmodel")) as archive:
        archive.extractall(tmp_path)
    loaded = tf.saved_model.load(tmp_path / "saved_model")
    picture, _ = scene(1001)
    raw = picture[np.newaxis, ..., np.newaxis]
    said = {
        name: np.asarray(values)
        for name, values in loaded.signatures["serving_default"](image=tf.constant(raw)).items()
    }
    own = open_trained(folder_of(run))
    (read,) = answers(own.opened.plan, own.preparation)
    x = own.preparation.apply({"image": raw})
    (one,) = read.found(np.asarray(own.model(x, training=False)[read.node]))  # type: ignore[attr-defined]
    left = len(one.scores)
    np.testing.assert_allclose(said[f"{read.node}_boxes"][0, :left], one.boxes, atol=1e-5)
    np.testing.assert_allclose(said[f"{read.node}_scores"][0, :left], one.scores, atol=1e-5)
    assert [name.decode() for name in said[f"{read.node}_labels"][0, :left]] == [NAMES[each] for each in one.labels]
    assert not said[f"{read.node}_scores"][0, left:].any()
    assert set(said[f"{read.node}_labels"][0, left:]) <= {b""}


def test_what_is_left_is_what_a_simple_suppression_leaves(run: str) -> None:
    own = open_trained(folder_of(run))
    (read,) = answers(own.opened.plan, own.preparation)
    x = own.preparation.apply({"image": np.stack([scene(seed)[0] for seed in range(2000, 2004)])[..., np.newaxis]})
    outputs = np.asarray(own.model(x, training=False)[read.node])
    for said, one in zip(read.said(outputs), read.found(outputs), strict=True):  # type: ignore[attr-defined]
        kept: list[tuple[float, int, np.ndarray]] = []
        for label in range(2):
            for place in np.argsort(-said[:, 4 + label], kind="stable"):
                score, box = said[place, 4 + label], said[place, :4]
                rivals = [other for _, kind, other in kept if kind == label]
                if score > 0.05 and all(overlaps(box[None], other[None])[0, 0] <= 0.5 for other in rivals):
                    kept.append((float(score), label, box))
        kept.sort(key=lambda each: -each[0])
        assert [label for _, label, _ in kept] == one.labels.tolist()
        np.testing.assert_allclose([score for score, _, _ in kept], one.scores, rtol=1e-5)


def test_boxes_from_a_file_lie_in_their_picture(run: str) -> None:
    boxes = open_trained(folder_of(run)).opened.used.targets()[0]
    right = np.asarray([[[0, 0, 0, 1, 1], [-1, 0, 0, 0, 0]]], np.float32)
    possible = kept_as(boxes).possible
    assert possible(boxes, right, True)
    for column, value in ((0, 2), (0, 0.5), (1, -0.1), (4, 1.1), (2, np.nan), (0, np.nan)):
        wrong = right.copy()
        wrong[0, 0, column] = value
        assert not possible(boxes, wrong, True)


@pytest.mark.realdata
def test_blood_cells(real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    run = trained(real_data / "blood-cells-voc.zip", "blood-cells-voc")
    scored = json.loads((folder_of(run) / RESULTS).read_bytes())["outputs"]["boxes"]
    assert scored["classes"] == ["Platelets", "RBC", "WBC"]
    assert scored["baseline"] < 0.15
    assert scored["score"] >= 0.5
    assert export_run({"run": run, "format": "savedmodel"}, lambda *_: None)["difference"] <= 1e-5
