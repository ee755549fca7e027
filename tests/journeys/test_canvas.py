"""What hands do on the canvas: drag, wire, search, undo; alone and with somebody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import open_design, step, wait_until_ready

pytestmark = pytest.mark.journey

FIELD = "param-filters"


def middle(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: Locator, *way: tuple[float, float]) -> None:
    page.mouse.move(*middle(start))
    page.mouse.down()
    for point in way:
        page.mouse.move(*point, steps=6)


def opened(visitor: Callable[..., Page]) -> Page:
    page = open_design(visitor)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name="Close", exact=True)).to_have_count(0)
    return page


def test_a_layer_dropped_on_a_wire_stands_in_it(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    x, y = middle(page.get_by_test_id("port-dropout-in-inputs"))
    drag(page, page.get_by_test_id("palette-Dense"), (x - 60, y - 20), (x, y - 11))
    page.mouse.up()
    expect(page.get_by_test_id("shape-dense1")).to_have_text("64")
    expect(page.get_by_test_id("shape-dropout")).to_have_text("64")
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("node-dense1")).to_have_count(0)
    expect(page.get_by_test_id("shape-dropout")).to_have_text("256")


def test_a_wire_that_would_go_round_is_refused_while_it_is_drawn(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    drag(page, page.get_by_test_id("port-pool1-out-0"), middle(page.get_by_test_id("port-conv1-in-inputs")))
    expect(page.get_by_text("This would go round in a circle.")).to_be_visible()
    page.mouse.up()
    expect(page.get_by_test_id("command-undo")).to_be_disabled()


def test_a_wire_cut_and_drawn_again(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    page.get_by_test_id("node-dropout").click()
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("problems")).to_have_text("1 problem")
    drag(page, page.get_by_test_id("port-flatten-out-0"), middle(page.get_by_test_id("port-dense-in-inputs")))
    page.mouse.up()
    wait_until_ready(page)


def test_search_adds_beside_the_selection(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    page.get_by_test_id("node-flatten").click()
    page.keyboard.press("/")
    page.keyboard.type("dense")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("shape-dense1")).to_have_text("64")
    wait_until_ready(page)


def test_a_value_that_cannot_be_says_so(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    page.get_by_test_id("node-conv1").click()
    page.get_by_test_id(FIELD).fill("many")
    expect(page.get_by_text("Filters must be a whole number")).to_be_visible()
    expect(page.get_by_test_id("shape-conv1")).to_have_text("8 × 8 × 32")


def test_the_step_pressed_last_is_where_one_arrives(visitor: Callable[..., Page]) -> None:
    page = opened(visitor)
    step(page, "Data")
    step(page, "Design")  # before the page of the data is there
    page.wait_for_timeout(4000)  # long enough for a page that was asked for to come
    expect(page.get_by_test_id("node-conv1")).to_be_visible()
    step(page, "Design")
    step(page, "Data")
    expect(page.get_by_test_id("node-conv1")).to_have_count(0)
    expect(page.get_by_test_id("step-Data")).to_have_attribute("aria-current", "page")


def test_two_people_on_one_project(visitor: Callable[..., Page]) -> None:
    one = opened(visitor)
    one.get_by_test_id("share").click()
    link = one.get_by_test_id("share-together").input_value()
    one.keyboard.press("Escape")
    two = visitor(link)
    two.get_by_test_id("shape-conv1").wait_for()
    expect(one.get_by_test_id("people")).to_be_visible()
    expect(two.get_by_test_id("people")).to_be_visible()
    one.get_by_test_id("node-conv1").click()
    one.get_by_test_id(FIELD).fill("24")
    expect(two.get_by_test_id("shape-conv1")).to_have_text("8 × 8 × 24")
    two.get_by_test_id("node-conv2").click()
    two.get_by_test_id(FIELD).fill("48")
    expect(one.get_by_test_id("shape-conv2")).to_have_text("4 × 4 × 48")
    # Undo takes back one's own edit, not the newest.
    step(one, "Data")
    step(one, "Design")
    one.get_by_test_id("command-undo").click()
    expect(two.get_by_test_id("shape-conv1")).to_have_text("8 × 8 × 32")
    expect(two.get_by_test_id("shape-conv2")).to_have_text("4 × 4 × 48")
