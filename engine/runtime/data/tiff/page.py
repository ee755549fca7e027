"""One page of a TIFF: how its pixels lie in the file, and reading them within the size that it declares."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array
from engine.runtime.data.tiff import tags as t
from engine.said import say

MOST_PIXELS = 40_000_000
_MOST_BYTES = 160_000_000
_MOST_PIECES = 1 << 18
_DAMAGED = say("It is damaged: its pixels cannot be read.")
_TOO_LARGE = say("It has more than 40 million pixels, more than are read.")
_NONE, _LZW, _DEFLATE, _PACKBITS = (1,), (5,), (8, 32946), (32773,)
_KINDS = {1: "u", 2: "i", 3: "f"}
_ALPHA = (1, 2)
_WHITE_IS_ZERO, _GREY, _COLOUR = 0, 1, 2


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page `(height, width, samples)`; its pixels lie in pieces of `rows` × `columns` at `places` of the file.

    `apart`: each sample has pieces of its own. `differences`: a pixel says how much it is more than the one before.
    """

    height: int
    width: int
    samples: int
    shown: int
    """How many samples are more than how much can be seen through the picture."""
    dtype: np.dtype[Any]
    colour: bool
    inverted: bool
    compression: int
    differences: bool
    apart: bool
    rows: int
    columns: int
    places: tuple[int, ...]
    lengths: tuple[int, ...]

    def is_like(self, other: "Page") -> bool:
        """Whether two pages have pixels of the same form, so that they may be slices of one picture."""
        return (self.height, self.width, self.samples, self.dtype, self.colour) == (
            other.height,
            other.width,
            other.samples,
            other.dtype,
            other.colour,
        )


def page(content: bytes, tags: t.Tags) -> Page | None:
    """Return the page that tags tell of; `None` where its pixels are kept in a way that only Pillow may know.

    Raises `Damaged` where it is larger than what is read.
    """
    height, width = t.whole(tags, t.HEIGHT, 0), t.whole(tags, t.WIDTH, 0)
    samples = t.whole(tags, t.SAMPLES, 1)
    if not 0 < height * width <= MOST_PIXELS:
        raise Damaged(_TOO_LARGE if height * width else _DAMAGED)
    dtype = _dtype(content, tags)
    if dtype is None or not _is_plain(tags):
        return None
    if not 0 < height * width * samples * dtype.itemsize <= _MOST_BYTES:
        raise Damaged(_TOO_LARGE)
    tiled = t.TILES in tags
    rows = t.whole(tags, t.TILE_HEIGHT if tiled else t.ROWS, height)
    return Page(
        height=height,
        width=width,
        samples=samples,
        shown=max(1, samples - sum(each in _ALPHA for each in t.wholes(tags, t.EXTRA))),
        dtype=dtype,
        colour=t.whole(tags, t.PHOTOMETRIC, _GREY) == _COLOUR,
        inverted=t.whole(tags, t.PHOTOMETRIC, _GREY) == _WHITE_IS_ZERO,
        compression=t.whole(tags, t.COMPRESSION, 1),
        differences=t.whole(tags, t.PREDICTOR, 1) == 2,
        apart=t.whole(tags, t.PLANAR, 1) == 2 and samples > 1,
        rows=rows if tiled else min(rows, height),
        columns=t.whole(tags, t.TILE_WIDTH, width) if tiled else width,
        places=t.wholes(tags, t.TILES if tiled else t.STRIPS),
        lengths=t.wholes(tags, t.TILE_BYTES if tiled else t.STRIP_BYTES),
    )


def pixels(content: bytes, of: Page) -> Array:
    """Return the pixels `(height, width, samples)` of a page; raises `Damaged` where they cannot be read."""
    found = np.empty((of.height, of.width, of.samples), dtype=of.dtype.newbyteorder("="))
    for (plane, top, left), piece in _pieces(content, of):
        room = found[top : top + piece.shape[0], left : left + piece.shape[1], plane]
        room[...] = piece[: room.shape[0], : room.shape[1]]
    if of.inverted and of.dtype.kind == "u":
        return np.asarray(np.iinfo(found.dtype).max - found)
    return found


def _dtype(content: bytes, tags: t.Tags) -> np.dtype[Any] | None:
    bits, kinds = set(t.wholes(tags, t.BITS)) or {1}, set(t.wholes(tags, t.FORMAT)) or {1}
    kind = _KINDS.get(min(kinds))
    if len(bits) > 1 or len(kinds) > 1 or kind is None or min(bits) not in (8, 16, 32, 64) or (kind, *bits) == ("f", 8):
        return None
    return np.dtype(f"{'>' if t.big_endian(content) else '<'}{kind}{min(bits) // 8}")


