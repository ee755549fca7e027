"""How soon a drawing is answered on *Try it*, from the end of a stroke."""

import statistics

from playwright.sync_api import Page

from tests.bench.figure import percentile, report
from tests.bench.visit import visit
from tests.journeys.steps import draw, step, train

STROKES = 20

# The pad asks at each move of the pen. Resolves with the milliseconds from the last move to the frame after the last
# answer, once no question is under way any more.
WATCH = """() => {
  const plain = (window.plain ??= window.fetch);
  let asking = 0;
  let moved = 0;
  addEventListener("pointermove", () => { moved = performance.now(); }, { capture: true });
  window.answered = new Promise((resolve) => {
    const settle = () => requestAnimationFrame(() => asking || resolve(performance.now() - moved));
    window.fetch = async (...request) => {
      const mine = String(request[0]).includes("/predict");
      asking += mine;
      const answer = await plain(...request);
      if (mine) setTimeout(() => { asking -= 1; settle(); }, 5);
      return answer;
    };
  });
}"""


def main() -> None:
    """Train the first visit's network and draw on its pad."""
    with visit() as (_, page):
        page.get_by_test_id("shape-image").wait_for(timeout=120_000)
        train(page)
        step(page, "Test")
        page.get_by_test_id("pad").wait_for(timeout=60_000)
        first, *figures = [_stroke(page, number) for number in range(STROKES + 1)]
    name = "Try it: end of a stroke to its answer shown"
    report(f"{name}: first", first, "ms")
    report(f"{name}: median", statistics.median(figures), "ms", at_most=300)
    report(f"{name}: 95th percentile", percentile(figures, 0.95), "ms", at_most=300)


def _stroke(page: Page, number: int) -> float:
    page.evaluate(WATCH)
    height = 0.15 + 0.7 * number / STROKES
    draw(page, (0.2, height), (0.8, 1 - height))
    milliseconds = float(page.evaluate("window.answered"))
    page.wait_for_timeout(200)
    return milliseconds


if __name__ == "__main__":
    main()
