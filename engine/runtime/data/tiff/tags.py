"""What a TIFF says of its pages: the tags of each, read within the bounds of the file."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.runtime.data.archive import Damaged
from engine.said import say

MOST_PAGES = 4096
WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, ORDER = 256, 257, 258, 259, 262, 266
DESCRIPTION, STRIPS, ORIENTATION, SAMPLES, ROWS, STRIP_BYTES = 270, 273, 274, 277, 278, 279
PLANAR, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILES, TILE_BYTES = 284, 317, 322, 323, 324, 325
EXTRA, FORMAT, SUBFILE = 338, 339, 254
_READ = {
    *(WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, ORDER, DESCRIPTION, STRIPS, ORIENTATION, SAMPLES, ROWS),
    *(STRIP_BYTES, PLANAR, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILES, TILE_BYTES, EXTRA, FORMAT, SUBFILE),
}
_WHOLE = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}
_TEXT = 2
_MOST_ENTRIES = 1024
"""Of one page: pages may lie over each other in a file, so that its size bounds nothing."""
_MOST_VALUES = 1 << 22
"""Numbers and letters of all tags together: many tags may say the same bytes."""
_CANNOT_BE = say("It is damaged: what it says of its pixels cannot be.")

Tags: TypeAlias = Mapping[int, tuple[int, ...] | bytes]
"""By number: whole numbers, or the bytes of a text. Tags that nobody here asks for are left out."""


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Classic TIFF or BigTIFF: the byte order, and how numbers of entries, entries and places are written."""

    order: str
    count: str
    entry: str
    place: str

    def read(self, form: str, content: bytes, at: int) -> tuple[int, ...]:
        return struct.unpack_from(f"{self.order}{form}", content, at)


def is_tiff(content: bytes) -> bool:
    """Whether a file begins as a TIFF does."""
    return content[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def big_endian(content: bytes) -> bool:
    """Whether the numbers of a TIFF begin with their highest byte."""
    return content[:2] == b"MM"


def pages(content: bytes) -> Iterator[Tags]:
    """Yield the tags of each page. Raises `Damaged` where the file ends before them, or has too many of them."""
    big = content[2:4] in (b"+\0", b"\0+")
    order = ">" if big_endian(content) else "<"
    layout = (
        _Layout(order=order, count="Q", entry="HHQ", place="Q")
        if big
        else _Layout(order=order, count="H", entry="HHI", place="I")
    )
    try:
        yield from _pages(content, layout, 8 if big else 4)
    except struct.error as fault:
        raise Damaged(say("It is damaged: it ends before its pages do.")) from fault


def _pages(content: bytes, layout: _Layout, at: int) -> Iterator[Tags]:
    (place,) = layout.read(layout.place, content, at)
    seen: set[int] = set()
    left = _MOST_VALUES
    while place:
        if place in seen or len(seen) >= MOST_PAGES:
            raise Damaged(say("It has more than {most} pages, more than are read.", most=MOST_PAGES))
        seen.add(place)
        (count,) = layout.read(layout.count, content, place)
        entries = place + struct.calcsize(layout.order + layout.count)
        size = struct.calcsize(layout.order + layout.entry + layout.place)
        if count > _MOST_ENTRIES:
            raise Damaged(_CANNOT_BE)
        found: dict[int, tuple[int, ...] | bytes] = {}
        for tag, values in _tags(
            content, layout, range(entries, min(entries + size * count, len(content)), size), left
        ):
            left -= len(values)
            found[tag] = values
        yield found
        (place,) = layout.read(layout.place, content, entries + size * count)


def _tags(content: bytes, layout: _Layout, entries: range, left: int) -> Iterator[tuple[int, tuple[int, ...] | bytes]]:
    inline = struct.calcsize(layout.order + layout.place)
    for entry in entries:
        tag, kind, count = layout.read(layout.entry, content, entry)
        if tag not in _READ or kind not in (*_WHOLE, _TEXT):
            continue
        width = 1 if kind == _TEXT else struct.calcsize(_WHOLE[kind])
        at = entry + struct.calcsize(layout.order + layout.entry)
        if width * count > inline:
            (at,) = layout.read(layout.place, content, at)
        if kind == _TEXT:
            count = max(0, min(count, left, len(content) - at))
        if count > left:
            raise Damaged(_CANNOT_BE)
        left -= count
        if kind == _TEXT:
            yield tag, content[at : at + count].rstrip(b"\0")
        else:
            yield tag, layout.read(f"{count}{_WHOLE[kind]}", content, at)


def whole(tags: Tags, tag: int, usual: int) -> int:
    """Return the first number of a tag."""
    values = tags.get(tag)
    return values[0] if values and isinstance(values, tuple) else usual


def wholes(tags: Tags, tag: int) -> tuple[int, ...]:
    """Return the numbers of a tag, none where it is not there."""
    values = tags.get(tag, ())
    return values if isinstance(values, tuple) else ()


def text(tags: Tags, tag: int) -> bytes:
    """Return the text of a tag, none where it is not there."""
    values = tags.get(tag, b"")
    return values if isinstance(values, bytes) else b""
