"""A document of 1,000 nodes in Chromium: opened, dragged, panned, edited, edited together; what the tab keeps."""

import json
import statistics
import time
from collections.abc import Callable

from playwright.sync_api import CDPSession, Page

from tests.bench.figure import percentile, report
from tests.bench.thousand import NODES, thousand
from tests.bench.visit import visit

OPENINGS, EDITS, MOVES, STEPS = 5, 30, 20, 500
_CARDS = '[data-testid^="node-stage"][data-testid*="left0"]'

# Notes how long each frame took, from now on.
_FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const note = (now) => {
    window.frames_.push(now - last);
    last = now;
    window.noting = requestAnimationFrame(note);
  };
  window.noting = requestAnimationFrame(note);
}"""
_TAKEN = "() => { cancelAnimationFrame(window.noting); return window.frames_; }"

# Resolves with the milliseconds from the next keystroke in a field to the frame in which the shape ends with `wanted`.
_WATCH = """(shape, wanted) => {
  window.shown = new Promise((resolve) => {
    let typed = 0;
    addEventListener("input", () => { typed = performance.now(); }, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (!shape.textContent.replace(/\\s/g, "").endsWith("×" + wanted)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - typed));
    });
    observer.observe(shape, { subtree: true, childList: true, characterData: true });
  });
}"""

# Resolves with the time of day at which the card is drawn elsewhere, and the time of day at which a key is pressed.
_MOVED = """(card) => {
  const node = card.closest(".react-flow__node");
  window.moved = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    });
    observer.observe(node, { attributes: true, attributeFilter: ["style"] });
  });
}"""
_PRESSED = """() => {
  window.pressed = new Promise((resolve) => addEventListener(
    "keydown", () => resolve(performance.timeOrigin + performance.now()), { capture: true, once: true }
  ));
}"""


def main() -> None:
    """Measure all of it on one page, then on two."""
    with visit() as (app, page):
        page.get_by_test_id("node-image").wait_for(timeout=60_000)
        page.get_by_text("ready to train").first.wait_for(timeout=120_000)
        made = page.request.post(f"{app.url}/api/projects", data=json.dumps(thousand()), headers={"Origin": app.url})
        address = f"{app.url}/?project={made.json()['project']}"
        _openings(page, address)
        _frames("a card is dragged", page, lambda: _drag(page, *_in_sight(page)[1:], 140, 90))
        _frames("the canvas is panned", page, lambda: _drag(page, *_bare(page), -480, -260))
        _edits(page)
        _memory(page)
        _together(page, address)


def _openings(page: Page, address: str) -> None:
    pictures, shapes = [], []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        page.goto(address)
        page.locator(_CARDS).first.wait_for(state="attached", timeout=60_000)
        pictures.append(time.perf_counter() - began)
        page.wait_for_function(_EVERYWHERE, timeout=60_000)
        shapes.append(time.perf_counter() - began)
        page.wait_for_timeout(1500)
    name = f"{NODES:,} nodes: from the address to"
    report(f"{name} the first picture", max(pictures), "s", at_most=2, note=f"slowest of {OPENINGS}")
    report(f"{name} shapes everywhere", max(shapes), "s", at_most=5, note=f"slowest of {OPENINGS}")


# Every card that is drawn says what comes out of it; Playwright looks into shadow roots, scripts must themselves.
_EVERYWHERE = """() => {
  const find = (root) => [...root.querySelectorAll("*")].flatMap((each) =>
    [each, ...(each.shadowRoot ? find(each.shadowRoot) : [])]);
  const all = find(document).map((each) => each.dataset?.testid ?? "");
  const cards = all.filter((id) => id.startsWith("node-stage")).map((id) => id.slice(5));
  const shapes = new Set(all.filter((id) => id.startsWith("shape-")).map((id) => id.slice(6)));
  return cards.length > 0 && cards.every((id) => shapes.has(id));
}"""


def _frames(what: str, page: Page, act: Callable[[], None]) -> None:
    page.evaluate(_FRAMES)
    act()
    taken = page.evaluate(_TAKEN)
    note = f"median {statistics.median(taken):.1f} ms, longest {max(taken):.0f} ms"
    report(f"{NODES:,} nodes, {what}: frame times, p95", percentile(taken, 0.95), "ms", at_most=33, note=note)


def _drag(page: Page, x: float, y: float, right: float, down: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(120):
        share = (step % 60) / 60
        page.mouse.move(x + share * right, y + share * down)
        page.wait_for_timeout(8)
    page.mouse.move(x, y)
    page.mouse.up()
    page.wait_for_timeout(500)


def _in_sight(page: Page) -> tuple[str, float, float]:
    """Return the id and the head of a convolution that stands well within the pane."""
    pane = page.locator(".ll-pane").bounding_box()
    assert pane
    for card in page.locator(_CARDS).all():
        box = card.bounding_box()
        if box and pane["x"] + 60 < box["x"] < pane["x"] + 500 and 200 < box["y"] < pane["height"] - 200:
            return str(card.get_attribute("data-testid")).removeprefix("node-"), box["x"] + 60, box["y"] + 18
    message = "No card is in sight."
    raise AssertionError(message)


def _bare(page: Page) -> tuple[float, float]:
    pane = page.locator(".ll-pane").bounding_box()
    assert pane
    return pane["x"] + pane["width"] - 14, pane["y"] + pane["height"] / 2


def _edits(page: Page) -> None:
    name, x, y = _in_sight(page)
    page.mouse.click(x, y)
    field, shape = page.get_by_test_id("param-filters"), page.get_by_test_id(f"shape-{name}")
    took = []
    for number in range(EDITS):
        shape.evaluate(_WATCH, str(20 + number))
        field.fill(str(20 + number))
        took.append(float(page.evaluate("window.shown")))
        page.wait_for_timeout(700)
    note = f"median {statistics.median(took):.0f} ms of {EDITS}"
    figure = f"{NODES:,} nodes: from a keystroke to fresh shapes, 95th percentile"
    report(figure, percentile(took, 0.95), "ms", at_most=150, note=note)


def _memory(page: Page) -> None:
    chrome = page.context.new_cdp_session(page)
    _steps(page, 40)
    before = _heap(chrome)
    _steps(page, STEPS)
    after = _heap(chrome)
    figure = f"{NODES:,} nodes: growth of the tab's memory after {STEPS} edits and undos"
    report(figure, 100 * (after / before - 1), "%", at_most=20, note=f"{before / 1e6:.0f} MB before")


def _steps(page: Page, count: int) -> None:
    """Move the selected card and take it back, again and again."""
    page.get_by_test_id("node-" + _in_sight(page)[0]).click(position={"x": 60, "y": 14})
    for step in range(count // 2):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Control+z")
        if step % 50 == 49:
            page.wait_for_timeout(200)


def _heap(chrome: CDPSession) -> float:
    for _ in range(2):
        chrome.send("HeapProfiler.collectGarbage")
    return float(chrome.send("Runtime.getHeapUsage")["usedSize"])


def _together(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser
    # A window of its own: one behind another draws nothing.
    other = browser.new_context(storage_state=page.context.storage_state(), viewport=page.viewport_size).new_page()
    other.goto(address)
    other.locator(_CARDS).first.wait_for(state="attached", timeout=60_000)
    name, x, y = _in_sight(page)
    page.mouse.click(x, y)
    theirs = other.get_by_test_id(f"node-{name}")
    took = []
    for _ in range(MOVES):
        theirs.evaluate(_MOVED)
        page.evaluate(_PRESSED)
        page.keyboard.press("ArrowRight")
        took.append(float(other.evaluate("window.moved")) - float(page.evaluate("window.pressed")))
        page.wait_for_timeout(200)
    figure = f"{NODES:,} nodes: an edit on another's screen, median"
    report(figure, statistics.median(took), "ms", at_most=100, note=f"p95 {percentile(took, 0.95):.0f} ms")


if __name__ == "__main__":
    main()
