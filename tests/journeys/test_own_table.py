"""A table of one's own: uploaded, a network proposed, trained, exported, and the export asked in a fresh program."""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train, wait_until_ready

pytestmark = pytest.mark.journey

# Uploaded, then three clicks: build, train, and one step further.
_ASK = """
import json, sys
import tensorflow as tf
model = tf.saved_model.load(sys.argv[1])
inputs = {name: tf.constant([[value]]) for name, value in json.loads(sys.argv[2]).items()}
answer = {name: value.numpy().ravel().tolist() for name, value in model.serve(inputs).items()}
print(json.dumps(answer, default=bytes.decode))
"""
_LEAF = {"length": 7.0, "width": 1.0, "soil": "clay"}


def _table(path: Path) -> Path:
    """Write measures of two kinds of leaves, some missing, that a small network can tell apart."""
    chance = random.Random(0)
    rows = ["length,width,soil,leaf"]
    for number in range(240):
        long = number % 2
        length = f"{chance.gauss(4 + 3 * long, 0.5):.2f}" if number % 20 else ""
        soil, leaf = chance.choice(["clay", "sand"]), "oak" if long else "elm"
        rows.append(f"{length},{chance.gauss(2 - long, 0.3):.2f},{soil},{leaf}")
    path.write_text("\n".join(rows) + "\n")
    return path


def test_own_table_to_a_savedmodel_that_answers_alike(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_table(tmp_path / "leaves.csv"))
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train(page)
    said = _predicted(page, _LEAF)["leaf"]
    assert said["label"] == "oak"
    step(page, "Export")
    page.get_by_role("button", name="Make the SavedModel").click()
    expect(page.get_by_text("Checked:")).to_be_visible(timeout=LONG)
    answer = _asked(_unpacked(_download(page, tmp_path), tmp_path / "model"), _LEAF)
    assert "oak" in [value for values in answer.values() for value in values]
    shares = next(
        values for values in answer.values() if len(values) == 2 and all(isinstance(v, float) for v in values)
    )
    assert shares == pytest.approx(said["probabilities"], abs=1e-5)


def _predicted(page: Page, inputs: dict[str, object]) -> dict[str, dict[str, object]]:
    run = page.get_by_test_id("run-strip").get_attribute("data-run")
    origin = {"origin": page.evaluate("location.origin")}
    answer = page.request.post(f"/api/runs/{run}/predict", data={"inputs": inputs}, headers=origin)
    return answer.json()["outputs"]


def _download(page: Page, folder: Path) -> Path:
    address = page.get_by_role("link", name="Download the SavedModel").get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.ok
    archive = folder / "model.zip"
    archive.write_bytes(answer.body())
    return archive


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
    return next(path.parent for path in folder.rglob("saved_model.pb"))


def _asked(folder: Path, inputs: dict[str, object]) -> dict[str, list[object]]:
    command = [sys.executable, "-c", _ASK, str(folder), json.dumps(inputs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
