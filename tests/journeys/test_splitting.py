"""Data of patients: what is unusual is said, a fix splits by patient, the parts are drawn, and Undo takes it back."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, open_tab, step, wait_until_ready

pytestmark = pytest.mark.journey


def _table(path: Path) -> Path:
    chance = random.Random(0)
    rows = ["patient,age,given,sick"]
    for _ in range(400):
        sick = chance.random() < 0.4
        rows.append(f"P{chance.randrange(25)},{chance.gauss(50, 9):.1f},{chance.gauss(3 * sick, 0.1):.2f},{int(sick)}")
    path.write_text("\n".join(rows) + "\n")
    return path


def test_patients_are_kept_together(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_table(tmp_path / "ward.csv"))
    together = page.get_by_role("button", name="Split by “patient”")
    together.wait_for(timeout=LONG)
    leak = page.get_by_role("button", name="Leave “given” out")
    expect(page.get_by_text("alone gives “sick” away")).to_be_visible()
    together.click()
    expect(together).to_have_count(0)
    open_tab(page, "Split")
    expect(page.get_by_text("All rows of one “patient” stay together")).to_be_visible()
    expect(page.get_by_text("Groups: ", exact=False).last).to_be_visible(timeout=LONG)
    leak.click()
    expect(leak).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(leak).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(together).to_be_visible()
    expect(page.get_by_text("Samples are drawn by chance")).to_be_visible()


@pytest.mark.slow
def test_all_folds_are_trained_by_one_press(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_table(tmp_path / "ward.csv"))
    open_tab(page, "Split")
    page.get_by_role("combobox", name="Folds").click()
    page.get_by_role("option", name="3").click()
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    step(page, "Train")
    epochs = page.get_by_role("spinbutton", name="Epochs")
    epochs.fill("2")
    epochs.press("Enter")
    page.get_by_role("button", name="Train all 3 folds").click()
    expect(page.get_by_text("3 of 3 folds")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stMetricValue").first).to_contain_text("±")
