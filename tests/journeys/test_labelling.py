"""Loose pictures get their labels in the app, one after the other; then samples are found, changed and brought back."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG

pytestmark = pytest.mark.journey


def _picture(tint: tuple[int, int, int], chance: random.Random) -> bytes:
    noise = bytes(max(0, min(255, part + chance.randint(-25, 25))) for _ in range(24 * 24) for part in tint)
    content = io.BytesIO()
    Image.frombytes("RGB", (24, 24), noise).save(content, "PNG")
    return content.getvalue()


def _loose(path: Path, count: int) -> Path:
    chance = random.Random(1)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            tint = ((205, 70, 40), (40, 70, 205))[number % 2]
            archive.writestr(f"{number}.png", _picture(tint, chance))
    return path


def test_loose_pictures_are_labelled_changed_and_undone(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    file = _loose(tmp_path / "tints.zip", 12)
    page.get_by_test_id("upload-file").set_input_files(file)
    expect(page.get_by_text("12 pictures that have no label yet.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("0 of 12 have a label")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Build a network that fits")).to_be_disabled()
    for name in ("warm", "cold"):
        page.get_by_test_id("new-class").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name)).to_be_visible()
    page.get_by_test_id("sample-2").click()
    # The classes stand in their order: cold is 1, warm is 2.
    for number in range(2, 12):
        expect(page.get_by_test_id(f"sample-{number}")).to_be_visible()
        page.keyboard.press("12"[number % 2 == 0])
    expect(page.get_by_text("Every sample has a label.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("12 samples in 2 classes.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Build a network that fits")).to_be_enabled()

    page.get_by_role("radio", name="Gallery").click()
    page.get_by_test_id("sample-0").get_by_role("button").click()
    page.get_by_test_id("sample-3").get_by_role("button").click(modifiers=["Shift"])
    expect(page.get_by_text("4 selected")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_test_id("sample-0")).to_have_count(0)
    expect(page.get_by_text("8 samples in 2 classes.")).to_be_visible(timeout=LONG)
    page.reload()
    expect(page.get_by_test_id("sample-4")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("sample-0")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.get_by_test_id("sample-0")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("12 samples in 2 classes.")).to_be_visible(timeout=LONG)
    page.get_by_test_id("samples-class").select_option("=warm")
    expect(page.get_by_test_id("sample-1")).to_have_count(0)

    page.get_by_role("button", name="Other data").click()
    page.get_by_test_id("upload-file").set_input_files(file)
    expect(page.get_by_text("This file is already here as “tints”.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("12 samples in 2 classes.")).to_be_visible(timeout=LONG)
