"""How long a network of 1,000 nodes takes to be laid out, in Chromium: from the key to the frame that shows it."""

import json
import statistics

from tests.bench.figure import report
from tests.bench.thousand import thousand
from tests.bench.visit import visit

TIMES = 5

# Resolves with the milliseconds from the key to the frame in which cards are on their way, and to the end of its task.
PRESS = """(name) => new Promise((resolve) => {
  const began = performance.now();
  dispatchEvent(new KeyboardEvent("keydown", { key: name, shiftKey: name === "T", bubbles: true, composed: true }));
  const still = performance.now() - began;
  requestAnimationFrame(() => requestAnimationFrame(() => resolve([performance.now() - began, still])));
})"""


def main() -> None:
    """Lay it out again and again, top-down and from left to right by turns."""
    with visit() as (app, page):
        page.get_by_test_id("node-image").wait_for(timeout=60_000)
        made = page.request.post(f"{app.url}/api/projects", data=json.dumps(thousand()), headers={"Origin": app.url})
        page.goto(f"{app.url}/?project={made.json()['project']}")
        page.get_by_test_id("total-parameters").wait_for(timeout=120_000)
        taken, still = [], []
        for _ in range(TIMES):
            for key in ("t", "T"):
                whole, blocked = page.evaluate(PRESS, key)
                taken.append(whole)
                still.append(blocked)
                page.wait_for_timeout(1500)
    note = f"{len(taken)} times"
    report("Auto-layout of 1,000 nodes, median", statistics.median(taken) / 1000, "s", at_most=1, note=note)
    report("Auto-layout of 1,000 nodes, slowest", max(taken) / 1000, "s", at_most=1)
    report("… in which the page answers nothing", statistics.median(still), "ms", note="layout and edit, one task")


if __name__ == "__main__":
    main()
