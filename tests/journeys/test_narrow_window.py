"""A window of 600 pixels, one that is low, and 400 % zoom: nothing lies out of reach or over another."""

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.journeys.keys import expect_focus, focused
from tests.journeys.steps import open_design, step

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def box(thing: Locator) -> FloatRect:
    found = thing.bounding_box()
    assert found is not None
    return found


def apart(one: FloatRect, other: FloatRect) -> bool:
    beside = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
    return beside or one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1


def expect_in_window(page: Page, *things: Locator) -> None:
    """Everything stands inside the window, and nothing over another."""
    size = page.viewport_size
    assert size is not None
    boxes = [box(thing) for thing in things]
    for each in boxes:
        assert each["x"] >= 0, each
        assert each["x"] + each["width"] <= size["width"] + 1, each
        assert each["y"] + each["height"] <= size["height"] + 1, each
    assert all(apart(one, other) for one, other in combinations(boxes, 2)), boxes


@pytest.mark.parametrize(("width", "height"), [(600, 800), (1366, 600), (340, 256)])
def test_what_floats_over_the_canvas(visitor: Callable[..., Page], width: int, height: int) -> None:
    page = open_design(visitor)
    page.set_viewport_size({"width": width, "height": height})
    bar = page.locator(".ll-toolbar.top")
    expect_in_window(page, page.get_by_test_id("train"), bar, page.locator(".ll-toolbar.bottom"))
    if width >= 900:
        return
    expect_in_window(page, page.locator(".ll-drawers"), bar, page.locator(".ll-toolbar.bottom"))
    expect(page.get_by_test_id("inspector")).to_be_hidden()
    page.get_by_test_id("drawer-inspector").click()
    expect_in_window(page, page.get_by_test_id("inspector"))
    page.get_by_test_id("drawer-close").click(position={"x": 4, "y": 60})
    expect(page.get_by_test_id("inspector")).to_be_hidden()
    # By keys the drawer opens where it is needed, and closes on the way back.
    page.get_by_test_id("node-conv1").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("i")
    expect(page.get_by_test_id("inspector")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("inspector")).to_be_hidden()
    expect_focus(page, "node-conv1")


def test_every_page_at_600_pixels(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    page.set_viewport_size({"width": 600, "height": 800})
    for title in ("Projects", "Data", "Train", "Test", "Export", "Learn"):
        step(page, title)
        expect(page.get_by_test_id(f"step-{title}")).to_have_attribute("aria-current", "page")
        expect(page.locator(".st-key-page").first).to_be_visible()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"), title
        expect_in_window(page, page.get_by_test_id("train"), page.get_by_test_id("share"))


def test_tab_comes_out_of_everything(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    page.keyboard.press("o")
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        seen.append(focused(page)["testid"] or focused(page)["name"])
        if seen.count("home") > 1:
            break
    assert seen.count("home") > 1, seen
    assert {"train", "node-image", "outline-tree", "outline-search"} <= set(seen)
