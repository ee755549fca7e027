"""What streamlit-elements carries: the board that each person arranges, and the program beside the canvas."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.steps import step, train, wait_until_ready

pytestmark = pytest.mark.journey


def _elements(page: Page) -> FrameLocator:
    return page.frame_locator('iframe[title*="streamlit_elements"]')


def _place(page: Page, title: str) -> tuple[float, float]:
    """Return where a card stands once it stands still: it glides to its place on the grid."""
    place, before = (0.0, 0.0), (-1.0, -1.0)
    while place != before:
        page.wait_for_timeout(500)
        box = _elements(page).locator(".drag", has_text=title).bounding_box()
        assert box is not None
        before, place = place, (box["x"], box["y"])
    return place


def _board(page: Page) -> None:
    page.get_by_text("Board", exact=True).click()
    _elements(page).locator(".drag", has_text="accuracy").wait_for()


def test_the_board_is_found_again_as_it_was_arranged(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    train(page)
    _board(page)
    before = _place(page, "accuracy")
    page.mouse.move(before[0] + 60, before[1] + 10)
    page.mouse.down()
    page.mouse.move(before[0] + 60, before[1] + 330, steps=15)
    page.mouse.up()
    after = _place(page, "accuracy")
    assert after[1] > before[1]
    page.reload()
    _board(page)
    assert _place(page, "accuracy") == pytest.approx(after, abs=2)


def test_the_program_stands_beside_the_canvas(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("command-code").click()
    editor = _elements(page).locator(".monaco-editor").first
    expect(editor).to_contain_text("import keras")
    expect(_elements(page).get_by_role("button", name="Copy")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    text = download.value.path().read_text()
    assert "import keras" in text
    assert "layerloom" not in text.lower().replace("made with layerloom", "")
    compile(text, "network.py", "exec")
    page.get_by_test_id("node-conv2").click()
    expect(editor).to_contain_text("conv2")
    step(page, "Data")
    step(page, "Design")
    expect(_elements(page).locator(".monaco-editor").first).to_contain_text("keras")


def test_the_program_is_copied_and_downloaded_over_plain_http(visitor: Callable[..., Page]) -> None:
    page = visitor()
    # Over plain HTTP, but for this machine itself, browsers have no clipboard that a page can write to.
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.reload()
    wait_until_ready(page)
    page.get_by_test_id("command-code").click()
    expect(_elements(page).locator(".monaco-editor").first).to_contain_text("import keras")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    text = download.value.path().read_text()
    _elements(page).get_by_role("button", name="Copy").click()
    page.get_by_test_id("project-name").click()
    field = page.get_by_test_id("project-name-field")
    field.fill("")
    field.press("Control+v")
    expect(field).to_have_value(re.compile(re.escape(text.splitlines()[0])))
