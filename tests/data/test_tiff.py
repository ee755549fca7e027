"""TIFF files of microscopes: kept as they are, channels and slices found, and never more than their size is read."""

import io
import struct
import tracemalloc
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.data.taken import Taken
from engine.runtime.data.archive import Damaged
from engine.runtime.data.pictures import header, pixels
from tests.data.tiffs import tiff

KINDS = ("uint8", "uint16", "int16", "uint32", "float32")
IMAGEJ = b"ImageJ=1.53\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n"
OME = (
    b'<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image><Pixels '
    b'DimensionOrder="XYZCT" SizeC="2" SizeZ="3" SizeT="1">'
    b'<Channel Name="DAPI"/><Channel Name="GFP"/></Pixels></Image></OME>'
)


def noise(shape: tuple[int, ...] = (13, 17, 2), kind: str = "uint16", seed: int = 0) -> Any:
    draw = np.random.default_rng(seed)
    if kind == "float32":
        return draw.normal(0, 100, shape).astype(np.float32)
    return draw.integers(0, np.iinfo(kind).max, shape, dtype=kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"order": ">"},
        {"big": True},
        {"packed": True},
        {"packed": True, "differences": True},
        {"tile": 8},
        {"tile": 8, "packed": True, "order": ">", "apart": True},
        {"apart": True},
    ],
    ids=str,
)
def test_pixels_are_those_that_were_written(kind: str, how: dict[str, Any]) -> None:
    if kind == "float32" and how.get("differences"):
        pytest.skip("differences are of whole numbers")
    values = noise(kind=kind)
    content = tiff([values], **how)
    said, found = header(content), pixels(content)
    assert (said.height, said.width, said.channels, said.slices) == (13, 17, 2, 1)
    assert (said.pixels, found.dtype) == (found.dtype.name, kind if kind in ("uint8", "uint16") else "float32")
    np.testing.assert_array_equal(found, values.astype(found.dtype))


@pytest.mark.parametrize("packed", ["tiff_lzw", "packbits", "tiff_adobe_deflate", None])
def test_what_others_packed_is_unpacked(packed: str | None) -> None:
    values, file = noise((70, 40, 1))[..., 0], io.BytesIO()
    Image.fromarray(values).save(file, "TIFF", compression=packed)
    np.testing.assert_array_equal(pixels(file.getvalue())[..., 0], values)


@pytest.mark.parametrize(("description", "page"), [(IMAGEJ, lambda c, z: 2 * z + c), (OME, lambda c, z: 3 * c + z)])
def test_channels_and_slices_are_found(description: bytes, page: Any) -> None:
    pages = [noise((5, 4, 1), seed=n) for n in range(6)]
    content = tiff(pages, description=description)
    said = header(content)
    assert (said.channels, said.slices, said.told) == (2, 3, True)
    assert said.names == (("DAPI", "GFP") if description == OME else ())
    whole = np.stack([np.concatenate([pages[page(c, z)] for c in (0, 1)], axis=-1) for z in range(3)])
    np.testing.assert_array_equal(pixels(content), whole.max(axis=0))
    np.testing.assert_array_equal(pixels(content, Taken(stack="slice", slice=1)), whole[1])
    np.testing.assert_array_equal(pixels(content, Taken(stack="mean", channels=(1,))), np.round(whole.mean(0))[..., 1:])
    every = pixels(content, Taken(stack="channels"))
    np.testing.assert_array_equal(every, np.concatenate(list(whole), axis=-1))


@pytest.mark.parametrize(
    ("taken", "words"), [(Taken(channels=(5,)), "2 channels"), (Taken(stack="slice", slice=9), "3 slices")]
)
def test_what_is_not_there_cannot_be_taken(taken: Taken, words: str) -> None:
    content = tiff([noise((5, 4, 1), seed=n) for n in range(6)], description=IMAGEJ)
    with pytest.raises(Damaged, match=words):
        pixels(content, taken)


def test_pages_of_another_form_are_no_slices() -> None:
    content = tiff([noise((8, 8, 1)), noise((4, 4, 1)), noise((8, 8, 1))])
    assert header(content).slices == 2


def test_how_much_can_be_seen_through_is_no_channel() -> None:
    content = tiff([noise((8, 8, 4), "uint8")], also={262: [2], 338: [1]})
    assert (header(content).channels, header(content).is_plain) == (3, True)


def test_white_is_zero() -> None:
    content = tiff([np.array([[[0], [65535]]], dtype=np.uint16)], also={262: [0]})
    assert pixels(content).ravel().tolist() == [65535, 0]


