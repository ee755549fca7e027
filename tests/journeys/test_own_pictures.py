"""Pictures of one's own: a ZIP of folders becomes a network, and a picture chosen in Try it is answered."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey

_TINTS = {"warm": (205, 70, 40), "cold": (40, 70, 205)}


def _picture(tint: tuple[int, int, int], size: tuple[int, int], chance: random.Random) -> bytes:
    noise = bytes(max(0, min(255, part + chance.randint(-25, 25))) for _ in range(size[0] * size[1]) for part in tint)
    content = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(content, "PNG")
    return content.getvalue()


def _folders(path: Path) -> Path:
    chance = random.Random(1)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(48):
            name = list(_TINTS)[number % 2]
            archive.writestr(f"{name}/{number}.png", _picture(_TINTS[name], (12 + number % 5, 14), chance))
    return path


def test_a_picture_is_chosen_and_answered(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_folders(tmp_path / "tints.zip"))
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    choose = page.get_by_test_id("picture-file")
    for name, size in (("cold", (90, 60)), ("warm", (7, 30))):
        file = tmp_path / f"{name}.png"
        file.write_bytes(_picture(_TINTS[name], size, random.Random(2)))
        choose.set_input_files(file)
        expect(page.get_by_test_id("answer-class")).to_have_text(re.compile("warm|cold"), timeout=LONG)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    choose.set_input_files(broken)
    expect(page.get_by_text("is no picture that this browser can show")).to_be_visible()
