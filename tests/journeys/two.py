"""What journeys of two people at once do and look at."""

from playwright.sync_api import Page


def boxes(page: Page, *nodes: str) -> list[dict[str, float] | None]:
    """Return where cards stand on the screen, and how large they are, in whole pixels."""
    found = [page.get_by_test_id(f"node-{node}").bounding_box() for node in nodes]
    return [{key: round(float(value)) for key, value in box.items()} if box else None for box in found]  # type: ignore[attr-defined]


def grab(page: Page, card: str) -> tuple[float, float]:
    """Press the mouse on a card once it rests, and return where."""
    box = None
    while box is None or box != page.get_by_test_id(card).bounding_box():
        box = page.get_by_test_id(card).bounding_box()
        page.wait_for_timeout(100)
    x, y = box["x"] + 40, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def drag(page: Page, card: str, right: float, down: float) -> None:
    """Drag a card."""
    x, y = grab(page, card)
    page.mouse.move(x + right, y + down, steps=6)
    page.mouse.up()
