"""Tables out of a spreadsheet: its cells pasted, its workbook uploaded, another of its sheets chosen."""

import io
from collections.abc import Callable
from contextlib import suppress

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.journeys.steps import LONG, open_tab

pytestmark = [pytest.mark.journey, pytest.mark.slow]

_CELLS = "rooms\tage\tsold\n" + "".join(f"{n % 4}\t{n * 7 % 50}\t{'yes' if n % 3 else 'no'}\n" for n in range(60))
_PASTED = """cells => {
    const data = new DataTransfer();
    data.setData("text/plain", cells);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for title, names in (("Houses", ("rooms", "age")), ("Shops", ("floor", "rent"))):
        sheet = book.create_sheet(title)
        sheet.append(names)
        for n in range(40):
            sheet.append([n % 5, n * 7 % 90])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_cells_and_sheets(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_role("button", name="Paste cells").click()
    field = page.get_by_label("Cells copied in a spreadsheet")
    use = page.get_by_role("button", name="Use these cells")
    field.fill("only one line")
    expect(use).to_be_disabled()
    field.fill(_CELLS)
    use.click()
    expect(page.get_by_role("heading", name="pasted cells")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("60 rows, 3 columns.")).to_be_visible()

    page.get_by_role("button", name="Other data").click()
    expect(page.get_by_role("button", name="Paste cells")).to_be_visible()
    page.evaluate(_PASTED, "one\ttwo\n" + "1.5\tx\n2.5\ty\n" * 20)
    expect(page.get_by_text("40 rows, 2 columns.")).to_be_visible(timeout=LONG)

    page.get_by_role("button", name="Other data").click()
    page.get_by_test_id("upload-file").set_input_files({"name": "town.dat", "mimeType": "", "buffer": _workbook()})
    expect(page.get_by_role("heading", name="town")).to_be_visible(timeout=LONG)
    open_tab(page, "Columns")
    page.get_by_text("How the file is read").click()
    for _ in range(10):
        # What the browser says of the new columns has the page written anew, which closes an open list.
        page.get_by_role("combobox", name="Sheet").press("ArrowDown")
        with suppress(TookTooLong):
            page.get_by_role("option", name="Shops").click(timeout=5000)
            break
    page.get_by_role("button", name="Read again").click()
    first = page.get_by_role("tabpanel", name="Columns").get_by_test_id("glide-cell-0-0")
    expect(first).to_have_text("floor", timeout=LONG)
