"""A workspace brought back in another browser by its return code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import step

pytestmark = pytest.mark.journey

NAME = "Mine, and nobody else's"


def test_a_return_code_brings_a_workspace_into_another_browser(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.get_by_test_id("project-name").click()
    page.get_by_test_id("project-name-field").fill(NAME)
    page.get_by_test_id("project-name-field").press("Enter")
    step(page, "Projects")
    page.get_by_role("button", name="Make a return code").click()
    code = page.get_by_test_id("stCode").locator("code").first.inner_text()
    other = visitor()
    step(other, "Projects")
    expect(other.get_by_text(NAME)).to_have_count(0)
    typed = other.get_by_label("Return code from another browser")
    typed.fill(code.upper())
    typed.press("Enter")
    with other.context.expect_page() as opened:
        other.get_by_role("link", name="Open that workspace here").click()
    expect(opened.value.get_by_test_id("project-name")).to_have_text(NAME)
