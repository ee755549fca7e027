"""Runs ticked in the table are laid over one another: the plot has a curve of each."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey

_ROW, _HEAD = 35, 35  # pixels of a row of Streamlit's tables


def _tick(page: Page, row: int) -> None:
    page.get_by_test_id("stDataFrame").last.click(position={"x": 16, "y": _HEAD + _ROW * row + _ROW / 2})


def test_ticked_runs_are_overlaid(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Design")
    page.get_by_test_id("node-image").wait_for()
    train_a_little(page)
    traces = page.get_by_test_id("curve-loss").locator(".scatterlayer .trace")
    expect(traces.first).to_be_attached()
    alone = traces.count()
    for row in (0, 1):
        _tick(page, row)
    expect(traces.nth(alone)).to_be_attached()
