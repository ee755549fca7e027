"""Pictures with a table of labels, and pictures of every make."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from openpyxl import Workbook
from PIL import Image

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.runtime.data.pictures import header, pixels
from engine.words import Refusal

Upload = Callable[..., Schema]
Picture = Callable[..., bytes]
Packed = Callable[..., bytes]


def bytes_of(image: Image.Image, form: str, **more: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def table_of(*rows: tuple[object, ...], form: str = "csv") -> bytes:
    if form == "csv":
        return "\n".join(",".join(map(str, row)) for row in rows).encode()
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_says_what_pictures_are(upload: Upload, packed: Packed, picture: Picture, form: str) -> None:
    rows = [(f"{number}.png", ("cat", "dog")[number % 2], number * 1.5) for number in range(8)]
    table = table_of(("file", "class", "weight"), *rows, ("gone.png", "cat", 3), form=form)
    files = {f"pictures/{number}.png": picture(seed=number) for number in range(8)} | {"pictures/odd.png": picture()}
    schema = upload(packed(files | {f"labels.{form}": table}))
    assert (schema.kind, schema.samples, schema.target) == ("images", 8, "class")
    assert [feature.name for feature in schema.features] == ["image", "class", "weight"]
    raw = columns(schema)
    assert list(raw["class"][:3]) == ["cat", "dog", "cat"]
    np.testing.assert_array_equal(raw["image"][3], pixels(picture(seed=3)))
    notes = " ".join(schema.notes)
    assert "odd.png" in notes
    assert "1 row of the table" in notes


def test_numbers_are_told_of_pictures(upload: Upload, packed: Packed, picture: Picture) -> None:
    rows = [(f"{number}", number + 0.25) for number in range(30)]
    files = {f"{number}.png": picture(seed=number) for number in range(30)}
    schema = upload(packed(files | {"ages.csv": table_of(("name", "age"), *rows)}))
    target = schema.feature("age")
    assert (schema.target, target.type if target else None) == ("age", "number")
    assert columns(schema)["age"][2] == 2.25


def test_a_broken_picture_takes_its_row_along(upload: Upload, packed: Packed, picture: Picture) -> None:
    rows = [(f"{number}.png", "ab"[number % 2]) for number in range(6)]
    files = {f"{number}.png": picture(40, 40, seed=number) for number in range(6)}
    files["2.png"] = files["2.png"][:-900]
    schema = upload(packed(files | {"labels.csv": table_of(("file", "class"), *rows)}))
    assert list(columns(schema)["class"]) == ["a", "b", "b", "a", "b"]
    assert any("2.png" in note for note in schema.notes)


def test_a_table_of_names_alone_says_nothing(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {"1.png": picture(), "2.png": picture(), "labels.csv": table_of(("file",), ("1.png",), ("2.png",))}
    with pytest.raises(Refusal, match=r"nothing else|in one folder"):
        upload(packed(files))


def test_one_broken_among_a_thousand(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{'ab'[number % 2]}/{number}.png": picture(8, 8, seed=number) for number in range(1000)}
    files["a/500.png"] = b"torn"
    schema = upload(packed(files))
    assert schema.samples == 999
    assert any("1 file was left out" in note and "a/500.png" in note for note in schema.notes)


MADE = {
    "TIFF": bytes_of(Image.new("RGB", (6, 4), (10, 20, 30)), "TIFF"),
    "CMYK": bytes_of(Image.new("CMYK", (6, 4), (0, 0, 0, 128)), "JPEG"),
    "palette": bytes_of(Image.new("P", (6, 4), 3), "PNG"),
    "with alpha": bytes_of(Image.new("RGBA", (6, 4), (200, 0, 0, 128)), "PNG"),
    "16 bit": bytes_of(Image.fromarray(np.full((4, 6), 40_000, np.uint16)), "PNG"),
    "16 bit TIFF": bytes_of(Image.fromarray(np.full((4, 6), 40_000, np.uint16)), "TIFF"),
    "black and white": bytes_of(Image.new("1", (6, 4), 1), "PNG"),
}


@pytest.mark.parametrize("make", MADE)
def test_pictures_of_every_make(make: str) -> None:
    said, found = header(MADE[make]), pixels(MADE[make])
    assert (said.height, said.width) == (4, 6)
    assert (found.shape, found.dtype) == ((4, 6, said.channels), said.pixels)
    assert (found.max() == 40_000) == (said.pixels == "uint16") == make.startswith("16 bit")


def test_a_picture_that_lies_is_stood_up() -> None:
    said = Image.Exif()
    said[0x0112] = 6
    lying = bytes_of(Image.new("RGB", (8, 2), (255, 0, 0)), "JPEG", exif=said)
    assert (header(lying).height, header(lying).width) == pixels(lying).shape[:2] == (8, 2)


def test_a_single_pixel_among_others(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{name}/{number}.png": picture(40, 40, seed=number) for name in "ab" for number in range(3)}
    assert upload(packed(files | {"a/one.png": picture(1, 1)})).samples == 7
