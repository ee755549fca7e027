"""Pictures with masks: from the upload to what the network finds, laid over a picture of one's own."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def _png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def squares(path: Path) -> Path:
    """Bright squares in the dark, and where they are."""
    draw = np.random.default_rng(0)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(24):
            inside = np.zeros((16, 16), dtype=bool)
            row, column = draw.integers(1, 9, 2)
            inside[row : row + 6, column : column + 6] = True
            archive.writestr(f"image/{number}.png", _png(draw.normal(60, 15, (16, 16)).clip(0) + 120 * inside))
            archive.writestr(f"label/{number}.png", _png(255 * inside))
    return path


def test_masks_are_learnt_and_laid_over_pictures(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(squares(tmp_path / "squares.zip"))
    expect(page.get_by_text("24 pictures with masks of 2 classes.")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("A picture with its mask").first).to_be_visible()
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("mask: mean IoU")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("What the network found").first).to_be_visible()
    own = tmp_path / "own.png"
    own.write_bytes(_png(np.random.default_rng(5).normal(60, 15, (40, 30)).clip(0)))
    page.get_by_test_id("picture-file").set_input_files(own)
    expect(page.get_by_test_id("mask-mask")).to_be_visible(timeout=LONG)