def _is_plain(tags: t.Tags) -> bool:
    return (
        t.whole(tags, t.COMPRESSION, 1) in (*_NONE, *_LZW, *_DEFLATE, *_PACKBITS)
        and t.whole(tags, t.PHOTOMETRIC, _GREY) in (_WHITE_IS_ZERO, _GREY, _COLOUR)
        and t.whole(tags, t.PREDICTOR, 1) in (1, 2)
        and t.whole(tags, t.ORDER, 1) == 1
    )


def _pieces(content: bytes, of: Page) -> Iterator[tuple[tuple[slice, int, int], Array]]:
    count, packed = _count(of), _most_packed(of)
    if count != len(of.places) or count != len(of.lengths):
        raise Damaged(_DAMAGED)
    corners = (
        (slice(plane, plane + 1) if of.apart else slice(None), top, left)
        for plane in range(of.samples if of.apart else 1)
        for top in range(0, of.height, of.rows)
        for left in range(0, of.width, of.columns)
    )
    for corner, place, length in zip(corners, of.places, of.lengths, strict=True):
        # Of strips the last may be shorter; tiles never are.
        rows = min(of.rows, of.height - corner[1]) if of.columns == of.width else of.rows
        yield corner, _piece(content[place : place + min(length, packed)], of, rows)


def _count(of: Page) -> int:
    """Return how many pieces a page has; raises `Damaged` where they are too many, or far larger than the page."""
    if not of.rows or not of.columns:
        raise Damaged(_DAMAGED)
    planes = of.samples if of.apart else 1
    count = planes * -(-of.height // of.rows) * -(-of.width // of.columns)
    if count > _MOST_PIECES or count * _size(of) > 2 * _MOST_BYTES:
        raise Damaged(_TOO_LARGE)
    return count


def _size(of: Page) -> int:
    """Return how many bytes a piece has."""
    return of.rows * of.columns * (1 if of.apart else of.samples) * of.dtype.itemsize


def _most_packed(of: Page) -> int:
    """Return beyond how many bytes nothing of a piece is read: what is packed badly is a half longer at most."""
    return 2 * _size(of) + 4096


def _piece(packed: bytes, of: Page, rows: int) -> Array:
    samples = 1 if of.apart else of.samples
    wanted = rows * of.columns * samples * of.dtype.itemsize
    if wanted > _MOST_BYTES:
        raise Damaged(_TOO_LARGE)
    plain = _unpacked(packed, of.compression, rows, wanted)
    if len(plain) < wanted:
        raise Damaged(_DAMAGED)
    values = np.frombuffer(plain, of.dtype, count=wanted // of.dtype.itemsize).reshape(rows, of.columns, samples)
    native = values.astype(of.dtype.newbyteorder("="), copy=False)
    return np.cumsum(native, axis=1, dtype=native.dtype) if of.differences else native


def _unpacked(packed: bytes, compression: int, rows: int, wanted: int) -> bytes:
    """Return the bytes of a piece, never more than are wanted."""
    if compression in _NONE:
        return packed
    if compression in _DEFLATE:
        try:
            return zlib.decompressobj().decompress(packed, wanted)
        except zlib.error as fault:
            raise Damaged(_DAMAGED) from fault
    return _by_pillow(packed, compression, rows, wanted // rows)


def _by_pillow(packed: bytes, compression: int, rows: int, width: int) -> bytes:
    """Return the bytes of a piece as Pillow unpacks them: told to be a grey picture of 8 bits, as many bytes wide."""
    entries = {
        t.WIDTH: width,
        t.HEIGHT: rows,
        t.BITS: 8,
        t.COMPRESSION: compression,
        t.PHOTOMETRIC: _GREY,
        t.STRIPS: 8 + 2 + 12 * 9 + 4,
        t.SAMPLES: 1,
        t.ROWS: rows,
        t.STRIP_BYTES: len(packed),
    }
    tags = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(entries.items()))
    file = b"II*\0" + struct.pack("<IH", 8, len(entries)) + tags + struct.pack("<I", 0) + packed
    try:
        with warnings.catch_warnings():
            # Its size was checked already.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(file), formats=("TIFF",)) as picture:
                return np.asarray(picture).tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise Damaged(_DAMAGED) from fault