def test_a_lying_one_is_stood_up() -> None:
    values = noise((4, 6, 2))
    content = tiff([values], also={274: [6]})
    np.testing.assert_array_equal(pixels(content), np.rot90(values, -1))
    assert (header(content).height, header(content).width) == (6, 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (tiff([noise()])[:60], "damaged"),
        (tiff([noise()])[:-1], "damaged"),
        (tiff([noise((8, 8, 1))], also={256: [100_000], 257: [100_000]}), "40 million"),
        (tiff([noise((8, 8, 1))], also={277: [65535], 258: [16]}), "1,024 channels"),
        (tiff([noise((8, 8, 1))], also={257: [6000], 256: [6000]}), "damaged"),
        (tiff([noise((8, 8, 1))], also={273: [1 << 31] * 4}), "damaged"),
        (tiff([noise((8, 8, 1))], also={278: [0]}), "damaged"),
        (tiff([noise((8, 8, 1))], also={256: [0]}), "damaged"),
        (tiff([noise((8, 8, 1))], packed=True, also={273: [9, 9, 9, 9]}), "damaged"),
        (tiff([noise((8, 8, 1))], also={259: [5]}), "damaged"),
        (b"II*\0" + b"\xff" * 4, "damaged"),
        (b"II*\0" + b"\0" * 4, "no PNG or JPEG"),
    ],
)
def test_damaged_ones_are_said(content: bytes, words: str) -> None:
    with pytest.raises(Damaged, match=words):
        pixels(content)


def test_pages_that_go_round_end() -> None:
    content = bytearray(tiff([noise((2, 2, 1))]))
    (first,) = struct.unpack_from("<I", content, 4)
    struct.pack_into("<I", content, len(content) - 4, first)
    with pytest.raises(Damaged, match="pages"):
        header(bytes(content))


def test_a_bomb_is_never_unpacked_beyond_its_size() -> None:
    bomb = zlib.compress(bytes(300_000_000), 9)
    content = tiff([np.zeros((8, 8, 1), np.uint8)], also={259: [8], 278: [8], 273: [8], 279: [len(bomb)]})
    content = content[:8] + bomb + b"\0"  # the places of tags are gone with it
    with pytest.raises(Damaged):
        header(content)
    whole = tiff([np.zeros((8, 8, 1), np.uint8)], also={259: [8], 278: [8], 273: [4096], 279: [len(bomb)]})
    whole = whole.ljust(4096, b"\0") + bomb
    tracemalloc.start()
    try:
        assert pixels(whole).shape == (8, 8, 1)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_too_many_values_are_refused_before_they_are_read() -> None:
    one = tiff([np.zeros((8, 8, 1), np.uint8)] * 20, also={256: [6000], 257: [6000]})
    with pytest.raises(Damaged, match="500 million"):
        header(one)


@pytest.mark.parametrize(
    "also",
    [
        # 36 million tiles of one pixel, and a tile of 100 MB for each of 1,000 rows that are narrow.
        {256: [6000], 257: [6000], 322: [1], 323: [1], 324: [0], 325: [1]},
        {256: [4], 257: [1000], 322: [100_000_000], 323: [1], 324: [8] * 1000, 325: [64] * 1000},
    ],
    ids=["tiny", "huge"],
)
def test_pieces_are_counted_before_they_are_laid_out(also: dict[int, list[int]]) -> None:
    content = tiff([np.zeros((8, 8, 1), np.uint8)], also=also)
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            pixels(content)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_piece_is_read_no_further_than_it_may_go_on() -> None:
    content = tiff([np.zeros((1000, 1, 1), np.uint8)], also={278: [1], 273: [0] * 1000, 279: [1 << 31] * 1000})
    whole = content.ljust(20_000_000, b"\0")
    tracemalloc.start()
    try:
        assert pixels(whole).shape == (1000, 1, 1)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_what_many_pages_say_of_the_same_bytes_is_counted() -> None:
    entries = [(256, 1, 1), (257, 1, 1), (273, 1 << 20, 8), (279, 1 << 20, 8)]
    file = bytearray(b"II*\0" + struct.pack("<I", 8 + (4 << 20)) + bytes(4 << 20))
    for _page in range(40):
        begun = struct.pack("<H", len(entries)) + b"".join(
            struct.pack("<HHII", tag, 4, *rest) for tag, *rest in entries
        )
        file += begun + struct.pack("<I", len(file) + len(begun) + 4)
    tracemalloc.start()
    try:
        with pytest.raises(Damaged, match="cannot be"):
            header(bytes(file))
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_a_page_that_is_said_to_have_very_many_tags_is_refused() -> None:
    with pytest.raises(Damaged, match="cannot be"):
        header(b"II*\0" + struct.pack("<IH", 8, 65_535) + bytes(1_000_000))


@given(st.data())
def test_no_damage_raises_anything_else(data: st.DataObject) -> None:
    content = bytearray(tiff([noise((6, 5, 2))] * 2, packed=data.draw(st.booleans()), description=IMAGEJ))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        said = header(bytes(content))
        found = pixels(bytes(content))
    except Damaged:
        return
    assert found.shape[:2] == (said.height, said.width)
