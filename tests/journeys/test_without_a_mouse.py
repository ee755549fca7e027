"""A network is built, wired and trained by keys alone: once on the canvas, once in the outline."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keys import choose, expect_focus, find, focused, tab_to
from tests.journeys.steps import LONG, open_design, strip, wait_until_ready

pytestmark = pytest.mark.journey


def emptied(visitor: Callable[..., Page]) -> Page:
    """Open the first project, and take away all that stands in it."""
    page = open_design(visitor)
    tab_to(page, "node-image")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("node-image")).to_have_count(0)
    return page


def begun(page: Page) -> None:
    """Put an Input on the canvas."""
    find(page, "/", "input", "Input")
    page.get_by_test_id("shape-input1").wait_for()


def fitted(page: Page) -> None:
    """Go to the settings of the Output and let them fit the data."""
    page.keyboard.press("i")
    tab_to(page, "Fit to “digit”")
    page.keyboard.press("Enter")
    wait_until_ready(page)


def trained(page: Page) -> None:
    """Go to Train, press it, and wait until the run is over."""
    tab_to(page, "train", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(strip(page)).to_have_attribute("data-phase", "finished", timeout=LONG)


def test_by_the_canvas(visitor: Callable[..., Page]) -> None:
    page = emptied(visitor)
    begun(page)
    expect_focus(page, "node-input1")
    find(page, "Control+Enter", "flatten", "Flatten")
    expect_focus(page, "node-flatten1")
    find(page, "Control+Enter", "output", "Output")
    expect_focus(page, "node-output1")
    # A layer before it, on its wire; the wire is cut and drawn again from the other end.
    find(page, "Control+Shift+Enter", "dense", "Dense")
    expect_focus(page, "node-dense1")
    choose(page, "x", "flatten", "flatten1 → Dense dense1")
    expect(page.get_by_test_id("told")).to_contain_text("New problem")
    page.keyboard.press("Home")
    expect_focus(page, "node-input1")
    page.keyboard.press("Alt+ArrowDown")
    expect_focus(page, "node-flatten1")
    choose(page, "w", "dense", "Dense dense1")
    expect(page.get_by_test_id("told")).to_contain_text("Mended")
    page.keyboard.press("End")
    expect_focus(page, "node-output1")
    assert focused(page)["name"].startswith("Output output1, from dense1")
    # Arrows alone move what is selected; Escape lets go of it; Tab leaves the canvas.
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("told")).to_contain_text("moved right")
    fitted(page)
    page.keyboard.press("Escape")
    trained(page)


@pytest.mark.slow
def test_by_the_outline(visitor: Callable[..., Page]) -> None:
    page = emptied(visitor)
    begun(page)
    page.keyboard.press("o")
    expect_focus(page, "outline-tree")
    find(page, "Control+Enter", "flatten", "Flatten")
    find(page, "Control+Enter", "output", "Output")
    find(page, "Control+Shift+Enter", "dense", "Dense")
    rows = page.get_by_role("treeitem")
    expect(rows.nth(3)).to_have_accessible_name("Output output1, from dense1, 2 problems")
    expect_focus(page, "outline-tree")
    page.keyboard.press("F2")
    expect_focus(page, "node-name")
    page.keyboard.type("scores")
    page.keyboard.press("Enter")
    expect_focus(page, "outline-tree")
    expect(page.get_by_role("treeitem", selected=True)).to_contain_text("scores")
    # One place earlier and back, cut from what feeds it and wired again.
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(rows.nth(1)).to_contain_text("scores")
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(rows.nth(2)).to_contain_text("scores")
    choose(page, "x", "flatten", "flatten1 → Dense scores")
    expect(page.get_by_test_id("row-dense1")).to_contain_text("! 1")
    choose(page, "Shift+w", "flat", "Flatten flatten1")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("treeitem", selected=True)).to_have_count(1)
    page.get_by_test_id("outline-search").focus()
    page.keyboard.type("output")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(page.get_by_role("treeitem", selected=True)).to_have_accessible_name(
        "Output output1, from scores, 2 problems"
    )
    fitted(page)
    trained(page)
