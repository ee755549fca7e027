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


def _cards(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        """() => {
            const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
                [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
            return all(document).map((one) => one.dataset?.testid ?? "").filter((id) => /^node-[^-]+$/.test(id)).sort();
        }"""
    )
    return names


def _step(page: Page, chance: random.Random) -> None:
    cards = [page.get_by_test_id(name) for name in _cards(page)]
    seen = [box for card in cards if (box := card.bounding_box()) and 110 < box["y"] < 800 and 240 < box["x"] < 1000]
    if seen and chance.random() < 0.6:
        box = chance.choice(seen)
        page.mouse.move(box["x"] + 30, box["y"] + 12)
        page.mouse.down()
        if chance.random() < 0.3:
            page.mouse.move(box["x"] + chance.randrange(-60, 90), box["y"] + chance.randrange(-40, 60), steps=4)
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
    assert _cards(owner) == _cards(guest) == top
    for node in there["nodes"].values():
        for sources in node["inputs"].values():
            assert all(source.partition(":")[0] in there["nodes"] for source in sources)
