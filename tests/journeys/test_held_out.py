"""Test samples are used when they are asked for, and the answer is there again after a reload."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train, wait_until_ready

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
