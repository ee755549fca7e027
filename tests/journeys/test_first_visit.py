"""From the first page to an own drawing that is answered, and from a broken network to a mended one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import draw, step, train, wait_until_ready

pytestmark = pytest.mark.journey


def test_first_page_to_own_drawing_answered(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    train(page)  # the first click
    step(page, "Test")  # the second
    page.get_by_test_id("pad").wait_for()
    draw(page, (0.25, 0.18), (0.75, 0.18), (0.45, 0.88))  # the third
    expect(page.get_by_test_id("answer-digit")).to_have_text("7")
    expect(page.get_by_test_id("answer")).to_contain_text("%")


def test_three_doors_can_be_closed(visitor: Callable[..., Page]) -> None:
    page = visitor()
    for door in ("Use my data", "Templates", "Empty canvas"):
        expect(page.get_by_role("button", name=door)).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("button", name="Empty canvas")).to_have_count(0)
    page.reload()
    page.get_by_test_id("canvas").wait_for()
    expect(page.get_by_role("button", name="Empty canvas")).to_have_count(0)


def test_empty_canvas_offers_a_network(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.get_by_role("button", name="Empty canvas").click()
    expect(page.get_by_test_id("empty")).to_be_visible()
    expect(page.get_by_test_id("project-name")).to_have_text("Untitled")


def test_one_click_mends_a_deleted_layer(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-flatten").click()
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("node-flatten")).to_have_count(0)
    expect(page.get_by_text("1 problem")).to_be_visible()
    page.get_by_test_id("finding-dropout").get_by_role("button").first.click()
    wait_until_ready(page)


def test_edit_train_back_undo(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv1").click()
    field = page.get_by_test_id("param-filters")
    field.fill("16")
    field.press("Enter")
    expect(page.get_by_test_id("node-conv1")).to_contain_text("16 filters")
    step(page, "Train")
    page.get_by_role("spinbutton", name="Epochs", exact=True).fill("3")
    page.get_by_role("spinbutton", name="Epochs", exact=True).press("Enter")
    step(page, "Design")
    expect(page.get_by_test_id("node-conv1")).to_contain_text("16 filters")
    page.get_by_test_id("command-undo").click()
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("node-conv1")).to_contain_text("32 filters")
    step(page, "Train")
    expect(page.get_by_role("spinbutton", name="Epochs", exact=True)).not_to_have_value("3")


def test_names_are_shown_as_they_are(visitor: Callable[..., Page]) -> None:
    page = visitor()
    name = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(2)) :smile: $x$"
    page.get_by_test_id("project-name").click()
    page.get_by_test_id("project-name-field").fill(name)
    page.get_by_test_id("project-name-field").press("Enter")
    expect(page.get_by_test_id("project-name")).to_have_text(name)
    step(page, "Projects")
    expect(page.get_by_text(name).nth(1)).to_be_visible()
