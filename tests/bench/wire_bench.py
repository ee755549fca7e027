"""From a wire let go to the shape shown, in Chromium, on a document of 100 nodes; also while an import runs.

Both are measured in turns, so that whatever else the machine does meets both.
"""

import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.bench.chain import chain
from tests.bench.figure import percentile, report
from tests.bench.visit import visit
from tests.running import Running

WARM, DRAGS, TURNS = 3, 8, 6
APART, TOGETHER = "96", "112"  # the shape before and after the wire
ROWS = 400_000  # of the table that is imported meanwhile: about 25 MB

# Resolves with the milliseconds from the release of the pointer to the frame in which the shape reads `expected`.
WATCH = """(card, expected) => {
  window.shown = new Promise((resolve) => {
    let released = 0;
    addEventListener("mouseup", () => { released = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      const shape = card.querySelector('[data-testid="shape-join"]');
      if (!released || shape?.textContent.replace(/\\s/g, "") !== expected) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - released));
    });
    observer.observe(card, { subtree: true, childList: true, characterData: true });
  });
}"""


def main() -> None:
    """Measure in turns: alone, while a table is imported again and again, while it is, alone …"""
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    with visit() as (app, page):
        _open(page, app)
        _drags(page, WARM)
        cookies = {str(cookie["name"]): str(cookie["value"]) for cookie in page.context.cookies()}
        for turn in range(TURNS):
            for quiet in (True, False) if turn % 2 else (False, True):
                if quiet:
                    alone.append(_drags(page, DRAGS))
                else:
                    with _importing(app, cookies):
                        beside.append(_drags(page, DRAGS))
    _tell("", alone)
    _tell(", while an import runs", beside)


@contextmanager
def _importing(app: Running, cookies: dict[str, str]) -> Iterator[None]:
    over = threading.Event()
    importing = threading.Thread(target=_import, args=(app, cookies, over))
    importing.start()
    try:
        yield
    finally:
        over.set()
        importing.join()


def _open(page: Page, app: Running) -> None:
    page.get_by_test_id("node-image").wait_for(timeout=60_000)
    made = page.request.post(f"{app.url}/api/projects", data=json.dumps(chain()), headers={"Origin": app.url})
    page.goto(f"{app.url}/?project={made.json()['project']}")
    page.get_by_test_id("shape-join").wait_for(timeout=120_000)
    _settle(page)


def _drags(page: Page, count: int) -> list[float]:
    shape = page.get_by_test_id("shape-join")
    figures = []
    for _ in range(count):
        figures.append(_drag(page))
        page.keyboard.press("Control+z")
        expect(shape).to_have_text(APART, timeout=30_000)
        _settle(page)
    return figures


def _drag(page: Page) -> float:
    page.get_by_test_id("node-join").evaluate(WATCH, TOGETHER)
    start, end = _middle(page.get_by_test_id("port-more-out-0")), _middle(page.get_by_test_id("port-join-in-inputs"))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()
    expect(page.get_by_test_id("shape-join")).to_have_text(TOGETHER, timeout=30_000)
    return float(page.evaluate("window.shown"))


def _settle(page: Page) -> None:
    # The advice about the loose node unfolds beneath it and moves its port.
    expect(page.get_by_test_id("finding-more")).to_be_visible(timeout=30_000)
    page.wait_for_timeout(300)


def _middle(port: Locator) -> tuple[float, float]:
    box = port.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _import(app: Running, cookies: dict[str, str], over: threading.Event) -> None:
    lines = [f"{row % 97},{row % 89},{row * 0.37:.3f},{'abc'[row % 3]},{row}" for row in range(ROWS)]
    table = "\n".join(["a,b,c,d,e", *lines]).encode()
    with httpx.Client(base_url=app.url, cookies=cookies, headers={"Origin": app.url}, timeout=120) as client:
        while not over.is_set():
            answer = client.post("/api/data", params={"name": "large.csv"}, content=table)
            if answer.is_error:
                sys.stderr.write(f"The import was refused: {answer.text}\n")
                return
            job = answer.json()["job"]
            # The last one is waited for: nothing of it may reach into the next turn.
            while client.get(f"/api/jobs/{job}").json()["state"] in ("waiting", "running"):
                time.sleep(0.2)


def _tell(when: str, turns: list[list[float]]) -> None:
    name = f"wire released to shape shown, 100 nodes{when}"
    figures = [figure for turn in turns for figure in turn]
    medians = sorted(statistics.median(turn) for turn in turns)
    note = f"of {len(figures)}; of {len(turns)} turns {medians[0]:.0f} to {medians[-1]:.0f} ms"
    report(f"{name}: median", statistics.median(figures), "ms", at_most=50, note=note)
    report(f"{name}: 95th percentile", percentile(figures, 0.95), "ms", at_most=100)


if __name__ == "__main__":
    main()
