"""Few pictures: a pre-trained network is offered, and begins where its weights are; without them it says so."""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import pytest
from playwright.sync_api import Page, expect

from engine.propose.pretrained import KIND
from tests.catalog.test_imagenet import legacy
from tests.journeys.steps import LONG, train_a_little, wait_until_ready
from tests.journeys.test_own_pictures import _TINTS, _picture
from tests.running import Running

pytestmark = [pytest.mark.journey, pytest.mark.slow]

OFFER = "Start from a pre-trained network"


@pytest.fixture
def weights(app: Running) -> Iterator[Path]:
    """Return where the app looks for the weights, before they are there; what a test puts there goes with it."""
    path = app.home / "weights" / f"{KIND}.h5"
    path.parent.mkdir(exist_ok=True)
    yield path
    path.unlink(missing_ok=True)


def _few(path: Path) -> Path:
    chance = random.Random(1)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            name = list(_TINTS)[number % 2]
            archive.writestr(f"{name}/{number}.png", _picture(_TINTS[name], (40, 36), chance))
    return path


def test_it_begins_with_weights_that_are_here(visitor: Callable[..., Page], weights: Path, tmp_path: Path) -> None:
    network = getattr(keras.applications, KIND)(weights=None, include_top=False, pooling="avg")
    legacy(weights, network)
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_few(tmp_path / "tints.zip"))
    page.get_by_role("button", name=OFFER).click(timeout=LONG)
    expect(page.get_by_test_id(f"node-{KIND.lower()}")).to_be_visible(timeout=LONG)
    wait_until_ready(page)
    train_a_little(page)


def test_without_them_it_says_what_is_missing_and_keeps_the_network(
    visitor: Callable[..., Page], tmp_path: Path
) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_few(tmp_path / "tints.zip"))
    page.get_by_role("button", name=OFFER).click(timeout=LONG)
    expect(page.get_by_text("which needs a network, and none answers here")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name=OFFER)).to_be_visible()
