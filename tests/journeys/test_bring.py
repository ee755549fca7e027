"""A model of Keras opened as layers, and trained on from the weights that it came with."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import train, wait_until_ready
from tests.running import Running

pytestmark = pytest.mark.journey


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A small network for digits, as Keras saves it."""
    import keras

    layers = keras.layers
    network = keras.Sequential(
        [
            keras.Input((8, 8, 1), name="picture"),
            layers.Flatten(name="flat"),
            layers.Dense(16, activation="relu", name="hidden"),
            layers.Dense(10, activation="softmax", name="digit"),
        ]
    )
    network.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    path = tmp_path / "my digits.keras"
    network.save(path)
    return path


def test_a_model_of_keras_is_opened_and_trained_on(visitor: Callable[..., Page], app: Running, model: Path) -> None:
    page = visitor("/projects")
    page.get_by_text("Open from file").click()
    page.get_by_test_id("upload-file").set_input_files(model)
    expect(page.get_by_test_id("node-hidden")).to_be_visible()
    expect(page.get_by_test_id("node-digit")).to_be_visible()
    # It says what comes next: the one data set whose pictures fit, bound to Input and Output at one press.
    expect(page.get_by_test_id("next")).to_contain_text("It takes 8 × 8 × 1")
    page.get_by_test_id("next-digits").click()
    expect(page.get_by_test_id("next")).to_be_hidden()
    wait_until_ready(page)
    train(page)
    assert len(list((app.home / "models").glob("*/weights.npz"))) == 1
    # Other journeys have trained in this home folder too.
    (run,) = (
        path for path in (app.home / "runs").glob("*/document.json") if json.loads(path.read_text()).get("weights")
    )
    # Every layer took the weights that came for it.
    assert "weights-left" not in (run.parent / "events.jsonl").read_text()


def test_what_is_no_model_is_refused_in_a_sentence(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor("/projects")
    file = tmp_path / "broken.h5"
    file.write_bytes(b"\x89HDF\r\n\x1a\n" + b"\0" * 600)
    page.get_by_text("Open from file").click()
    page.get_by_test_id("upload-file").set_input_files(file)
    expect(page.get_by_test_id("upload").get_by_role("alert")).to_contain_text("damaged or incomplete")


def test_its_weights_are_in_the_file_that_it_is_saved_to(
    visitor: Callable[..., Page], model: Path, tmp_path: Path
) -> None:
    page = visitor("/projects")
    page.get_by_text("Open from file").click()
    page.get_by_test_id("upload-file").set_input_files(model)
    expect(page.get_by_test_id("node-hidden")).to_be_visible()
    project = page.url.partition("project=")[2].partition("&")[0]
    kept = page.request.get(f"/api/projects/{project}/file")
    file = tmp_path / "mine.zip"
    file.write_bytes(kept.body())
    with zipfile.ZipFile(file) as archive:
        assert "brought/00003.npy" in archive.namelist()
    other = visitor("/projects")
    other.get_by_text("Open from file").click()
    other.get_by_test_id("upload-file").set_input_files(file)
    expect(other.get_by_test_id("node-hidden")).to_be_visible()
    other.get_by_test_id("next-digits").click()
    wait_until_ready(other)
    expect(other.get_by_text("are not here")).to_have_count(0)
