"""Folders of pictures: classes, sizes, what is broken, what is too large."""

import base64
import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.runtime.data.pictures import header, pixels
from engine.words import Refusal

Upload = Callable[..., Schema]
Picture = Callable[..., bytes]


def test_folders_are_classes(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    files = {
        f"pets/{name}/{n}.png": picture(seed=n + 9 * (name == "cats")) for name in ("dogs", "cats") for n in range(3)
    }
    schema = upload(packed(files | {"pets/readme.txt": b"hello", "__MACOSX/cats/._1.png": b"x"}))
    image, target = schema.features
    assert schema.kind == "images"
    assert (schema.samples, schema.target, schema.size) == (6, "class", (12, 10))
    assert (target.classes, target.counts) == (("cats", "dogs"), (3, 3))
    assert (image.shape, image.axes) == ((12, 10, 3), ("height", "width", "channels"))
    assert len(schema.preview) == 6
    assert schema.notes == ()


def test_mixed_sizes_and_forms_are_resized(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    files = {
        "a/1.png": picture(50, 70),
        "a/2.JPG": picture(64, 64, form="JPEG"),
        "b/1.png": picture(90, 60, mode="L"),
        "b/2.png": picture(80, 80),
    }
    schema = upload(packed(files))
    assert schema.size == (48, 48)
    assert columns(schema)["image"].shape == (4, 48, 48, 3)
    assert any("different sizes" in note for note in schema.notes)


def test_the_size_can_be_chosen(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    files = packed({"a/1.png": picture(), "b/1.png": picture()})
    assert upload(files, size=[20, 30]).features[0].shape == (20, 30, 3)
    for size in ([4, 4], [5000, 5000], ["a", 3], [20]):
        with pytest.raises(Refusal, match="resized"):
            upload(files, size=size)


def test_pixels_of_fitting_pictures_are_kept(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    schema = upload(packed({"a/1.png": picture(seed=1), "b/1.png": picture(seed=2)}))
    kept = columns(schema)["image"][1]
    np.testing.assert_array_equal(kept, np.asarray(Image.open(io.BytesIO(picture(seed=2)))))


@pytest.mark.parametrize("broken", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "cut"])
def test_one_broken_file_is_named_and_left_out(
    upload: Upload, packed: Callable[..., bytes], picture: Picture, broken: bytes | str
) -> None:
    content = picture(40, 40)[:-900] if broken == "cut" else broken
    files = {f"{name}/{number}.png": picture(40, 40) for name in "ab" for number in range(3)}
    schema = upload(packed(files | {"a/broken.png": content}))
    assert schema.samples == 6
    assert any("1 file was left out" in note and "a/broken.png" in note for note in schema.notes)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a/1.xml": b"x"}, "no PNG or JPEG"),
        ({"a/1.png": b"x", "b/1.png": b"y"}, "None of the 2 pictures"),
    ],
)
def test_no_pictures(upload: Upload, packed: Callable[..., bytes], files: dict[str, bytes], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        upload(packed(files))


@pytest.mark.parametrize("folder", ["", "a/"])
def test_loose_pictures_have_no_label_yet(
    upload: Upload, packed: Callable[..., bytes], picture: Picture, folder: str
) -> None:
    schema = upload(packed({f"{folder}{number}.png": picture(seed=number) for number in range(3)}))
    target = schema.feature("class")
    assert target is not None
    assert (schema.target, target.type, target.classes, target.missing) == ("class", "category", (), 3)
    assert schema.sentence == "3 pictures that have no label yet."
    assert [sample["class"] for sample in schema.preview] == ["", "", ""]


def test_a_class_of_one_is_said(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    schema = upload(packed({"a/1.png": picture(), "b/1.png": picture(), "b/2.png": picture()}))
    assert any("only one picture of “a”" in note for note in schema.notes)


def test_a_huge_picture_is_refused_by_its_header() -> None:
    with pytest.raises(Refusal, match="40 million"):
        header(_png_header(20_000, 20_000))
    with pytest.raises(Refusal, match="40 million"):
        pixels(_png_header(7000, 7000))


@pytest.mark.parametrize("form", ["PPM", "ICO", "EPS"])
def test_other_formats_are_refused(picture: Picture, form: str) -> None:
    with pytest.raises(Refusal, match="no PNG or JPEG"):
        header(picture(16, 16, form=form))


def test_a_turned_photograph_stands_upright() -> None:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(file, "JPEG", exif=exif)
    assert pixels(file.getvalue()).shape == (30, 20, 3)


def test_sixteen_bits_of_grey_are_kept() -> None:
    file = io.BytesIO()
    Image.fromarray(np.array([[0, 32768, 65535]], dtype=np.uint16)).save(file, "PNG")
    assert pixels(file.getvalue())[..., 0].tolist() == [[0, 32768, 65535]]


def test_previews_can_be_shown(upload: Upload, packed: Callable[..., bytes], picture: Picture) -> None:
    schema = upload(packed({"a/1.png": picture(), "b/1.png": picture()}))
    kind, _, content = str(schema.preview[0]["image"]).partition(",")
    assert kind == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(base64.b64decode(content))).size == (10, 12)


def _png_header(height: int, width: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    shape = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
