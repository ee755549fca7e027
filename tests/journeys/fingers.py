"""What fingers do: one finger that taps, stays or drags, and two that pinch."""

from collections.abc import Sequence

from playwright.sync_api import CDPSession, Locator, Page

Point = tuple[float, float]
_STEPS = 6


def middle(thing: Locator) -> Point:
    """Return the middle of an element on the screen."""
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tap(page: Page, thing: Locator) -> None:
    """Tap the middle of an element."""
    page.touchscreen.tap(*middle(thing))


class Hand:
    """Fingers on a page."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._page = page

    def drag(self, *ways: tuple[Point, Point]) -> None:
        """Put down a finger at the start of each way, and move them all to its end."""
        self._touch("touchStart", [start for start, _ in ways])
        for step in range(1, _STEPS + 1):
            part = step / _STEPS
            self._touch("touchMove", [_between(*way, part) for way in ways])
        self._touch("touchEnd", [])

    def stay(self, point: Point, milliseconds: float) -> None:
        """Put a finger down and leave it there for a while."""
        self._touch("touchStart", [point])
        self._page.wait_for_timeout(milliseconds)
        self._touch("touchEnd", [])

    def _touch(self, kind: str, points: Sequence[Point]) -> None:
        touched = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        self._page.wait_for_timeout(16)


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
