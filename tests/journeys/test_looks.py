"""Every page in both themes and at two window sizes: nothing fails, nothing overflows, Design fills the window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from builder.pages.navigation import TITLES
from tests.journeys.steps import step

pytestmark = pytest.mark.journey

_SIZES = ((1440, 900), (1280, 600))


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_fits_its_window(
    visitor: Callable[..., Page], theme: str, size: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pictures = tmp_path_factory.mktemp("looks")
    page = visitor("/", viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page.get_by_test_id("node-dense").wait_for()
    for title in TITLES.values():
        step(page, title)
        expect(page.get_by_test_id(f"step-{title}")).to_have_attribute("aria-current", "page")
        expect(page.locator('[data-stale="true"]')).to_have_count(0)
        page.screenshot(path=pictures / f"{theme}-{size[0]}-{title}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), title
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_design_has_no_scroll_bar(visitor: Callable[..., Page], size: tuple[int, int]) -> None:
    page = visitor("/", viewport={"width": size[0], "height": size[1]})
    page.get_by_test_id("node-dense").wait_for()
    page.mouse.move(size[0] / 2, size[1] / 2)
    page.mouse.wheel(0, 400)
    scrolled = "[...document.querySelectorAll('*')].some((part) => part.scrollTop > 0)"
    assert not page.evaluate(scrolled)
    box = page.get_by_test_id("canvas").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(size[1], abs=1)
