"""A run that waits for another one is shown where Train was pressed; its page comes when it begins."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine.assets import asset
from tests.journeys.steps import LONG, strip, wait_until_ready
from tests.running import Running, running

pytestmark = pytest.mark.journey


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    """One run at a time, so that the second waits."""
    with running(tmp_path / "home", {"LAYERLOOM_SLOTS": "1"}) as started:
        yield started


@pytest.fixture
def busy(visitor: Callable[..., Page]) -> Callable[[], None]:
    """Have somebody else train for long; returns what ends that run."""
    page = visitor()
    wait_until_ready(page)
    content: Any = json.loads(asset("templates/spirals-mlp.json").read_text("utf-8"))
    content["training"] = {**content["training"], "epochs": 20_000, "patience": 0}
    page.goto(f"/?project={_posted(page, '/api/projects', json.dumps(content))['project']}")
    page.get_by_test_id("train").click()
    stop = page.get_by_role("button", name="Stop, keep the best")
    stop.wait_for(timeout=LONG)
    return stop.click


def test_its_page_comes_when_it_begins(visitor: Callable[..., Page], busy: Callable[[], None]) -> None:
    page = _waiting(visitor)
    busy()
    expect(page).to_have_url(re.compile("/train"), timeout=LONG)
    expect(page.get_by_test_id("curve-loss")).to_be_visible(timeout=LONG)
    expect(strip(page)).to_have_count(1)


def test_no_page_changes_under_busy_hands(visitor: Callable[..., Page], busy: Callable[[], None]) -> None:
    page = _waiting(visitor)
    page.get_by_test_id("node-image").click()
    busy()
    expect(strip(page)).to_have_attribute("data-phase", re.compile("running|finished"), timeout=LONG)
    expect(page.get_by_test_id("node-image")).to_be_visible()
    strip(page).get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("/train"), timeout=LONG)
    expect(page.get_by_test_id("curve-loss")).to_be_visible(timeout=LONG)


def _waiting(visitor: Callable[..., Page]) -> Page:
    """Return the page of somebody whose run waits, which is still where it was started."""
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("train").click()
    expect(strip(page)).to_contain_text("Waiting, place 1", timeout=LONG)
    expect(page.get_by_test_id("node-image")).to_be_visible()
    expect(page.get_by_test_id("training")).to_be_visible()
    return page


def _posted(page: Page, path: str, data: str) -> Any:
    origin = re.sub(r"(https?://[^/]+).*", r"\1", page.url)
    return page.request.post(path, data=data, headers={"Origin": origin}).json()
