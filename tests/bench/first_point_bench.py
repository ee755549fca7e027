"""From the click on Train to the first point on the plot, and how far the digits network is after a minute."""

import statistics
import time
from pathlib import Path

from playwright.sync_api import Page

from engine.runs import events
from tests.bench.figure import report, report_at_least
from tests.bench.visit import visit

PRESSES = 5
POINT = '[data-testid="curve-loss"] .scatterlayer .point'
MINUTE = 60


def main() -> None:
    """Press Train on the first visit's network, several times."""
    with visit() as (app, page):
        page.get_by_test_id("shape-image").wait_for(timeout=120_000)
        pressed = time.time()
        figures = [_press(page, "")]
        run = _wait_for_end(page)
        best = _best_within(app.home / "runs" / run, pressed + MINUTE)
        for _ in range(PRESSES - 1):
            page.get_by_test_id("step-Design").click()
            page.get_by_test_id("node-image").wait_for()
            figures.append(_press(page, run))
            page.get_by_role("button", name="Stop, keep the best").click()
            run = _wait_for_end(page)
    report("Train click to first plotted point, digits CNN, warm: median", statistics.median(figures), "s", at_most=3)
    report("Train click to first plotted point, digits CNN, warm: slowest", max(figures), "s")
    report_at_least("digits CNN: validation accuracy within 60 s of the click", 100 * best, "%", 97)


def _press(page: Page, before: str) -> float:
    started = time.perf_counter()
    page.get_by_test_id("train").click()
    page.locator(f'[data-testid="run-strip"]:not([data-run="{before}"])').wait_for(timeout=60_000)
    page.locator(POINT).first.wait_for(state="attached", timeout=60_000)
    return time.perf_counter() - started


def _wait_for_end(page: Page) -> str:
    strip = page.locator('[data-testid="run-strip"][data-phase="finished"]')
    strip.wait_for(timeout=180_000)
    return str(strip.get_attribute("data-run"))


def _best_within(folder: Path, deadline: float) -> float:
    seen, _ = events.read(folder)
    epochs = [event for event in seen if event["event"] == "epoch" and event["t"] <= deadline]
    return max(
        value
        for event in epochs
        for name, value in event["values"].items()
        if name.startswith("val_") and "acc" in name
    )


if __name__ == "__main__":
    main()
