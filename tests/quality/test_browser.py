"""The browser of the journeys is found, and draws."""

import pytest
from playwright.sync_api import Browser


@pytest.mark.journey
def test_the_browser_draws_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>here</h1>")
    assert page.get_by_role("heading", name="here").is_visible()
    page.close()
