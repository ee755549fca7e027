"""Pictures that are damaged, renamed or lie about themselves: each is named and left out, the others are used."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image, PngImagePlugin

from engine.data.schema import Schema
from engine.runtime.data.pictures import header, pixels
from engine.words import Refusal
from tests.data.tiffs import tiff

Upload = Callable[..., Schema]
Packed = Callable[..., bytes]
Picture = Callable[..., bytes]


def photograph(form: str, *, height: int = 40, width: int = 40, **settings: Any) -> bytes:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, form, **settings)
    return file.getvalue()


def deep() -> bytes:
    return bytes(tf.io.encode_png(np.random.default_rng(0).integers(0, 65536, (40, 40, 3), dtype=np.uint16)).numpy())


def lying_png(height: int, width: int, *, bits: int = 8) -> bytes:
    """Return a PNG that says to be of such a size and holds hardly anything."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    shape = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 90))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + rows + chunk(b"IEND", b"")


def lying_bmp() -> bytes:
    content = bytearray(photograph("BMP"))
    struct.pack_into("<ii", content, 18, 6000, 6000)
    return bytes(content)


def text_bomb() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("comment", "a" * 80_000_000, zip=True)
    return photograph("PNG", pnginfo=said)


LEFT_OUT: Mapping[str, Callable[[], bytes]] = {
    "cut.jpg": lambda: photograph("JPEG")[:-300],
    "cut.gif": lambda: photograph("GIF")[:400],
    "cut.webp": lambda: photograph("WEBP")[:-200],
    "cut.bmp": lambda: photograph("BMP")[:-200],
    "cut.tif": lambda: photograph("TIFF")[:-400],
    "cut deep.png": lambda: deep()[:-400],
    "a text.png": lambda: b"a,b\n1,2\n",
    "a program.jpg": lambda: b"\x7fELF" + bytes(500),
    "a vector.png": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "postscript.png": lambda: photograph("EPS"),
    "huge.png": lambda: lying_png(100_000, 100_000),
    "lying.png": lambda: lying_png(6000, 6000),
    "lying deep.png": lambda: lying_png(3000, 3000, bits=16),
    "lying.bmp": lying_bmp,
    "lying.tif": lambda: tiff([np.zeros((8, 8, 3), np.uint8)], also={256: [6000], 257: [6000]}),
    "nothing.png": lambda: b"",
    "comment.png": text_bomb,
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_it_is_named_and_the_others_are_used(upload: Upload, packed: Packed, picture: Picture, name: str) -> None:
    files = {f"{folder}/{number}.png": picture(40, 40, seed=number) for folder in "ab" for number in range(3)}
    schema = upload(packed(files | {f"a/{name}": LEFT_OUT[name]()}, compression=8))
    assert schema.samples == 6
    assert any("1 file was left out" in note and name in note for note in schema.notes)


@pytest.mark.parametrize(("name", "form"), [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.gif", "WEBP"), ("a.png", "TIFF")])
def test_a_renamed_one_is_what_it_holds(upload: Upload, packed: Packed, picture: Picture, name: str, form: str) -> None:
    files = {f"{folder}/{number}.png": picture(40, 40, seed=number) for folder in "ab" for number in range(2)}
    assert upload(packed(files | {f"a/{name}": photograph(form)})).samples == 5


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_turned_one_stands_upright_whatever_its_form(orientation: int, form: str) -> None:
    said = Image.Exif()
    said[0x0112] = orientation
    upright = np.zeros((8, 16, 3), np.uint8)
    upright[:4, :8], upright[4:, 8:] = (250, 0, 0), (0, 0, 250)
    file = io.BytesIO()
    settings: dict[str, Any] = {"JPEG": {"quality": 100, "subsampling": 0}, "WEBP": {"lossless": True}}.get(form, {})
    # What turns a picture as a camera held it is its own inverse but for the quarters, which swap.
    stored = Image.fromarray(upright)
    for ways, method in _HELD.items():
        if orientation in ways:
            stored = stored.transpose(method)
    stored.save(file, form, exif=said, **settings)
    found = pixels(file.getvalue())
    assert found.shape[:2] == (8, 16)
    assert np.abs(found.astype(int) - upright).max() < 8
    if form != "PNG":
        assert (header(file.getvalue()).height, header(file.getvalue()).width) == (8, 16)


_HELD = {
    (2,): Image.Transpose.FLIP_LEFT_RIGHT,
    (3,): Image.Transpose.ROTATE_180,
    (4,): Image.Transpose.FLIP_TOP_BOTTOM,
    (5,): Image.Transpose.TRANSPOSE,
    (6,): Image.Transpose.ROTATE_90,
    (7,): Image.Transpose.TRANSVERSE,
    (8,): Image.Transpose.ROTATE_270,
}


def test_all_sizes_and_colours_together(upload: Upload, packed: Packed, picture: Picture) -> None:
    cmyk = io.BytesIO()
    Image.new("CMYK", (30, 20), (0, 255, 255, 0)).save(cmyk, "JPEG")
    files = {
        "a/one.png": picture(1, 1),
        "a/wide.png": picture(3, 900),
        "a/print.jpg": cmyk.getvalue(),
        "b/tall.png": picture(900, 3),
        "b/grey.png": picture(50, 50, mode="L"),
        "b/deep.png": deep(),
    }
    schema = upload(packed(files))
    assert (schema.samples, schema.notes[0].startswith("The pictures are of different sizes")) == (6, True)


@pytest.mark.parametrize("name", ["alone.png", "alone.tif"])
def test_none_that_can_be_read_is_refused(upload: Upload, packed: Packed, name: str) -> None:
    with pytest.raises(Refusal, match="None of the 2 pictures"):
        upload(packed({f"a/{name}": b"no", f"b/{name}": b"no"}))


def test_all_that_break_on_the_way_are_refused(upload: Upload, packed: Packed) -> None:
    cut = photograph("JPEG")[:-300]
    with pytest.raises(Refusal, match="None of the 2 pictures"):
        upload(packed({"a/1.jpg": cut, "b/1.jpg": cut}))
