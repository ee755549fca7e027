"""From another machine of the network, over plain HTTP: browsers keep the clipboard and `crypto.randomUUID` away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import NETWORK
from tests.journeys.steps import draw, step, train_a_little, wait_until_ready
from tests.running import Running

pytestmark = pytest.mark.journey


@pytest.fixture
def page(app: Running, visitor: Callable[..., Page]) -> Page:
    page = visitor(app.url.replace("127.0.0.1", NETWORK))
    assert page.evaluate("[window.isSecureContext, navigator.clipboard, crypto.randomUUID]") == [False, None, None]
    return page


def test_a_network_is_edited_trained_and_tried(page: Page) -> None:
    wait_until_ready(page)
    page.get_by_test_id("node-dense").click()
    page.keyboard.press("Control+d")
    expect(page.get_by_test_id("node-dense1")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("node-dense1")).to_have_count(0)
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    page.get_by_test_id("pad").wait_for()
    draw(page, (0.25, 0.18), (0.75, 0.18), (0.45, 0.88))
    expect(page.get_by_test_id("answer")).to_contain_text("%")


def test_a_link_is_copied(page: Page) -> None:
    page.get_by_test_id("share").click()
    link = page.get_by_test_id("share-copy").input_value()
    assert NETWORK in link
    page.get_by_test_id("share-copy-copy").click()
    expect(page.get_by_test_id("share-copy-copy")).to_have_text("Copied")
    page.keyboard.press("Escape")
    page.get_by_test_id("project-name").click()
    field = page.get_by_test_id("project-name-field")
    field.fill("")
    field.press("Control+v")
    expect(field).to_have_value(link)
