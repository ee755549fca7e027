"""The palette of commands, the search for layers and the menus, in one visit; and the page that tells the commands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_design, step, wait_until_ready

pytestmark = pytest.mark.journey


def test_everything_can_be_found_where_one_is(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    page.get_by_role("button", name="Close", exact=True).click()
    _the_palette_finds_commands_and_says_why_not(page)
    _the_filter_of_layers_goes_by_the_same_keys(page)
    _two_clicks_on_the_canvas_add_there(page)
    _a_wire_onto_nothing_offers_what_can_follow(page)
    _menus_hold_what_can_be_done(page)
    _slash_adds_beside_what_is_selected(page)
    _a_wire_onto_a_card_finds_its_port(page)


def test_learn_tells_all_commands(visitor: Callable[..., Page]) -> None:
    page = visitor()
    step(page, "Learn")
    page.get_by_role("tab", name="Commands").click()
    expect(page.get_by_text("Take back the last change")).to_be_visible()
    expect(page.get_by_text("Find and go")).to_be_visible()


def _the_palette_finds_commands_and_says_why_not(page: Page) -> None:
    expect(page.locator(".react-flow__minimap")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("unpack")
    refused = page.get_by_test_id("offer-command-unpack")
    expect(refused).to_have_attribute("aria-disabled", "true")
    expect(refused).to_contain_text("block is selected")
    page.get_by_test_id("palette-field").fill("minimap")
    page.keyboard.press("Enter")
    expect(page.locator(".react-flow__minimap")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.get_by_test_id("palette").get_by_role("option").first).to_contain_text("Overview")
    page.get_by_test_id("palette-field").fill("no such thing")
    expect(page.get_by_test_id("told")).to_contain_text("Nothing is called “no such thing”.")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("palette")).to_have_count(0)


def _the_filter_of_layers_goes_by_the_same_keys(page: Page) -> None:
    field = page.get_by_test_id("palette-search")
    field.fill("conv2")
    first = page.get_by_test_id("palette-Conv2D")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    field.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "false")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator(".ll-palette").get_by_role("option")).to_have_count(0)
    field.press("Escape")
    expect(field).not_to_be_focused()


def _two_clicks_on_the_canvas_add_there(page: Page) -> None:
    page.mouse.dblclick(*_empty(page))
    page.keyboard.type("dense")
    page.keyboard.press("Enter")
    card = page.get_by_test_id("node-dense1").bounding_box()
    assert card is not None
    (x, y), middle = _empty(page), (card["x"] + card["width"] / 2, card["y"] + card["height"] / 2)
    assert abs(middle[0] - x) < 4
    assert abs(middle[1] - y) < card["height"]
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("node-dense1")).to_have_count(0)


def _a_wire_onto_nothing_offers_what_can_follow(page: Page) -> None:
    port = page.get_by_test_id("port-conv1-out-0").bounding_box()
    assert port is not None
    page.mouse.move(port["x"] + port["width"] / 2, port["y"] + port["height"] / 2)
    page.mouse.down()
    page.mouse.move(port["x"] - 80, port["y"] + 60, steps=4)
    page.mouse.move(*_empty(page), steps=4)
    page.mouse.up()
    search = page.get_by_test_id("search")
    expect(search).to_contain_text("8 × 8 × 32")
    expect(search.get_by_role("option").first).to_contain_text("Conv2D")
    expect(search.get_by_test_id("offer-add-LSTM")).to_have_count(0)
    page.keyboard.type("maxpooling")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("shape-maxpooling2d1")).to_have_text("4 × 4 × 32")


def _menus_hold_what_can_be_done(page: Page) -> None:
    page.get_by_test_id("node-maxpooling2d1").click(button="right")
    page.get_by_test_id("menu-delete").click()
    expect(page.get_by_test_id("node-maxpooling2d1")).to_have_count(0)
    page.mouse.click(*_empty(page), button="right")
    expect(page.get_by_test_id("menu-add")).to_be_visible()
    expect(page.get_by_test_id("menu-duplicate")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_test_id("node-flatten").click()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_test_id("menu-duplicate")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("menu")).to_have_count(0)


def _slash_adds_beside_what_is_selected(page: Page) -> None:
    page.get_by_test_id("node-flatten").hover()
    page.keyboard.press("/")
    expect(page.get_by_test_id("search")).to_contain_text("After Flatten")
    page.keyboard.type("dense")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("shape-dense1")).to_have_text("64")


def _a_wire_onto_a_card_finds_its_port(page: Page) -> None:
    page.get_by_test_id("node-dropout").click()
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("problems")).to_have_text("1 problem")
    page.keyboard.press("f")
    page.wait_for_timeout(400)  # until all of it is in sight, away from the edges
    start, card = (page.get_by_test_id(name).bounding_box() for name in ("port-dense1-out-0", "node-dense"))
    assert start is not None
    assert card is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(card["x"] + 30, card["y"] + card["height"] * 0.3, steps=6)
    page.mouse.up()
    wait_until_ready(page)


def _empty(page: Page) -> tuple[float, float]:
    """Return a spot of the canvas, left of the network, where nothing stands."""
    pane = page.locator(".ll-pane").bounding_box()
    assert pane is not None
    return pane["x"] + 150, pane["y"] + 420
