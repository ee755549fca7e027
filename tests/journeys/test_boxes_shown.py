"""Pictures with boxes: from the upload to what the network finds in a picture of one's own."""

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


def _squares(path: Path) -> Path:
    """Bright squares in the dark, and boxes around them in lines of YOLO."""
    draw = np.random.default_rng(0)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("classes.txt", "square\n")
        for number in range(24):
            row, column = draw.integers(1, 15, 2)
            picture = draw.normal(60, 15, (24, 24)).clip(0)
            picture[row : row + 8, column : column + 8] += 120
            archive.writestr(f"images/{number}.png", _png(picture))
            line = f"0 {(column + 4) / 24} {(row + 4) / 24} {1 / 3} {1 / 3}"
            archive.writestr(f"labels/{number}.txt", line)
    return path


def test_boxes_are_learnt_and_drawn_over_pictures(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_squares(tmp_path / "squares.zip"))
    expect(page.get_by_text("24 pictures with 24 boxes of one class.")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("A picture with its boxes").first).to_be_visible()
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("boxes: average precision")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("What the network found").first).to_be_visible()
    own = tmp_path / "own.png"
    own.write_bytes(_png(np.random.default_rng(5).normal(60, 15, (40, 30)).clip(0)))
    page.get_by_test_id("picture-file").set_input_files(own)
    expect(page.get_by_test_id("boxes-boxes")).to_be_visible(timeout=LONG)
