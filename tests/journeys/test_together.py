"""Two browsers on one project, a copy by link, and a run that is seen again after a reload."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, strip, wait_until_ready

pytestmark = pytest.mark.journey


def test_a_second_browser_sees_every_edit(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("node-dense").wait_for()
    owner.get_by_test_id("share").click()
    link = owner.get_by_test_id("share-together").input_value()
    guest = visitor(link)
    guest.get_by_test_id("node-dense").wait_for()
    owner.get_by_test_id("node-dense").click()
    owner.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    owner.keyboard.press("Control+z")
    expect(guest.get_by_test_id("node-dense")).to_be_visible()


def test_a_copy_is_the_visitors_own(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-copy").input_value())
    guest.get_by_test_id("node-dense").wait_for()
    guest.get_by_test_id("node-dense").click()
    guest.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    owner.reload()
    expect(owner.get_by_test_id("node-dense")).to_be_visible()


def test_a_reload_shows_the_run_that_goes_on(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    step(page, "Train")
    page.get_by_text("More", exact=True).click()
    for field, value in (("Stop after epochs without gain", "0"), ("Epochs", "500")):
        box = page.get_by_role("spinbutton", name=field, exact=True)
        box.fill(value)
        box.press("Enter")
    expect(page.get_by_test_id("saved")).to_have_text("saved")
    page.get_by_test_id("train").click()
    expect(strip(page)).to_have_attribute("data-phase", "running", timeout=LONG)
    page.reload()
    expect(strip(page)).to_have_attribute("data-phase", "running")
    expect(page.get_by_test_id("curve-loss").locator(".js-plotly-plot")).to_be_visible()
    page.get_by_role("button", name="Stop, keep the best").click()
    expect(strip(page)).to_have_attribute("data-phase", "finished", timeout=LONG)
    expect(strip(page)).to_contain_text("kept")


def test_a_deleted_project_comes_back(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.get_by_test_id("canvas").wait_for()
    step(page, "Projects")
    page.get_by_role("button", name="Duplicate").or_(page.get_by_role("button", name="More")).first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("was deleted")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.get_by_text("was deleted")).to_have_count(0)
