"""What a network costs and what is wrong with it: heat map, table of layers, list of findings."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import wait_until_ready

pytestmark = pytest.mark.journey


def test_the_heaviest_layer_is_found_three_ways(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    _followed(page)
    _coloured(page)
    _sorted(page)
    _listed(page)


def _coloured(page: Page) -> None:
    page.get_by_test_id("command-heat").click()
    legend = page.get_by_test_id("heat-legend")
    expect(legend).to_contain_text("%")
    hottest = page.get_by_test_id("node-conv2")
    expect(hottest).to_contain_text("93")
    legend.get_by_role("combobox").select_option("memory")
    expect(hottest).not_to_contain_text("93")
    page.get_by_test_id("command-heat").click()
    expect(legend).to_have_count(0)


def _sorted(page: Page) -> None:
    page.get_by_test_id("canvas").press("y")
    rows = page.locator("[data-testid^=row-]")
    expect(rows.first).to_contain_text("image")
    page.get_by_test_id("sort-multiply_adds").click()
    expect(rows.first).to_contain_text("295 k")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Multiply-adds")
    rows.first.get_by_role("button").click()
    expect(page.get_by_test_id("node-conv2")).to_have_class("ll-card selected")
    expect(page.get_by_label("What comes out")).to_contain_text("294,912")
    page.get_by_test_id("sort-multiply_adds").click()
    expect(rows.first).to_contain_text("image")


def _listed(page: Page) -> None:
    page.get_by_test_id("canvas").press("e")
    panel = page.get_by_test_id("drawer-findings")
    expect(panel).to_contain_text("Everything fits together")
    page.get_by_test_id("node-flatten").click()
    page.keyboard.press("Delete")
    page.get_by_test_id("problems").wait_for()
    expect(panel.locator("details.problem > summary")).to_contain_text("problem")
    finding = panel.locator(".ll-finding-link").first
    finding.click()
    expect(page.locator(".ll-card.selected")).to_have_count(1)
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)
    page.get_by_test_id("problems").click()
    expect(panel).to_be_visible()


def _followed(page: Page) -> None:
    """A sample of the data goes through the network before it was trained."""
    page.get_by_test_id("canvas").press("v")
    bar = page.get_by_test_id("sample-bar")
    expect(bar).to_contain_text("Sample 1 of", timeout=30_000)
    expect(page.get_by_test_id("sample-conv1").get_by_role("img")).to_be_visible()
    first = bar.get_by_role("img").get_attribute("src")
    page.get_by_test_id("canvas").press(".")
    expect(bar).to_contain_text("Sample 2 of")
    assert bar.get_by_role("img").get_attribute("src") != first
    page.get_by_test_id("node-conv1").click()
    expect(page.get_by_test_id("sample-panel")).to_contain_text("32 feature maps")
    page.get_by_test_id("param-filters").fill("24")
    expect(page.get_by_test_id("sample-panel")).to_contain_text("24 feature maps", timeout=30_000)
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("sample-panel")).to_contain_text("32 feature maps", timeout=30_000)
    page.get_by_test_id("canvas").press("v")
    expect(bar).to_have_count(0)
