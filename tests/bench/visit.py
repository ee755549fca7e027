"""A fresh app and a page of it in Chromium, for benches that look through a person's eyes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import QUIET, find
from tests.running import Running, running


@contextmanager
def visit() -> Iterator[tuple[Running, Page]]:
    """Start the app with a home folder of its own and open its first page; both end after."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "home") as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(app.url)
        yield app, page
        browser.close()
