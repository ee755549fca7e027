"""What happens to samples before the network reads them: changed at random beside real ones, prepared in the open."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, wait_until_ready
from tests.journeys.test_masks_shown import squares

pytestmark = pytest.mark.journey


def test_random_layers_are_chosen_beside_what_they_do(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(squares(tmp_path / "squares.zip"))
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    before = page.locator(".ll-card").count()
    page.get_by_test_id("node-image").click()
    page.get_by_test_id("open-augment").click()
    strip = page.get_by_test_id("augment-strip")
    expect(strip.get_by_alt_text(re.compile("changed"))).to_have_count(16, timeout=LONG)
    expect(page.get_by_test_id("augment-RandAugment")).to_be_disabled()
    expect(page.get_by_test_id("augment-RandomFlip")).to_be_checked()
    expect(strip.get_by_text("Masks are moved with their pictures.")).to_be_visible(timeout=LONG)
    page.get_by_test_id("augment-RandomZoom").click()
    page.get_by_test_id("augment-RandomRotation").click()
    page.get_by_test_id("strength-RandomRotation").get_by_test_id("slide-factor").fill("0.3")
    page.get_by_test_id("augment-RandomBrightness").click()
    expect(strip).to_have_attribute("aria-busy", "false", timeout=LONG)
    drawn = strip.get_by_alt_text("Sample 1, changed").first.get_attribute("src")
    page.get_by_test_id("draw-again").click()
    expect(strip.get_by_alt_text("Sample 1, changed").first).not_to_have_attribute("src", drawn or "", timeout=LONG)
    page.keyboard.press("Escape")
    expect(page.locator(".ll-card")).to_have_count(before + 3)
    expect(page.get_by_text("ready to train").first).to_be_visible()
    page.get_by_test_id("command-undo").click()
    expect(page.locator(".ll-card")).to_have_count(before)


def test_how_an_input_prepares_is_opened(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    card = page.get_by_test_id("node-image")
    expect(card).to_contain_text("scales pixels")
    card.click()
    page.keyboard.press("Enter")
    opened = page.get_by_test_id("prepare")
    expect(opened).to_contain_text("numbers from 0 to 1", timeout=LONG)
    expect(opened.get_by_alt_text("The sample")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
