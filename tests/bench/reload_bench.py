"""How soon a run that goes on is there live again after its page is loaded anew."""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.figure import report
from tests.bench.first_point_bench import POINT
from tests.browser import QUIET, find
from tests.running import running

RELOADS = 7
EPOCHS = "500"


def main() -> None:
    """Start a run that takes long, and load its page again and again."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "home") as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(app.url)
        page.get_by_test_id("shape-image").wait_for(timeout=120_000)
        page.get_by_test_id("step-Train").click()
        epochs = page.get_by_role("spinbutton", name="Epochs", exact=True)
        epochs.fill(EPOCHS)
        epochs.press("Enter")
        page.wait_for_timeout(1000)
        page.get_by_test_id("train").click()
        _wait_until_live(page)
        figures = [_reload(page) for _ in range(RELOADS)]
        browser.close()
    name = "a run that goes on is live again after a reload"
    report(f"{name}: median", statistics.median(figures), "s", at_most=3)
    report(f"{name}: slowest", max(figures), "s", at_most=3)


def _reload(page: Page) -> float:
    started = time.perf_counter()
    page.reload(wait_until="commit")
    _wait_until_live(page)
    return time.perf_counter() - started


def _wait_until_live(page: Page) -> None:
    page.locator('[data-testid="run-strip"][data-phase="running"]').wait_for(timeout=60_000)
    page.locator(POINT).first.wait_for(state="attached", timeout=60_000)


if __name__ == "__main__":
    main()
