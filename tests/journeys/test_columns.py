"""The Data page corrects what was guessed about a table: the type of a column, how its file is read."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.journeys.steps import LONG, open_tab

pytestmark = pytest.mark.journey

_ROW, _HEAD = 35, 35  # pixels of a row of Streamlit's tables
# Cells hold commas too, so that a wrong separator still gives a table.
_TABLE = "size,shop;price\n" + "\n".join(f"{n % 5},{n};{n % 9}" for n in range(60)) + "\n"


def _uploaded(page: Page, path: Path, text: str) -> None:
    path.write_text(text)
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(path)
    expect(page.get_by_role("button", name="Build a network that fits")).to_be_visible(timeout=LONG)


def _columns(page: Page) -> Locator:
    """Return the table of columns, once it is on top."""
    return open_tab(page, "Columns").get_by_test_id("stDataFrame")


def test_a_columns_type_is_changed_and_kept(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    rows = "\n".join(f"{n % 4},{n * 7 % 50},{'yes' if n % 3 else 'no'}" for n in range(60))
    _uploaded(page, tmp_path / "shop.csv", f"rooms,age,sold\n{rows}\n")
    table = _columns(page)
    kind = table.get_by_test_id("glide-cell-1-0")
    expect(kind).to_have_text("number")
    mean = table.get_by_test_id("glide-cell-6-0").inner_text()
    assert mean
    # The first cell of the first row is clicked; the type stands right of it.
    table.click(position={"x": 30, "y": _HEAD + _ROW / 2})
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#portal input").fill("category")
    page.keyboard.press("Enter")
    expect(kind).to_have_text("category")
    # A category has no mean: what was typed has reached the document, and a reload may come.
    expect(table.get_by_test_id("glide-cell-6-0")).not_to_have_text(mean)
    page.reload()
    expect(_columns(page).get_by_test_id("glide-cell-1-0")).to_have_text("category")
    # What stands in the other fields was not touched by that.
    expect(page.get_by_test_id("stMultiSelect").get_by_text("sold")).to_be_visible()
    open_tab(page, "Split")
    expect(page.get_by_role("slider", name="Validation, %")).to_have_value("15")


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
