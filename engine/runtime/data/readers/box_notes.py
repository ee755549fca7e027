"""What is said of pictures and boxes that do not go together as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from engine.runtime.data.boxes import MOST_BOXES
from engine.runtime.data.readers.box_files import Markings
from engine.runtime.data.readers.left_out import left_out, quoted
from engine.said import counted, say

SHAPES_DIFFER = 1.1
"""By what share of it the shape of one picture must differ from that of another to be told."""


@dataclass(kw_only=True)
class Seen:
    """What is to be said of files: pictures without boxes, and those with boxes that are cut, flat or too many."""

    markings: Markings
    bare: list[PurePosixPath] = field(default_factory=list)
    clipped: list[PurePosixPath] = field(default_factory=list)
    flat: list[PurePosixPath] = field(default_factory=list)
    crowded: list[PurePosixPath] = field(default_factory=list)


def notes(found: Seen, sizes: Sequence[tuple[int, int]], size: tuple[int, int]) -> list[str]:
    """Return the sentences about pictures of such `sizes` (width, height), brought to one `size` (height, width)."""
    said: list[str] = []
    shapes = [width / height for width, height in sizes]
    if max(shapes) / min(shapes) > SHAPES_DIFFER:
        said.append(
            say(
                "The pictures are of different shapes; each is stretched to {width} × {height} pixels, and its boxes "
                "with it.",
                width=size[1],
                height=size[0],
            )
        )
    return [*said, *_cut(found), *_alone(found), *left_out(found.markings.broken)]


def _cut(found: Seen) -> Iterator[str]:
    """Yield what became of boxes that do not lie in their picture."""
    if found.clipped:
        yield counted(
            len(found.clipped),
            "{count} box reached out of its picture and was cut at the edge: in {shown}.",
            "{count} boxes reached out of their pictures and were cut at the edge: in {shown}.",
            shown=_shown(found.clipped),
        )
    if found.flat:
        yield counted(
            len(found.flat),
            "{count} box has no area in its picture and was left out: in {shown}.",
            "{count} boxes have no area in their pictures and were left out: in {shown}.",
            shown=_shown(found.flat),
        )
    if found.crowded:
        yield counted(
            len(found.crowded),
            "{count} picture has more than {most} boxes, of which the first are kept: {shown}.",
            "{count} pictures have more than {most} boxes, of which the first are kept: {shown}.",
            most=MOST_BOXES,
            shown=_shown(found.crowded),
        )


def _alone(found: Seen) -> Iterator[str]:
    """Yield what has no counterpart."""
    if found.bare:
        yield counted(
            len(found.bare),
            "{count} picture has no file that says its boxes and was left out: {shown}.",
            "{count} pictures have no file that says their boxes and were left out: {shown}.",
            shown=_shown(found.bare),
        )
    if found.markings.lonely:
        yield counted(
            len(found.markings.lonely),
            "{count} file says the boxes of a picture that is not there: {shown}.",
            "{count} files say the boxes of pictures that are not there: {shown}.",
            shown=_shown(found.markings.lonely),
        )


def _shown(paths: list[PurePosixPath]) -> str:
    return quoted(list(dict.fromkeys(map(str, paths))))
