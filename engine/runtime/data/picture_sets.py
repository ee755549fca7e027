"""Inspects an uploaded archive of pictures: a folder for each class, or a table beside them that says what each is."""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath, PurePosixPath

import numpy as np

from engine.data import infer
from engine.data.labels import as_labels
from engine.data.schema import Feature, Schema
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.describe import describe
from engine.runtime.data.picture_column import picture_column, reading_of
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.pictures import Header, header
from engine.runtime.data.pixels import chosen_size, resizing, sized
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.readers.beside import beside
from engine.runtime.data.readers.folders import folders, is_unlabelled
from engine.runtime.data.readers.left_out import left_out
from engine.runtime.data.readers.progress import stepping
from engine.runtime.data.readers.same_pictures import gathered
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread
from engine.runtime.data.shading import photograph
from engine.runtime.data.stored import Growing, keeping, stored
from engine.runtime.data.types.image import seen
from engine.said import counted, say
from engine.words import JsonObject, Refusal

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"}
_PREVIEWS = 24


@dataclass(frozen=True, kw_only=True)
class _Picture:
    member: Member
    header: Header
    mark: bytes


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Pictures of which something is known, and what is: a column of cells for each name; `read` says how."""

    files: Sequence[_Picture]
    cells: Mapping[str, Array]
    notes: tuple[str, ...] = ()
    read: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Column:
    """To what the pictures were brought, and what a schema says of it."""

    size: tuple[int, int]
    form: PictureForm
    read: JsonObject


def inspect_images(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of the pictures in `upload`, keeping them beside it, decoded and of one size.

    A file that cannot be read is named and left out. Raises `Refusal` where the archive is unsafe, holds no pictures,
    or nothing says what they are.
    """
    broken: dict[PurePosixPath, str] = {}
    with opened(upload.file) as archive:
        found = list(_headers(archive, broken, lambda share: report(0.3 * share, say("Looking at the pictures …"))))
        _check(found, broken)
        told = _told(archive, found, together=upload.wanted.get("together") is True)
        headers = [picture.header for picture in told.files]
        size = chosen_size([(each.height, each.width) for each in headers], upload.wanted.get("size"))
        form = PictureForm.of(headers, upload.wanted)
        step = stepping(len(told.files), lambda share: report(0.3 + 0.6 * share, say("Reading the pictures …")))
        with keeping(upload.folder) as columns:
            images = columns.grow("image", form.pixels, (*size, form.channels))
            kept = _keep(images, size, _decoded(archive, told.files, form, broken, step))
            for name, values in told.cells.items():
                columns.add(name, values[kept])
        _check(kept, broken)
    column = _Column(size=size, form=form, read={**reading_of(form, headers, upload.wanted), **told.read})
    return _schema(upload, column, tuple(told.cells), [*_notes(headers, broken), *told.notes])


def _told(archive: Archive, found: Sequence[_Picture], *, together: bool) -> _Told:
    """Return the pictures of which something is known, and what: by a table beside them, or by their folders.

    `together`: what stands in several folders is one picture with several labels.
    """
    table = beside(archive, [picture.member.path for picture in found])
    archive.rewind()
    if table:
        named, cells = table.told([picture.member.path for picture in found], "image")
        return _Told(files=[found[place] for place in named], cells=cells, notes=table.notes)
    names = folders([picture.member.path for picture in found])
    once = gathered([picture.mark for picture in found], names)
    read: JsonObject = {"several": once.several, "together": together} if once.several else {}
    if together and once.several:
        return _Told(files=[found[place] for place in once.first], cells={"class": once.cells}, read=read)
    notes = (_in_several(once.several),) if once.several else ()
    return _Told(files=found, cells={"class": names}, notes=notes, read=read)


def _in_several(count: int) -> str:
    return counted(
        count,
        "{count} picture stands in the folders of several classes. It can be one picture with several labels: see "
        "“How the file is read” under Columns.",
        "{count} pictures stand in the folders of several classes. Each can be one picture with several labels: see "
        "“How the file is read” under Columns.",
    )


