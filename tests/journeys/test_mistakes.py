"""From what a network got wrong to these samples in the data; a run says when the data changed since."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def _noisy(path: Path) -> Path:
    chance = random.Random(1)
    rows = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(160)]
    lines = [f"{x:.3f},{y:.3f},{chance.choice(('yes', 'no'))}" for x, y in rows]
    path.write_text("\n".join(["left,right,class", *lines]))
    return path


def test_mistakes_lead_to_the_data(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_noisy(tmp_path / "noisy.csv"))
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    page.get_by_role("button", name=re.compile("^Look at the")).click(timeout=LONG)
    expect(page.get_by_text("that run 1 got wrong")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("the network:").first).to_be_visible(timeout=LONG)
    page.get_by_test_id("samples").get_by_role("button", name=re.compile("^Sample ")).first.click()
    page.get_by_test_id("samples").get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("1 sample was removed here.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Show all samples").click()
    expect(page.get_by_text("that run 1 got wrong")).to_have_count(0)
    step(page, "Test")
    expect(page.get_by_text("The data changed since this run")).to_be_visible(timeout=LONG)
