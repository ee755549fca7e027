"""What makes editing quick: the clipboard between projects, another kind in a layer's place, several set at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_design

pytestmark = pytest.mark.journey


def test_layers_are_copied_in_one_window_and_pasted_in_anothers_project(visitor: Callable[..., Page]) -> None:
    here, there = open_design(visitor), open_design(visitor)
    here.get_by_test_id("node-conv2").click()
    here.get_by_test_id("node-norm2").click(modifiers=["Shift"])
    here.keyboard.press("Control+C")
    expect(here.get_by_test_id("told")).to_have_text("Copied 2 layers.")
    there.mouse.move(1000, 300)
    there.keyboard.press("Control+V")
    expect(there.get_by_test_id("told")).to_have_text("Pasted 2 layers.")
    expect(there.get_by_test_id("node-conv2d1")).to_contain_text("64 filters")
    expect(there.get_by_test_id("node-batchnormalization1")).to_be_visible()
    there.keyboard.press("Control+Z")
    expect(there.get_by_test_id("node-conv2d1")).to_have_count(0)
    _paste(there, "no part of anything")
    expect(there.get_by_test_id("notice")).to_contain_text("no part of a network")


def test_a_layer_is_replaced_and_several_are_set_at_once(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    page.get_by_test_id("node-conv1").click()
    page.keyboard.press("r")
    page.get_by_test_id("replace-search").fill("separable")
    expect(page.get_by_test_id("replace-outcome")).to_have_text("Keeps wires and settings.")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("node-conv1")).to_contain_text("SeparableConv2D")
    expect(page.get_by_test_id("shape-conv1")).to_have_text("8 × 8 × 32")
    page.get_by_test_id("node-conv2").click(modifiers=["Shift"])
    filters = page.get_by_test_id("param-filters")
    expect(filters).to_have_attribute("placeholder", "various")
    filters.fill("12")
    for node in ("conv1", "conv2"):
        expect(page.get_by_test_id(f"node-{node}")).to_contain_text("12 filters")
    page.get_by_test_id("switch-freeze").check()
    expect(page.get_by_test_id("frozen-conv2")).to_be_visible()
    for _ in range(2):
        page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("node-conv2")).to_contain_text("64 filters")
    expect(page.get_by_test_id("told")).to_have_text("Undid: change Filters of 2 layers.")


def _paste(page: Page, text: str) -> None:
    """Paste `text` as the browser would tell the page of it."""
    page.evaluate(
        """text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
        }""",
        text,
    )
