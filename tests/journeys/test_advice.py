"""Advice: a rule's page on Learn opens its example, which says why; a click mends it, hides it, shows it again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG

pytestmark = pytest.mark.journey


def test_a_rule_is_read_tried_mended_hidden_and_shown_again(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(f"{page.url.split('?')[0].rstrip('/')}/learn?rule=bias-before-norm")
    expect(page.get_by_text("S. Ioffe, C. Szegedy, 2015")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Try it").click()
    why = page.get_by_test_id("finding-conv2d1").get_by_role("link", name="Why?")
    expect(why).to_be_visible(timeout=LONG)
    with page.context.expect_page() as opened:
        why.click()
    expect(opened.value.get_by_role("heading", name="Bias before batch normalisation")).to_be_visible(timeout=LONG)
    opened.value.close()
    # The canvas is as it was.
    page.get_by_test_id("fix-conv2d1-0").click()
    expect(page.get_by_test_id("finding-conv2d1")).to_be_hidden(timeout=LONG)
    page.get_by_test_id("command-undo").click()
    page.get_by_test_id("finding-conv2d1").get_by_test_id("hide-bias-before-norm").click(timeout=LONG)
    expect(page.get_by_test_id("finding-conv2d1")).to_be_hidden(timeout=LONG)
    page.get_by_test_id("hidden-advice").first.locator("summary").click()
    page.get_by_test_id("show-bias-before-norm").first.click()
    expect(page.get_by_test_id("finding-conv2d1")).to_be_visible(timeout=LONG)
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("finding-conv2d1")).to_be_hidden(timeout=LONG)
