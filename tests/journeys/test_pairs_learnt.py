"""Pairs that the app makes: chosen on the Data page, compared by a network of shared layers, and tried."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, draw, step, train_a_little, wait_until_ready

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_pairs_are_made_compared_and_tried(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    step(page, "Data")
    page.get_by_role("radio", name="Which two are the same").click()
    expect(page.get_by_alt_text("image (B)").first).to_be_visible()
    expect(page.get_by_text("half of them of the same class")).to_be_visible()
    page.get_by_role("radio", name="How far a picture is turned").click()
    expect(page.get_by_alt_text("A picture, turned").first).to_be_visible()
    page.get_by_role("radio", name="Which two are the same").click()
    expect(page.get_by_alt_text("image (B)").first).to_be_visible()
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("same: accuracy")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("below 1 both are taken for the same")).to_be_visible(timeout=LONG)


def test_what_is_unusual_is_learnt_from_usual_samples(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    step(page, "Data")
    page.get_by_role("radio", name="What is unusual").click()
    expect(page.get_by_text("Usual is, of")).to_be_visible()
    page.get_by_role("button", name="Build a network that fits").click()
    expect(page.get_by_test_id("node-conv2dtranspose")).to_be_visible()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    expect(page.get_by_text("the line, it is unusual")).to_be_visible(timeout=LONG)
    draw(page, (0.1, 0.15), (0.9, 0.85))
    expect(page.get_by_test_id("unusual")).to_contain_text("the limit is")
