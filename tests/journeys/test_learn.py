"""Learn: a ready-made block is opened and entered, an architecture is opened and counted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step

pytestmark = pytest.mark.journey


def test_a_block_of_a_paper_is_opened_and_entered(visitor: Callable[..., Page]) -> None:
    page = visitor()
    step(page, "Learn")
    page.get_by_role("tab", name="Blocks").click()
    expect(page.get_by_text("Deep Residual Learning for Image Recognition").first).to_be_visible()
    page.get_by_role("button", name="Open Residual", exact=True).click()
    expect(page.get_by_test_id("shape-block")).to_have_text("56 × 56 × 64", timeout=LONG)
    page.get_by_test_id("node-block").dblclick()
    expect(page.get_by_test_id("breadcrumb")).to_contain_text("Residual")
    expect(page.get_by_test_id("node-conv2")).to_be_visible()


def test_an_architecture_is_opened_with_the_parameters_of_its_paper(visitor: Callable[..., Page]) -> None:
    page = visitor()
    step(page, "Learn")
    page.get_by_role("tab", name="Architectures").click()
    page.get_by_role("button", name="Open Siamese network", exact=True).click()
    expect(page.get_by_test_id("total-parameters")).to_have_text("38,951,745", timeout=LONG)
