"""A table whose cells hold several labels: from the upload to a row of one's own, with a bar for each label."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, open_tab, step, train_a_little, wait_until_ready

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def _points(path: Path) -> Path:
    lines = ["x,y,tags"]
    for x, y in np.random.default_rng(3).uniform(-1, 1, (160, 2)):
        tags = [name for name, has in (("right", x > 0), ("up", y > 0.1), ("far", x * x + y * y > 0.7)) if has]
        lines.append(f"{x:.3f},{y:.3f},{';'.join(tags)}")
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_labels_are_learnt_and_judged_one_by_one(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_points(tmp_path / "points.csv"))
    expect(page.get_by_text("160 rows, 3 columns.")).to_be_visible(timeout=LONG)
    open_tab(page, "Distributions")
    expect(page.get_by_text("How many samples have both labels")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("tags: mean average precision")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Each label by itself")).to_be_visible()
