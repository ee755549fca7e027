"""`make pictures`: take the README's pictures from the running app, in both themes, into `assets/pictures`."""

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import QUIET, find
from tests.journeys.steps import LONG, draw, step, train, wait_until_ready
from tests.running import ROOT, Running, running

FOLDER = ROOT / "assets" / "pictures"
LARGEST = 200_000  # bytes of one picture
Theme = Literal["light", "dark"]


def main() -> int:
    """Take them all; fail when one has grown too large for the page that shows it."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "home") as app,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        for theme in ("light", "dark"):
            _tour(browser, app, theme)
        browser.close()
    large = [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > LARGEST]
    if large:
        sys.stderr.write(f"Over {LARGEST / 1000:.0f} kB: {', '.join(large)}.\n")
    return int(bool(large))


def _tour(browser: Browser, app: Running, theme: Theme) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=theme).new_page()
    page.set_default_timeout(LONG)
    page.goto(app.url)
    wait_until_ready(page)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_test_id("node-conv1").click()
    _take(page, "design", theme)
    _analysed(page, theme)
    train(page)
    _take(page, "train", theme)
    step(page, "Test")
    page.get_by_test_id("pad").wait_for()
    draw(page, (0.25, 0.18), (0.75, 0.18), (0.45, 0.88))
    page.get_by_test_id("answer-digit").wait_for()
    _take(page, "test", theme)
    flowers = (ROOT / "assets/templates/iris-mlp.json").read_text("utf-8")
    made = page.request.post(f"{app.url}/api/projects", data=flowers, headers={"Origin": app.url})
    page.goto(f"{app.url}/data?project={made.json()['project']}")
    page.get_by_role("tab", name="Columns").click()
    _take(page, "data", theme)
    page.context.close()


def _analysed(page: Page, theme: Theme) -> None:
    page.get_by_test_id("command-heat").click()
    page.keyboard.press("y")
    page.get_by_test_id("sort-multiply_adds").click()
    _take(page, "analysis", theme)
    page.get_by_test_id("drawer-layers").get_by_role("button", name="Close").click()
    page.get_by_test_id("command-shapes").click()


def _take(page: Page, name: str, theme: Theme) -> None:
    page.mouse.move(640, 790)
    page.wait_for_timeout(2500)  # what fades in has faded in
    page.screenshot(path=FOLDER / f"{name}-{theme}.png", animations="disabled", caret="hide")


if __name__ == "__main__":
    sys.exit(main())
