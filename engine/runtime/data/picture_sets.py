"""Inspects an uploaded archive of pictures whose folders are the classes."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import numpy as np

from engine.data import infer
from engine.data.schema import Schema
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.describe import describe
from engine.runtime.data.pictures import decode, header, photograph
from engine.runtime.data.pixels import chosen_size, resizing, sized
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.left_out import left_out
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread
from engine.runtime.data.stored import keeping, stored
from engine.said import say
from engine.words import Refusal

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"}
_PREVIEWS = 24


@dataclass(frozen=True, kw_only=True)
class _Picture:
    member: Member
    height: int
    width: int
    channels: int

    @property
    def name(self) -> str:
        return self.member.path.parent.name


def inspect_images(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of the pictures in `upload`, keeping them beside it, decoded and of one size.

    A file that cannot be read is named and left out. Raises `Refusal` where the archive is unsafe, holds no pictures,
    or its folders are no classes.
    """
    broken: dict[PurePosixPath, str] = {}
    with opened(upload.file) as archive:
        _check_kind(archive)
        found = list(_headers(archive, broken, lambda share: report(0.3 * share, say("Looking at the pictures …"))))
        _check(found, broken)
        size = chosen_size([(picture.height, picture.width) for picture in found], upload.wanted.get("size"))
        channels = max(picture.channels for picture in found)
        step = _step(len(found), lambda share: report(0.3 + 0.6 * share, say("Reading the pictures …")))
        _keep(upload.folder, (*size, channels), _decoded(archive, found, channels, broken, step))
    return _schema(upload, size, _notes(found, broken))


def _headers(archive: Archive, broken: dict[PurePosixPath, str], report: Callable[[float], None]) -> Iterator[_Picture]:
    members = [member for member in archive.members if member.path.suffix.lower() in PICTURES]
    for done, member in enumerate(members):
        try:
            height, width, channels = header(archive.content(member))
        except Damaged as fault:
            broken[member.path] = str(fault)
            continue
        yield _Picture(member=member, height=height, width=width, channels=channels)
        if done % 50 == 0:
            report(done / len(members))
    archive.rewind()


def _decoded(
    archive: Archive,
    found: Sequence[_Picture],
    channels: int,
    broken: dict[PurePosixPath, str],
    step: Callable[[], None],
) -> Iterator[tuple[Array, str]]:
    for picture in found:
        step()
        try:
            yield decode(archive.content(picture.member), channels), picture.name
        except Damaged as fault:
            broken[picture.member.path] = str(fault)


def _keep(folder: Path, shape: tuple[int, int, int], pictures: Iterable[tuple[Array, str]]) -> None:
    resize = resizing(shape[:2])
    codes: dict[str, int] = {}
    with keeping(folder) as columns:
        images, classes = columns.grow("image", "uint8", shape), array("i")
        for pixels, name in pictures:
            images.add(sized(pixels, resize, shape[:2])[np.newaxis])
            classes.append(codes.setdefault(name, len(codes)))
        columns.add_texts("class", list(codes), np.asarray(classes))


def _step(count: int, report: Callable[[float], None]) -> Callable[[], None]:
    done = iter(range(count))
    return lambda: report(next(done) / count)


def _check_kind(archive: Archive) -> None:
    kinds = {member.path.suffix.lower() for member in archive.members}
    if kinds & {".csv", ".tsv"} and not kinds & PICTURES:
        raise Refusal(say("The archive holds a table, not pictures; unpack it and upload the CSV file itself."))


def _check(found: Sequence[_Picture], broken: dict[PurePosixPath, str]) -> None:
    if not found and broken:
        path, why = next(iter(broken.items()))
        raise Refusal(
            say(
                "None of the {broken} pictures can be read; the first is “{path}”: {why}",
                broken=len(broken),
                path=str(path),
                why=why,
            )
        )
    if not found:
        raise Refusal(say("The archive holds no PNG or JPEG pictures; pack a folder of pictures for each class."))
    names = {picture.name for picture in found}
    if len(names) < 2:
        raise Refusal(
            say("All pictures are in one folder; put the pictures of each class into a folder with the class's name.")
        )


def _notes(found: Sequence[_Picture], broken: dict[PurePosixPath, str]) -> list[str]:
    notes: list[str] = []
    sizes = {(picture.height, picture.width) for picture in found}
    if len(sizes) > 1:
        notes.append(say("The pictures are of different sizes; the network resizes each before it looks at it."))
    return [*notes, *left_out(broken)]


def _schema(upload: Upload, size: tuple[int, int], notes: list[str]) -> Schema:
    raw = stored(upload.folder)
    classes = describe("class", raw["class"], role="target")
    for name in infer.rare(classes):
        notes.append(say("There is only one picture of “{name}”: what is learnt of it cannot be checked.", name=name))
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="images",
        sentence=say("{class_} pictures in {classes} classes.", class_=len(raw["class"]), classes=len(classes.classes)),
        samples=len(raw["class"]),
        target="class",
        fingerprint=upload.fingerprint({"size": list(size)}),
        features=(describe("image", raw["image"]), classes),
        size=size,
        notes=tuple(notes),
    )
    rows = np.sort(spread(raw["class"], _PREVIEWS))
    preview = [{"image": photograph(raw["image"][row]), "class": str(raw["class"][row])} for row in rows]
    return replace(schema, preview=tuple(preview))
