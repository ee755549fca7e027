"""Writes TIFF files as microscopes do, for tests: pages of any samples, packed or not, in strips or tiles."""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from engine.runtime.data.raw import Array

_FORMATS = {"u": 1, "i": 2, "f": 3}


def tiff(
    pages: Sequence[Array],
    *,
    order: str = "<",
    big: bool = False,
    packed: bool = False,
    tile: int | None = None,
    apart: bool = False,
    differences: bool = False,
    description: bytes = b"",
    also: Mapping[int, Sequence[int]] | None = None,
) -> bytes:
    """Return a file of pages `(height, width, sample)`; `also` are more tags of each, or others in their place."""
    head, place, count = (8, "Q", "Q") if big else (4, "I", "H")
    mark = b"II" if order == "<" else b"MM"
    file = bytearray(mark + (struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HI", 42, 0)))
    last = head
    for number, pixels in enumerate(pages):
        tags = _tags(file, pixels, order, packed=packed, tile=tile, apart=apart, differences=differences)
        if description and number == 0:
            tags[270] = description
        tags |= dict(also or {})
        written = {tag: _kept(file, values, order, big) for tag, values in sorted(tags.items())}
        struct.pack_into(order + place, file, last, len(file))
        file += struct.pack(order + count, len(written))
        file += b"".join(struct.pack(order + "HH" + place, tag, *rest[:2]) + rest[2] for tag, rest in written.items())
        last = len(file)
        file += struct.pack(order + place, 0)
    return bytes(file)


def _kept(file: bytearray, values: Any, order: str, big: bool) -> tuple[int, int, bytes]:
    room = 8 if big else 4
    kind, content = (
        (2, bytes(values)) if isinstance(values, bytes) else (4, struct.pack(f"{order}{len(values)}I", *values))
    )
    inline = content.ljust(room, b"\0")
    if len(content) > room:
        inline = struct.pack(order + ("Q" if big else "I"), len(file))
        file += content
    return kind, len(values), inline


def _tags(
    file: bytearray, pixels: Array, order: str, *, packed: bool, tile: int | None, apart: bool, differences: bool
) -> dict[int, Any]:
    height, width, samples = pixels.shape
    kind = pixels.dtype.newbyteorder(order)
    planes = [pixels[..., n : n + 1] for n in range(samples)] if apart else [pixels]
    rows, columns = (tile, tile) if tile else (max(1, height // 3), width)
    places, lengths = [], []
    for plane in planes:
        for top in range(0, height, rows):
            for left in range(0, width, columns):
                piece = plane[top : top + rows, left : left + columns]
                if tile:
                    short = (tile - piece.shape[0], tile - piece.shape[1])
                    piece = np.pad(piece, ((0, short[0]), (0, short[1]), (0, 0)))
                if differences:
                    piece = np.diff(piece, axis=1, prepend=np.zeros_like(piece[:, :1]))
                content = piece.astype(kind).tobytes()
                content = zlib.compress(content) if packed else content
                places.append(len(file))
                lengths.append(len(content))
                file += content
    where = {322: [tile], 323: [tile], 324: places, 325: lengths} if tile else {273: places, 278: [rows], 279: lengths}
    return {
        256: [width],
        257: [height],
        258: [8 * pixels.dtype.itemsize] * samples,
        259: [8 if packed else 1],
        262: [1],
        277: [samples],
        284: [2 if apart else 1],
        317: [2 if differences else 1],
        339: [_FORMATS[pixels.dtype.kind]] * samples,
        **where,
    }


Tiff = Callable[..., bytes]
