"""No page keeps anybody out: axe-core finds nothing serious in either theme, whatever stands open."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import open_design, step, train, wait_until_ready

pytestmark = pytest.mark.journey

PAGES = {
    "Projects": "Projects",
    "Data": "Digits",
    "Test": "Try it",
    "Export": "Take it with you",
    "Learn": "",
}


def look(page: Page, what: str) -> None:
    """Fail by what axe finds in either theme."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.locator(f'.layerloom-topbar[data-theme="{scheme}"]').wait_for(state="attached")
        assert violations(page) == [], f"{what}, {scheme}"


def test_the_canvas_with_all_that_opens_on_it(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    look(page, "a first visit")
    page.get_by_role("button", name="Close", exact=True).first.click()
    page.keyboard.press("o")
    page.get_by_test_id("row-conv1").click()
    look(page, "outline and inspector")
    page.keyboard.press("x")
    page.get_by_test_id("ask-words").wait_for()
    look(page, "a list to choose from")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("search-field").wait_for()
    look(page, "the search")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+F10")
    page.get_by_role("menu").wait_for()
    look(page, "a menu")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_test_id("palette-field").wait_for()
    look(page, "all commands")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_test_id("keys").wait_for()
    look(page, "the keys")
    page.keyboard.press("Escape")
    page.get_by_test_id("share").click()
    look(page, "sharing")
    page.keyboard.press("Escape")
    page.get_by_test_id("row-conv1").click()
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("problems")).to_be_visible()
    look(page, "a problem")


def test_every_page(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    wait_until_ready(page)
    train(page)
    look(page, "Train")
    for title, heading in PAGES.items():
        step(page, title)
        expect(page.get_by_test_id(f"step-{title}")).to_have_attribute("aria-current", "page")
        expect(page.locator(".st-key-page").get_by_role("heading", name=heading).first).to_be_visible()
        look(page, title)
