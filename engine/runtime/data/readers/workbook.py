"""Opens an Excel workbook after its ZIP was looked at: nothing is unpacked that is larger than it may be."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

from engine.data.members import BROKEN
from engine.runtime.data import archive
from engine.runtime.data.archive import Archive, Member
from engine.said import say
from engine.words import Refusal

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_BYTES = 300_000_000
_MOST_OF_ANOTHER = 20_000_000
_STREAMED = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
_MOST_AREAS = 10_000
_AREA = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_NO_VALUE = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
DAMAGED = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, OSError, ParseError),
    *BROKEN,
)
"""What openpyxl raises on a workbook that is not as it should be; defusedxml's refusals are `ValueError`s."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """Merged cells, from the first to the last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a sheet says of its cells: which are merged, and how many formulas have no value with them."""

    areas: tuple[Area, ...]
    without_value: int


@contextmanager
def workbook(path: Path) -> Iterator["Workbook"]:
    """Open the workbook at `path`; raises `Refusal` where it is unsafe, has a password or is damaged."""
    with archive.opened(path, MOST_BYTES) as packed:
        for member in packed.members:
            _check(member)
    with path.open("rb") as file:
        try:
            opened = _opened(file)
        except DAMAGED as fault:
            raise damaged() from fault
        yield opened


def marks(path: Path, sheet: str) -> Marks:
    """Return what the member `sheet` of a workbook says of its cells, reading it a piece at a time."""
    areas: list[Area] = []
    without = 0
    with archive.opened(path, MOST_BYTES) as packed:
        for piece in _pieces(packed, sheet):
            without += len(_NO_VALUE.findall(piece))
            for left, top, right, bottom in _AREA.findall(piece):
                areas.append(Area(top=int(top), left=_column(left), bottom=int(bottom), right=_column(right)))
    return Marks(areas=tuple(areas[:_MOST_AREAS]), without_value=without)


def damaged() -> Refusal:
    """Return what is said of a workbook that cannot be read."""
    return Refusal(say("This workbook cannot be read: it is damaged. Open it in Excel, save it anew and upload that."))


def _check(member: Member) -> None:
    entry = member.entry
    if entry.flag_bits & 1:
        raise Refusal(say("Parts of this workbook have a password; take it off and upload the workbook again."))
    packed = max(archive.SMALL, entry.compress_size * archive.MOST_RATIO)
    most = MOST_BYTES if str(member.path).startswith(_STREAMED) else _MOST_OF_ANOTHER
    if entry.file_size > min(packed, most):
        raise Refusal(
            say("“{path}” unpacks to far more than it should; the archive was not taken.", path=entry.filename)
        )


def _opened(file: BinaryIO) -> "Workbook":
    import openpyxl

    with warnings.catch_warnings():
        # openpyxl warns of what it does not draw.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _pieces(packed: Archive, sheet: str) -> Iterator[bytes]:
    """Return a sheet in pieces that end between cells."""
    member = next((member for member in packed.members if str(member.path) == sheet.lstrip("/")), None)
    rest = b""
    for piece in packed.pieces(member) if member else ():
        rest += piece
        cut = max(rest.rfind(b"</c>") + 4, rest.rfind(b"<mergeCell "))
        if cut > 4:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > archive.SMALL:
            rest = b""
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
