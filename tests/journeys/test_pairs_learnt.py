"""Pairs that the app makes: chosen on the Data page, compared by a network of shared layers, and tried."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey


def _look(page: Page, name: str) -> None:
    if folder := os.environ.get("LOOK"):
        page.wait_for_timeout(1500)
        page.screenshot(path=f"{folder}/{name}.png", full_page=False)


def test_pairs_are_made_compared_and_tried(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    step(page, "Data")
    _look(page, "data")
    page.get_by_role("radio", name="Which two are the same").click()
    expect(page.get_by_alt_text("image (B)").first).to_be_visible()
    _look(page, "pairs")
    expect(page.get_by_text("half of them of the same class")).to_be_visible()
    page.get_by_role("radio", name="How far a picture is turned").click()
    expect(page.get_by_alt_text("A picture, turned").first).to_be_visible()
    _look(page, "turned")
    page.get_by_role("radio", name="Which two are the same").click()
    expect(page.get_by_alt_text("image (B)").first).to_be_visible()
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    _look(page, "design")
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("same: accuracy")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("below 1 both are taken for the same")).to_be_visible(timeout=LONG)
    _look(page, "test")
