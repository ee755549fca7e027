"""What a person does again and again on a journey."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

LONG = 120_000  # ms: a run on a busy machine


def wait_until_ready(page: Page) -> None:
    """Wait until the engine has checked the network on the canvas and it can train."""
    expect(page.get_by_text("ready to train").first).to_be_visible(timeout=LONG)


def open_design(visitor: Callable[..., Page]) -> Page:
    """Come as somebody new, and wait until the network that stands there is drawn with its shapes."""
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("shape-conv1").wait_for()
    return page


def train(page: Page, patience: float = LONG) -> None:
    """Press Train and wait for the end of the run, up to `patience` (ms)."""
    page.get_by_test_id("train").click()
    expect(strip(page)).to_have_attribute("data-phase", "finished", timeout=patience)


def train_a_little(page: Page) -> None:
    """Press Train, and stop once the first epoch is on the plot: for what needs a network, but no good one."""
    page.get_by_test_id("train").click()
    page.locator('[data-testid="curve-loss"] .scatterlayer .point').first.wait_for(state="attached", timeout=LONG)
    # A short run may end by itself before it is stopped.
    with suppress(TookTooLong):
        page.get_by_role("button", name="Stop, keep the best").click(timeout=3000)
    expect(strip(page)).to_have_attribute("data-phase", "finished", timeout=LONG)


def strip(page: Page) -> Locator:
    """Return the strip that tells how the run goes."""
    return page.get_by_test_id("run-strip")


def step(page: Page, title: str) -> None:
    """Go to another step of the work by the top bar."""
    page.get_by_test_id(f"step-{title}").click()


def open_tab(page: Page, title: str) -> Locator:
    """Open one of the headings of a page, and return what stands beneath it.

    Right after an upload the page is written anew, and Streamlit may lose a press in that moment: it is pressed again.
    """
    panel = page.get_by_role("tabpanel", name=title)
    for _ in range(4):
        page.get_by_role("tab", name=title).click(timeout=LONG)
        with suppress(AssertionError):
            expect(panel).to_be_visible(timeout=5000)
            # What overtakes a press comes within a second.
            page.wait_for_timeout(500)
            expect(panel).to_be_visible(timeout=1000)
            break
    return panel


def draw(page: Page, *points: tuple[float, float]) -> None:
    """Draw one stroke on the pad; points are shares of its side."""
    box = page.get_by_test_id("pad").bounding_box()
    assert box is not None
    (x, y), *rest = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(x, y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(x, y, steps=8)
    page.mouse.up()
