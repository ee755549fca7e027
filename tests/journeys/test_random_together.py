"""Two people press keys and drag at random in two browsers: both see the same in the end, and the room has it."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG

pytestmark = [pytest.mark.journey, pytest.mark.slow]

KEYS = (
    "Delete",
    "Control+z",
    "Control+z",
    "Control+y",
    "Control+g",
    "Control+Shift+g",
    "Control+d",
    "t",
    "n",
    "ArrowDown",
    "Shift+ArrowRight",
    "Escape",
)
STEPS = 60


def _cards(page: Page) -> dict[str, tuple[float, float]]:
    """Return each card's corner by its name, read at once: the other may take a card away meanwhile."""
    corners: dict[str, tuple[float, float]] = page.evaluate(
        """() => {
            const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
                [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
            const cards = all(document).filter((one) => /^node-[^-]+$/.test(one.dataset?.testid ?? ""));
            const corner = (card) => (({ x, y }) => [x, y])(card.getBoundingClientRect());
            return Object.fromEntries(cards.map((card) => [card.dataset.testid, corner(card)]).sort());
        }"""
    )
    return corners


def _step(page: Page, chance: random.Random) -> None:
    seen = [(x, y) for x, y in _cards(page).values() if 110 < y < 800 and 240 < x < 1000]
    if seen and chance.random() < 0.6:
        x, y = chance.choice(seen)
        page.mouse.move(x + 30, y + 12)
        page.mouse.down()
        if chance.random() < 0.3:
            page.mouse.move(x + chance.randrange(-60, 90), y + chance.randrange(-40, 60), steps=4)
        page.mouse.up()
    page.keyboard.press(chance.choice(KEYS))


def _file(page: Page) -> Any:
    project = page.evaluate("() => new URLSearchParams(location.search).get('project')")
    return json.loads(page.request.get(f"/api/projects/{project}/file").text())


def test_two_browsers_end_with_the_same(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    owner.keyboard.press("Escape")
    people = (owner, guest)
    for page in people:
        page.get_by_test_id("node-conv1").wait_for(timeout=LONG)
    chance = random.Random(4)
    for _ in range(STEPS):
        _step(chance.choice(people), chance)
    for page in people:
        for _ in range(8):
            page.keyboard.press("Escape")
        expect(page.get_by_test_id("saved")).to_have_text("saved")
        page.wait_for_timeout(600)
    there = _file(owner)
    assert there == _file(guest)
    top = sorted(f"node-{key}" for key, node in there["nodes"].items() if "block" not in node)
    assert set(_cards(owner)) == set(_cards(guest)) == set(top)
    for node in there["nodes"].values():
        for sources in node["inputs"].values():
            assert all(source.partition(":")[0] in there["nodes"] for source in sources)
