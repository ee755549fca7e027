"""How soon a run that goes on is there live again after its page is loaded anew."""

import json
import statistics
import time

from playwright.sync_api import Page

from engine.assets import asset
from tests.bench.figure import report
from tests.bench.first_point_bench import POINT
from tests.bench.visit import visit

RELOADS = 7
EPOCHS = 2000


def main() -> None:
    """Start a run that takes long, and load its page again and again."""
    with visit() as (app, page):
        page.get_by_test_id("train").wait_for(timeout=120_000)
        made = page.request.post(f"{app.url}/api/projects", data=_endless(), headers={"Origin": app.url})
        page.goto(f"{app.url}/?project={made.json()['project']}")
        page.get_by_test_id("train").click()
        _wait_until_live(page)
        figures = [_reload(page) for _ in range(RELOADS)]
    name = "a run that goes on is live again after a reload"
    report(f"{name}: median", statistics.median(figures), "s", at_most=3)
    report(f"{name}: slowest", max(figures), "s", at_most=3)


def _endless() -> str:
    """Return the digits project with so many epochs, and no early end, that it outlasts the reloads."""
    document = json.loads(asset("templates/digits-cnn.json").read_text("utf-8"))
    document["training"] |= {"epochs": EPOCHS, "patience": 0}
    return json.dumps(document)


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
