"""Blocks: made of layers, gone into, changed by a parameter, repeated, opened again; and seen by somebody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_design, wait_until_ready

pytestmark = pytest.mark.journey


def pack(page: Page, name: str) -> str:
    """Make a block of the two convolutions and what lies between them; return the id of its instance."""
    page.get_by_test_id("node-conv1").click()
    page.get_by_test_id("node-conv2").click(modifiers=["Shift"])
    page.get_by_test_id("command-block").click()
    expect(page.get_by_test_id("notice")).to_contain_text("lie between the selected layers")
    page.get_by_test_id("select-also").click()
    page.keyboard.press("Control+g")
    page.get_by_test_id("block-name").fill(name)
    page.keyboard.press("Enter")
    card = page.locator(".ll-card.block")
    expect(card).to_contain_text(name)
    return (card.get_attribute("data-testid") or "").removeprefix("node-")


def test_a_block_is_made_changed_repeated_and_unpacked(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    parameters = page.get_by_test_id("total-parameters")
    before = parameters.inner_text()
    block = pack(page, "Features")
    expect(page.get_by_test_id(f"shape-{block}")).to_have_text("4 × 4 × 64")
    wait_until_ready(page)
    expect(parameters).to_have_text(before)

    page.get_by_test_id(f"node-{block}").dblclick()
    expect(page.get_by_test_id("breadcrumb")).to_contain_text("Features")
    expect(page.get_by_test_id("node-dense")).to_have_count(0)
    page.get_by_test_id("node-conv1").click()
    page.get_by_test_id("fx-filters").click()
    page.get_by_test_id("new-param-filters").click()
    expect(page.get_by_test_id("worth-filters")).to_have_text("= 32")
    page.get_by_test_id("node-conv2").click()
    page.get_by_test_id("param-filters").fill("2 * filters")
    expect(page.get_by_test_id("worth-filters")).to_have_text("= 64")
    page.get_by_test_id("crumb-0").click()

    page.get_by_test_id("param-filters").fill("16")
    expect(page.get_by_test_id(f"shape-{block}")).to_have_text("4 × 4 × 32")
    page.get_by_test_id("param-repeat").fill("2")
    expect(page.get_by_test_id(f"shape-{block}")).to_have_text("2 × 2 × 32")
    expect(page.get_by_test_id(f"node-{block}")).to_contain_text("×2")
    wait_until_ready(page)

    for _ in range(2):
        page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id(f"shape-{block}")).to_have_text("4 × 4 × 64")
    page.get_by_test_id("command-unpack").click()
    expect(page.get_by_test_id("shape-conv2")).to_have_text("4 × 4 × 64")
    expect(page.locator(".ll-card.block")).to_have_count(0)
    wait_until_ready(page)
    expect(parameters).to_have_text(before)
    page.get_by_test_id("node-conv2").click()
    expect(page.get_by_test_id("param-filters")).to_have_value("64")


def test_two_people_in_and_around_a_block(visitor: Callable[..., Page]) -> None:
    owner = open_design(visitor)
    block = pack(owner, "Features")
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    owner.keyboard.press("Escape")
    card = guest.get_by_test_id(f"node-{block}")
    expect(card).to_contain_text("Features")

    owner.get_by_test_id(f"node-{block}").dblclick()
    expect(card.locator(".ll-faces")).to_be_visible()
    owner.get_by_test_id("node-conv2").click()
    owner.get_by_test_id("param-filters").fill("48")
    expect(guest.get_by_test_id(f"shape-{block}")).to_have_text("4 × 4 × 48")

    # Both inside: each sees what the other does; and whoever stands in a block that goes stands outside again.
    card.dblclick()
    expect(guest.get_by_test_id("breadcrumb").locator(".ll-faces")).to_be_visible()
    guest.get_by_test_id("node-norm1").click()
    guest.keyboard.press("Delete")
    expect(owner.get_by_test_id("node-norm1")).to_have_count(0)
    guest.get_by_test_id("command-undo").click()
    expect(owner.get_by_test_id("node-norm1")).to_be_visible()
    guest.get_by_test_id("crumb-0").click()
    guest.get_by_test_id("command-unpack").click()
    expect(owner.get_by_test_id("breadcrumb")).to_have_count(0)
    expect(owner.get_by_test_id("shape-conv2")).to_have_text("4 × 4 × 48")
