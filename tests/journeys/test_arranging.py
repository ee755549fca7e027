"""A network is laid out, turned, put in line, snapped and saved as a figure, on one page."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_design

pytestmark = pytest.mark.journey

SVG = "{http://www.w3.org/2000/svg}"


def test_a_network_is_put_in_order_and_saved_as_a_figure(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = open_design(visitor)
    page.get_by_role("button", name="Close", exact=True).click()
    _is_laid_out_and_turned(page)
    _rests_at_helper_lines(page)
    _is_put_in_line(page)
    _is_saved_as_a_figure(page, tmp_path)


def _is_laid_out_and_turned(page: Page) -> None:
    page.keyboard.press("Shift+T")
    expect(page.locator(".ll-gliding")).to_have_count(1)
    expect(page.locator(".ll-gliding")).to_have_count(0)
    assert _left(page, "conv1") > _left(page, "image") + 50
    expect(page.get_by_test_id("command-direction")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+T")
    expect(page.locator(".ll-gliding")).to_have_count(0)
    expect(page.get_by_test_id("command-direction")).to_have_attribute("aria-pressed", "false")
    assert _left(page, "conv1") == pytest.approx(_left(page, "image"), abs=1)


def _rests_at_helper_lines(page: Page) -> None:
    page.keyboard.press("f")
    _stands_still(page, "conv1")
    before = _left(page, "conv1")
    x, y = _head(page, "conv1")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2, y)  # a drag begins where the pointer is when it is seen to move
    page.wait_for_timeout(100)
    page.mouse.move(x + 150, y, steps=4)
    assert _left(page, "conv1") > before + 100
    page.mouse.move(x + 4, y, steps=4)
    expect(page.get_by_test_id("guides")).to_be_attached()
    assert _left(page, "conv1") == pytest.approx(before, abs=1)
    page.keyboard.down("Alt")
    page.mouse.move(x + 5, y)
    expect(page.get_by_test_id("guides")).to_have_count(0)
    assert _left(page, "conv1") == pytest.approx(before + 3, abs=2)
    page.keyboard.up("Alt")
    page.mouse.move(x + 4, y)
    page.mouse.up()
    expect(page.get_by_test_id("guides")).to_have_count(0)
    assert _left(page, "conv1") == pytest.approx(before, abs=1)


def _is_put_in_line(page: Page) -> None:
    ids = ("image", "conv1", "digit")
    _drag(page, "conv1", 120)
    page.get_by_test_id("node-image").click()
    for other in ids[1:]:
        page.get_by_test_id(f"node-{other}").click(modifiers=["Shift"])
    page.get_by_test_id("lining").get_by_test_id("command-align-left").click()
    expect(page.locator(".ll-gliding")).to_have_count(0)
    assert len({round(_left(page, each)) for each in ids}) == 1
    page.keyboard.press("Control+z")
    assert len({round(_left(page, each)) for each in ids}) == 2
    page.keyboard.press("Escape")


def _is_saved_as_a_figure(page: Page, folder: Path) -> None:
    with page.expect_download() as saved:
        page.keyboard.press("Control+Shift+E")
    saved.value.save_as(folder / "figure.svg")
    root = ElementTree.fromstring((folder / "figure.svg").read_text("utf-8"))
    drawn = {group.get("data-node") for group in root.iter(f"{SVG}g")} - {None}
    cards = page.locator(".react-flow__node-card")
    assert len(drawn) == cards.count()
    assert {"".join(text.itertext()) for text in root.iter(f"{SVG}text")} >= {"image"}
    with page.expect_download() as saved:
        page.keyboard.press("Control+Alt+E")
    saved.value.save_as(folder / "figure.png")
    assert (folder / "figure.png").read_bytes().startswith(b"\x89PNG")


def _stands_still(page: Page, node: str) -> None:
    """Wait until the view has glided to where it goes."""
    last = None
    while (now := page.get_by_test_id(f"node-{node}").bounding_box()) != last:
        last = now
        page.wait_for_timeout(200)


def _left(page: Page, node: str) -> float:
    box = page.get_by_test_id(f"node-{node}").bounding_box()
    assert box is not None
    return box["x"]


def _head(page: Page, node: str) -> tuple[float, float]:
    """Return a point of a card where it is taken hold of."""
    box = page.get_by_test_id(f"node-{node}").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.75


def _drag(page: Page, node: str, right: float) -> None:
    x, y = _head(page, node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y, steps=4)
    page.mouse.up()
    page.mouse.move(x + right, y)
