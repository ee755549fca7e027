"""By fingers alone, on a screen of 600 pixels: look around, move, wire, select, open menus and panels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.fingers import Hand, middle, tap
from tests.journeys.steps import open_design

pytestmark = pytest.mark.journey

PHONE = {"viewport": {"width": 600, "height": 900}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def width(thing: Locator) -> float:
    box = thing.bounding_box()
    assert box is not None
    return box["width"]


def test_a_network_is_looked_at_moved_and_wired_by_fingers(visitor: Callable[..., Page]) -> None:
    page = open_design(lambda: visitor(**PHONE))
    hand = Hand(page)
    card = page.get_by_test_id("node-conv1")

    # One finger on nothing moves all; two bring it nearer.
    x, y = middle(card)
    hand.drag(((40, 500), (70, 530)))
    assert middle(card) == pytest.approx((x + 30, y + 30), abs=3)
    before = width(card)
    hand.drag(((300, 500), (300, 420)), ((300, 600), (300, 680)))
    assert width(card) > before * 1.1
    page.get_by_test_id("command-fit").tap()
    page.wait_for_timeout(400)

    # A finger on a card moves the card alone.
    other = page.get_by_test_id("node-pool1")
    there = middle(other)
    start = middle(card)
    hand.drag((start, (start[0] + 40, start[1])))
    assert middle(card)[0] > start[0] + 20
    assert middle(other) == pytest.approx(there, abs=2)
    page.get_by_test_id("command-undo").tap()

    # A wire: cut from the menu of its card, drawn again by a tap on each port.
    dropout = page.get_by_test_id("node-dropout")
    hand.stay(middle(dropout), 700)
    expect(page.get_by_role("menu")).to_be_visible()
    page.get_by_test_id("menu-delete").tap()
    expect(page.get_by_test_id("problems")).to_be_visible()
    tap(page, page.get_by_test_id("port-flatten-out-0"))
    expect(page.get_by_test_id("told")).to_contain_text("other end")
    tap(page, page.get_by_test_id("port-dense-in-inputs"))
    expect(page.get_by_test_id("told")).to_contain_text("Mended")

    # Several at once, and the panels.
    page.get_by_test_id("select-several").tap()
    tap(page, card)
    tap(page, other)
    expect(page.locator(".ll-card.selected").and_(card.or_(other))).to_have_count(2)
    page.get_by_test_id("select-several").tap()
    page.get_by_test_id("drawer-inspector").tap()
    expect(page.get_by_test_id("inspector")).to_be_visible()
    page.touchscreen.tap(20, 450)
    expect(page.get_by_test_id("inspector")).to_be_hidden()
    page.get_by_test_id("drawer-palette").tap()
    page.get_by_test_id("palette-Dense").tap()
    expect(page.get_by_test_id("node-dense1")).to_be_visible()
