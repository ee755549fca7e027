"""Which files of an archive say where things are in its pictures, and which picture each is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from engine.runtime.data.archive import Archive, Damaged, Member
from engine.runtime.data.picture_sets import PICTURES
from engine.runtime.data.readers.box_forms import Marked, class_names, coco, is_voc, is_yolo, voc, yolo
from engine.said import say

_FOLDERS = re.compile(r"(jpeg)?images?|img|imgs|pictures?|photos?|annotations?|labels?|xmls?|ann|data|obj_train_data")
_LOOKED_AT = 5


@dataclass(kw_only=True)
class Markings:
    """What is written down of pictures, by picture; the files that no picture goes with, and those that are broken."""

    of: dict[PurePosixPath, Marked] = field(default_factory=dict)
    lonely: list[PurePosixPath] = field(default_factory=list)
    broken: dict[PurePosixPath, str] = field(default_factory=dict)


def form_of(archive: Archive) -> str | None:
    """Return in which form boxes are written down: `voc`, `coco` or `yolo`; `None` where none are."""
    endings = {member.path.suffix.lower() for member in archive.members}
    if not endings & PICTURES:
        return None
    stems = {member.path.stem.casefold() for member in _pictures(archive)}
    if any(is_voc(content) for content in _first(archive, ".xml")):
        return "voc"
    if any(_is_coco(content) for content in _first(archive, ".json")):
        return "coco"
    beside = [member for member in _ending(archive, ".txt") if member.path.stem.casefold() in stems]
    filled = [member for member in beside if member.entry.file_size]
    if filled and all(is_yolo(_head(archive, member)) for member in filled[:_LOOKED_AT]):
        return "yolo"
    return None


def markings(archive: Archive, form: str) -> Markings:
    """Return what the files of an archive say of its pictures; what cannot be read is named."""
    found = Markings()
    pictures = _Named(member.path for member in _pictures(archive))
    for path, marked in _FORMS[form](archive, found):
        picture = pictures.find(marked.name, path) or pictures.find(path.name, path)
        if picture is None:
            found.lonely.append(path if form != "coco" else PurePosixPath(marked.name or "?"))
        elif picture in found.of:
            found.broken[path] = say("Another file says already what is in “{picture}”.", picture=str(picture))
        else:
            found.of[picture] = marked
    return found


def _voc(archive: Archive, found: Markings) -> Iterator[tuple[PurePosixPath, Marked]]:
    for member in _ending(archive, ".xml"):
        try:
            yield member.path, voc(archive.content(member))
        except Damaged as fault:
            found.broken[member.path] = str(fault)


def _coco(archive: Archive, found: Markings) -> Iterator[tuple[PurePosixPath, Marked]]:
    for member in _ending(archive, ".json"):
        try:
            for marked in coco(archive.content(member)) or ():
                yield member.path, marked
        except Damaged as fault:
            found.broken[member.path] = str(fault)


def _yolo(archive: Archive, found: Markings) -> Iterator[tuple[PurePosixPath, Marked]]:
    names: dict[int, str] = {}
    texts = []
    for member in archive.members:
        if member.path.suffix.lower() in {".txt", ".yaml", ".yml", ".names", ".labels"}:
            said = _names(archive, member, found)
            names |= said or {}
            if said is None and member.path.suffix.lower() == ".txt":
                texts.append(member)
    stems = {member.path.stem.casefold() for member in _pictures(archive)}
    for member in texts:
        try:
            content = archive.content(member)
            # A README or a list of files is no annotation.
            if member.path.stem.casefold() in stems or is_yolo(content):
                yield member.path, yolo(content, member.path, names)
        except Damaged as fault:
            found.broken[member.path] = str(fault)


def _names(archive: Archive, member: Member, found: Markings) -> dict[int, str] | None:
    try:
        return class_names(member.path, archive.content(member))
    except Damaged as fault:
        found.broken[member.path] = str(fault)
        return {}


_FORMS = {"voc": _voc, "coco": _coco, "yolo": _yolo}


class _Named:
    """Pictures, found by the names that files give them."""

    def __init__(self, paths: Iterable[PurePosixPath]) -> None:
        self._by_stem: dict[str, list[PurePosixPath]] = defaultdict(list)
        for path in paths:
            self._by_stem[path.stem.casefold()].append(path)

    def find(self, name: str, said_by: PurePosixPath) -> PurePosixPath | None:
        """Return the picture of a name; of several that one whose folders are those of its name, or of its file."""
        wanted = PurePosixPath(name.replace("\\", "/"))
        possible = self._by_stem.get(wanted.stem.casefold(), [])
        if len(possible) < 2:
            return possible[0] if possible else None
        for folders in (_plain(wanted), _plain(said_by)):
            near = [path for path in possible if _plain(path) == folders]
            if len(near) == 1:
                return near[0]
        return None


def _plain(path: PurePosixPath) -> tuple[str, ...]:
    """Return the folders of a file that do not only say what kind of files they hold."""
    folders = [part.casefold() for part in path.parent.parts]
    return tuple(each for each in folders if not _FOLDERS.fullmatch(each))


def _pictures(archive: Archive) -> list[Member]:
    return [member for member in archive.members if member.path.suffix.lower() in PICTURES]


def _ending(archive: Archive, ending: str) -> list[Member]:
    return [member for member in archive.members if member.path.suffix.lower() == ending]


def _first(archive: Archive, ending: str) -> Iterator[bytes]:
    """Yield what the first few files of an ending begin with."""
    for member in _ending(archive, ending)[:_LOOKED_AT]:
        yield _head(archive, member)


def _head(archive: Archive, member: Member) -> bytes:
    try:
        return next(archive.pieces(member), b"")
    except Damaged:
        return b""
    finally:
        archive.rewind()


def _is_coco(content: bytes) -> bool:
    # Which of its lists comes first, nobody says; the first may be longer than what is looked at.
    return content.lstrip()[:1] == b"{" and any(
        f'"{name}"'.encode() in content for name in ("images", "annotations", "categories")
    )
