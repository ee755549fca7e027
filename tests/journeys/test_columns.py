"""The Data page corrects what was guessed about a table: how its file is read."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.journeys.steps import LONG

pytestmark = pytest.mark.journey

# Cells hold commas too, so that a wrong separator still gives a table.
_TABLE = "size,shop;price\n" + "\n".join(f"{n % 5},{n};{n % 9}" for n in range(60)) + "\n"


def _uploaded(page: Page, path: Path, text: str) -> None:
    path.write_text(text)
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(path)
    expect(page.get_by_role("button", name="Build a network that fits")).to_be_visible(timeout=LONG)


def _columns(page: Page) -> Locator:
    """Return the table of columns, once it is on top."""
    page.get_by_role("tab", name="Columns").click()
    return page.get_by_role("tabpanel", name="Columns").get_by_test_id("stDataFrame")


def test_a_file_is_read_again_with_another_separator(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    _uploaded(page, tmp_path / "prices.csv", _TABLE)
    first = _columns(page).get_by_test_id("glide-cell-0-0")
    before = first.inner_text()
    other = "semicolon" if before == "size" else "comma"
    page.get_by_text("How the file is read").click()
    choice = page.get_by_role("option", name=other)
    separator = page.get_by_role("combobox", name="Separator")
    for _ in range(10):
        # What the browser says of the new columns has the page written anew, which closes an open list.
        separator.press("ArrowDown")
        with suppress(TookTooLong):
            choice.click(timeout=5000)
            break
    page.get_by_role("button", name="Read again").click()
    expect(first).to_have_text({"semicolon": "size,shop", "comma": "size"}[other], timeout=LONG)
