"""Excel workbooks: which sheet, what its cells become, and what of a workbook is refused."""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.words import Refusal

Upload = Callable[..., Schema]
_ROWS = [["x", "label"], *([n * 0.5, "ab"[n % 2]] for n in range(40))]


def _book(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _changed(content: bytes, member: str, change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """Return a workbook with one of its members changed, and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
        for name, text in more.items():
            new.writestr(name, text)
    return file.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"


def test_the_first_sheet_with_cells_is_the_table(upload: Upload) -> None:
    schema = upload(_book(Empty=[], Data=_ROWS, Other=[["y"], [1], [2]]))
    assert schema.read == {"form": "excel", "sheet": "Data", "sheets": ["Empty", "Data", "Other"], "header": True}
    assert [(f.name, f.type) for f in schema.features] == [("x", "number"), ("label", "category")]
    assert (schema.samples, schema.target) == (40, "label")
    assert columns(schema)["x"][:3].tolist() == [0, 0.5, 1]
    assert any("one of 3 sheets" in note for note in schema.notes)


def test_another_sheet_is_chosen(upload: Upload) -> None:
    content = _book(Data=_ROWS, Other=[["y"], *([n * 1.5] for n in range(30))])
    first, other = upload(content), upload(content, read={"sheet": "Other"})
    assert [feature.name for feature in other.features] == ["y"]
    assert first.fingerprint != other.fingerprint
    with pytest.raises(Refusal, match="no sheet “Nowhere”"):
        upload(content, read={"sheet": "Nowhere"})


def test_what_stands_around_the_table_is_left_out(upload: Upload) -> None:
    rows: list[list[object]] = [
        [],
        ["Measured in May"],
        [],
        *([None, *row, None] for row in _ROWS[:9]),
        [],
        *([None, *row] for row in _ROWS[9:]),
    ]
    schema = upload(_book(Data=rows))
    assert [feature.name for feature in schema.features] == ["x", "label"]
    assert schema.samples == 40
    assert any("1 row above the table" in note for note in schema.notes)


def test_cells_of_all_kinds(upload: Upload) -> None:
    day = datetime.datetime(2024, 1, 31, 12, 30)
    rows = [
        [n % 2 == 0, day + datetime.timedelta(days=n % 3), "#N/A" if n == 3 else n * 1.5, "=1+1"] for n in range(30)
    ]
    schema = upload(_book(Data=[["flag", "when", "value", "sum"], *rows]))
    flag, when, value, total = schema.features
    assert flag.classes == ("False", "True")
    assert when.type == "date"
    assert columns(schema)["when"][0] == day.replace(tzinfo=datetime.UTC).timestamp()
    assert (value.type, value.missing) == ("number", 1)
    assert total.missing == 30
    assert any("30 formulas have no value" in note for note in schema.notes)


def test_merged_cells_hold_downwards(upload: Upload) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["group", "value"])
    for n in range(12):
        sheet.append([f"g{n // 4}" if n % 4 == 0 else None, n * 0.7])
    for start in (2, 6, 10):
        sheet.merge_cells(start_row=start, end_row=start + 3, start_column=1, end_column=1)
    schema = upload(_saved(book))
    group = schema.feature("group")
    assert group is not None
    assert (group.classes, group.counts, group.missing) == (("g0", "g1", "g2"), (4, 4, 4), 0)
    assert any("Merged cells" in note for note in schema.notes)


def test_texts_and_numbers_in_one_column(upload: Upload) -> None:
    cells = [*range(25_000), *["x", "y", "z", "w"] * 2000]
    schema = upload(_book(Data=[["code", "label"], *([cell, "ab"[place % 2]] for place, cell in enumerate(cells))]))
    assert schema.features[0].type == "ignore"
    assert schema.preview[1]["code"] == "1"


def test_all_sheets_empty(upload: Upload) -> None:
    with pytest.raises(Refusal, match="All sheets"):
        upload(_book(One=[], Two=[]))


def test_a_sheet_that_says_that_it_is_huge(upload: Upload) -> None:
    """The size that a sheet tells is not believed."""
    content = _changed(_book(Data=_ROWS), _SHEET, lambda xml: xml.replace(b'ref="A1:B41"', b'ref="A1:XFD1048576"'))
    assert len(upload(content).features) == 2


def test_cells_far_out_cost_nothing(upload: Upload) -> None:
    content = _changed(_book(Data=_ROWS), _SHEET, lambda xml: xml.replace(b'r="B41"', b'r="XFD41"'))
    label = upload(content).feature("label")
    assert label is not None
    assert label.missing == 1


def test_too_many_columns(upload: Upload) -> None:
    with pytest.raises(Refusal, match="columns"):
        upload(_book(Data=[[f"c{n}" for n in range(2100)], list(range(2100))]))


def test_entities_are_not_expanded(upload: Upload) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    for member in (_SHEET, "xl/workbook.xml", "xl/styles.xml"):
        content = _changed(
            _book(Data=_ROWS), member, lambda xml: bomb + xml[xml.index(b"<", 1) if xml[:2] == b"<?" else 0 :]
        )
        with pytest.raises(Refusal, match="damaged"):
            upload(content)


def test_a_workbook_that_unpacks_to_too_much(upload: Upload) -> None:
    for member in ("xl/worksheets/sheet2.xml", "xl/theme/theme9.xml"):
        content = _changed(_book(Data=_ROWS), "", bytes, **{member: b" " * 40_000_000})
        with pytest.raises(Refusal, match="far more"):
            upload(content)


@pytest.mark.parametrize("cut", [100, 1000, -200])
def test_a_workbook_cut_short(upload: Upload, cut: int) -> None:
    with pytest.raises(Refusal):
        upload(_book(Data=_ROWS)[:cut])


@pytest.mark.parametrize("member", [_SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_member_that_is_no_xml(upload: Upload, member: str) -> None:
    with pytest.raises(Refusal):
        upload(_changed(_book(Data=_ROWS), member, lambda xml: xml[: len(xml) // 2]))


def test_links_to_elsewhere_are_not_followed(upload: Upload) -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    content = _changed(_book(Data=_ROWS), "", bytes, **{"xl/worksheets/_rels/sheet1.xml.rels": link})
    assert upload(content).samples == 40


@pytest.mark.parametrize(
    ("inside", "words"),
    [("word/document.xml", "Word"), ("xl/workbook.bin", "binary"), ("META-INF/manifest.xml", "OpenDocument")],
)
def test_other_packed_documents_are_named(
    upload: Upload, packed: Callable[..., bytes], inside: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        upload(packed({inside: b"<x/>"}))
