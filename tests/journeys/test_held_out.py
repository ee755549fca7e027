"""Test samples are used when they are asked for, and the answer is there again after a reload."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, strip, train, wait_until_ready

pytestmark = pytest.mark.journey


def test_test_samples_are_used_when_asked_for(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    train(page)
    step(page, "Test")
    page.get_by_role("tab", name="Test samples").click()
    expect(page.get_by_text("it never saw in any way")).to_have_count(0)
    page.get_by_role("button", name="Use the test samples").click()
    expect(page.get_by_text("it never saw in any way")).to_be_visible(timeout=LONG)
    page.reload()
    page.get_by_role("tab", name="Test samples").click()
    expect(page.get_by_text("it never saw in any way")).to_be_visible()


def test_a_run_that_goes_on_says_what_comes_at_its_end(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("train").click()
    page.locator('[data-testid="curve-loss"] .scatterlayer .point').first.wait_for(state="attached", timeout=LONG)
    step(page, "Export")
    expect(page.get_by_text("is still learning")).to_be_visible()
    expect(page.get_by_role("button", name="Make the SavedModel")).to_have_count(0)
    step(page, "Test")
    expect(page.get_by_text("is still learning")).to_be_visible()
    expect(page.get_by_role("tab", name="Validation samples")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("by which its best epoch was chosen")).to_be_visible()
    expect(page.get_by_text("is still learning")).to_have_count(0)
    step(page, "Train")
    expect(strip(page)).to_have_attribute("data-phase", "finished")