def _headers(archive: Archive, broken: dict[PurePosixPath, str], report: Callable[[float], None]) -> Iterator[_Picture]:
    members = [member for member in archive.members if member.path.suffix.lower() in PICTURES]
    for done, member in enumerate(members):
        try:
            content = archive.content(member)
            found = header(content)
        except Damaged as fault:
            broken[member.path] = str(fault)
            continue
        yield _Picture(member=member, header=found, mark=hashlib.sha256(content).digest())
        if done % 50 == 0:
            report(done / len(members))
    archive.rewind()


def _decoded(
    archive: Archive,
    found: Sequence[_Picture],
    form: PictureForm,
    broken: dict[PurePosixPath, str],
    step: Callable[[], None],
) -> Iterator[tuple[int, Array]]:
    """Yield the pixels of each picture that can be read, and which it is."""
    for place, picture in enumerate(found):
        step()
        try:
            yield place, form.decoded(archive.content(picture.member))
        except Damaged as fault:
            broken[picture.member.path] = str(fault)


def _keep(images: Growing, size: tuple[int, int], pictures: Iterable[tuple[int, Array]]) -> Array:
    """Write the pictures and return which they are."""
    resize, kept = resizing(size), array("q")
    for place, pixels in pictures:
        images.add(sized(pixels, resize, size)[np.newaxis])
        kept.append(place)
    return np.asarray(kept)


def _check(found: Sequence[object] | Array, broken: dict[PurePosixPath, str]) -> None:
    if not len(found) and broken:
        path, why = next(iter(broken.items()))
        raise Refusal(
            say(
                "None of the {broken} pictures can be read; the first is “{path}”: {why}",
                broken=len(broken),
                path=str(path),
                why=why,
            )
        )
    if not len(found):
        raise Refusal(say("The archive holds no PNG or JPEG pictures; pack a folder of pictures for each class."))


def _notes(found: Sequence[Header], broken: dict[PurePosixPath, str]) -> list[str]:
    notes: list[str] = []
    sizes = {(each.height, each.width) for each in found}
    if len(sizes) > 1:
        notes.append(say("The pictures are of different sizes; the network resizes each before it looks at it."))
    return [*notes, *left_out(broken)]


def _schema(upload: Upload, column: _Column, names: Sequence[str], notes: list[str]) -> Schema:
    raw = stored(upload.folder)
    image = picture_column("image", raw["image"], column.form, column.read)
    features = [_feature(name, raw[name], notes) for name in names]
    if column.read.get("together"):
        features = [as_labels(each) for each in features]
    target = infer.target(features, PurePath(upload.title).stem, header=True)
    features = [infer.as_target(each) if each.name == target else each for each in features]
    answered = next((each for each in features if each.name == target), None)
    for name in infer.rare(answered) if answered else ():
        notes.append(say("There is only one picture of “{name}”: what is learnt of it cannot be checked.", name=name))
    count = len(raw["image"])
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="images",
        sentence=_sentence(count, answered),
        samples=count,
        target=target,
        fingerprint=upload.fingerprint({"size": list(column.size), **column.read}),
        features=(image, *features),
        read=column.read,
        size=column.size,
        notes=tuple(notes),
    )
    rows = np.sort(spread(raw[target], _PREVIEWS)) if target else np.arange(min(count, _PREVIEWS))
    return replace(schema, preview=tuple(_sample(image, raw, names, int(row)) for row in rows))


def _feature(name: str, values: Array, notes: list[str]) -> Feature:
    feature = describe(name, values)
    return feature if is_unlabelled(feature) else infer.typed(feature, len(values), notes)


def _sentence(count: int, target: Feature | None) -> str:
    if target is not None and is_unlabelled(target):
        return say("{count} pictures that have no label yet.", count=count)
    if target is not None and target.type == "category":
        return say("{class_} pictures in {classes} classes.", class_=count, classes=len(target.classes))
    if target is not None and target.type == "labels":
        return say("{count} pictures with {labels} labels.", count=count, labels=len(target.classes))
    return say("{count} pictures, with a table that says what they are.", count=count)


def _sample(image: Feature, raw: Columns, names: Sequence[str], row: int) -> JsonObject:
    values = {name: raw[name][row] for name in names}
    plain: JsonObject = {name: str(each) if isinstance(each, str) else float(each) for name, each in values.items()}
    return {"image": photograph(raw["image"][row], known=seen(image)), **plain}
