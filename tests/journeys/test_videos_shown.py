"""Clips: from a ZIP of GIFs to a clip of one's own, answered by a network that sees motion."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready
from tests.moving import clip, gif, gif_files, packed

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_clips_are_shown_learnt_and_answered(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(packed(tmp_path / "ways.zip", gif_files(12)))
    expect(page.get_by_text("24 clips in 2 classes.")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("Frames of a clip, from left to right").first).to_be_visible()
    page.get_by_text("Let them move").click()
    expect(page.get_by_alt_text("A clip, moving").first).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("class: accuracy")).to_be_visible(timeout=LONG)
    expect(page.get_by_alt_text("Frames of a clip, from left to right").first).to_be_visible()
    own = tmp_path / "own.gif"
    own.write_bytes(gif(clip("left", 77)))
    page.locator("input[type=file]").first.set_input_files(own)
    expect(page.locator(".st-key-card_answer_try").or_(page.get_by_text("class", exact=True)).first).to_be_visible(
        timeout=LONG
    )
