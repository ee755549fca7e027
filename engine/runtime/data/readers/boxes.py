"""Reads a ZIP of pictures with boxes around the things in them."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import numpy as np

from engine.data.schema import Feature, Schema
from engine.data.types import TYPES
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.boxes import MOST_BOXES, Box, listed, packed, there
from engine.runtime.data.describe import MOST_CLASSES, class_order, number
from engine.runtime.data.picture_column import picture_column, reading_of
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.picture_sets import PICTURES
from engine.runtime.data.pictures import Header, header
from engine.runtime.data.pixels import chosen_size, resizing, sized
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.box_files import form_of, markings
from engine.runtime.data.readers.box_notes import SHAPES_DIFFER, Seen, notes
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.progress import stepping
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.shading import photograph
from engine.runtime.data.stored import keeping, stored
from engine.said import counted, say
from engine.words import Json, JsonObject, Refusal

_LONG, _LONG_OF_MANY, _MANY = 160, 128, 1000
_MULTIPLE = 8  # so often a network may halve a picture, and leave whole cells
_PREVIEWS, _PREVIEW_SIDE = 9, 240


@dataclass(frozen=True, kw_only=True)
class _Picture:
    member: Member
    header: Header
    boxes: tuple[Box, ...]


def is_boxes(upload: Upload) -> bool:
    """Whether an upload is an archive of pictures, with files that say where things are in them."""
    if not any(name.lower().endswith((".xml", ".json", ".txt")) for name in upload.members):
        return False
    with opened(upload.file) as archive:
        return form_of(archive) is not None


def inspect_boxes(upload: Upload, report: Report) -> Schema:
    """Return the schema of pictures with boxes, keeping both beside the upload, the pictures decoded and of one size.

    What cannot be read, or has no counterpart, is named and left out. Raises `Refusal` where the archive is unsafe or
    no boxes are left.
    """
    with opened(upload.file) as archive:
        found = Seen(markings=markings(archive, form_of(archive) or ""))
        archive.rewind()
        pictures = list(_marked(archive, found, report))
        archive.rewind()
        classes = _classes(pictures, found)
        headers = [picture.header for picture in pictures]
        form = PictureForm.of(headers, upload.wanted)
        read = reading_of(form, headers, upload.wanted)
        size = _size(pictures, upload.wanted.get("size"))
        kept = _Kept(pictures=pictures, classes=classes, size=size, form=form, read=read)
        preview = _keep(upload, archive, kept, found, report)
    return _schema(
        upload, kept, notes(found, [(each.header.width, each.header.height) for each in pictures], kept.size), preview
    )


def _marked(archive: Archive, found: Seen, report: Report) -> Iterator[_Picture]:
    """Yield the pictures that can be read, with what of their boxes can be learnt."""
    known = {member.path: member for member in archive.members}
    said = found.markings.of
    found.bare += sorted(path for path in known if path.suffix.lower() in PICTURES and path not in said)
    step = stepping(len(said), lambda share: report(0.3 * share, say("Looking at the pictures …")))
    for path in sorted(said):
        step()
        try:
            one = header(archive.content(known[path]))
            _check_size(said[path].size, one.width, one.height)
        except Damaged as fault:
            found.markings.broken[path] = str(fault)
            continue
        boxes = tuple(_inside(said[path].within(one.width, one.height), path, found))
        yield _Picture(member=known[path], header=one, boxes=boxes)


def _check_size(said: tuple[float, float] | None, width: int, height: int) -> None:
    if said in (None, (1.0, 1.0)) or said is None:
        return
    # A picture may have been made smaller since; one of another shape is another one.
    if not 1 / SHAPES_DIFFER < (said[0] / said[1]) / (width / height) < SHAPES_DIFFER:
        raise Damaged(
            say(
                "Its boxes are of a picture of {wide} × {high} pixels, it has {width} × {height}.",
                wide=round(said[0]),
                high=round(said[1]),
                width=width,
                height=height,
            )
        )


def _inside(boxes: tuple[Box, ...], path: PurePosixPath, found: Seen) -> Iterator[Box]:
    if len(boxes) > MOST_BOXES:
        found.crowded.append(path)
    for box in boxes[:MOST_BOXES]:
        cut = box.clipped()
        if cut is None:
            found.flat.append(path)
            continue
        # Half a pixel of rounding is nothing to tell of.
        if max(abs(one - other) for one, other in zip(cut.sides, box.sides, strict=True)) > 0.005:
            found.clipped.append(path)
        yield cut


def _classes(pictures: list[_Picture], found: Seen) -> tuple[str, ...]:
    """Return the classes of the boxes. Raises `Refusal` where there are none, or too many."""
    names = list({box.label for picture in pictures for box in picture.boxes})
    if not names:
        first = next(iter(found.markings.broken.items()), None)
        if first:
            raise Refusal(
                say(
                    "No picture can be read with its boxes; the first is “{path}”: {why}",
                    path=str(first[0]),
                    why=first[1],
                )
            )
        raise Refusal(
            say(
                "None of the pictures has a box that lies in it; the names of pictures and of the files that say the "
                "boxes must agree."
            )
        )
    if len(names) > MOST_CLASSES:
        raise Refusal(
            say(
                "The boxes are of {count} classes; at most {most} can be told apart.",
                count=len(names),
                most=MOST_CLASSES,
            )
        )
    return tuple(names[place] for place in sorted(range(len(names)), key=class_order(names)))


def _size(pictures: list[_Picture], wanted: Json) -> tuple[int, int]:
    """Return the size (height, width) of all pictures: in the shape of most, small enough to learn from quickly."""
    if wanted is not None:
        return chosen_size([(picture.header.height, picture.header.width) for picture in pictures], wanted)
    shape = statistics.median(picture.header.width / picture.header.height for picture in pictures)
    own = statistics.median(max(picture.header.height, picture.header.width) for picture in pictures)
    side = min(own, _LONG if len(pictures) <= _MANY else _LONG_OF_MANY)
    return _whole(side / max(1.0, shape)), _whole(side * min(1.0, shape))


def _whole(side: float) -> int:
    return max(2 * _MULTIPLE, round(side / _MULTIPLE) * _MULTIPLE)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    pictures: list[_Picture]
    classes: tuple[str, ...]
    size: tuple[int, int]
    form: PictureForm
    read: JsonObject


def _keep(upload: Upload, archive: Archive, kept: _Kept, found: Seen, report: Report) -> list[JsonObject]:
    """Write the columns, and return some samples to look at."""
    pictures, most = kept.pictures, max(len(picture.boxes) for picture in kept.pictures)
    resize, preview = resizing(kept.size), list[JsonObject]()
    shown = {round(place) for place in np.linspace(0, len(pictures) - 1, _PREVIEWS)}
    step = stepping(len(pictures), lambda share: report(0.3 + 0.6 * share, say("Reading the pictures …")))
    with keeping(upload.folder) as columns:
        images = columns.grow("image", kept.form.pixels, (*kept.size, kept.form.channels))
        boxes = columns.grow("boxes", "float32", (most, 5))
        for place, picture in enumerate(pictures):
            step()
            try:
                pixels = kept.form.decoded(archive.content(picture.member))
            except Damaged as fault:
                found.markings.broken[picture.member.path] = str(fault)
                continue
            rows = packed(picture.boxes, kept.classes, most)
            images.add(sized(pixels, resize, kept.size)[np.newaxis])
            boxes.add(rows[np.newaxis])
            if place in shown:
                preview.append({"image": photograph(pixels, _PREVIEW_SIDE), "boxes": listed(rows, kept.classes)})
    return preview


def _schema(upload: Upload, kept: _Kept, said: list[str], preview: list[JsonObject]) -> Schema:
    raw = stored(upload.folder)
    boxes = _described(raw["boxes"], kept)
    count = len(raw["boxes"])
    if not count:
        raise Refusal(say("None of the pictures can be read to its end; pack them again."))
    return Schema(
        id=upload.id,
        title=upload.title,
        kind="images",
        sentence=counted(
            len(boxes.classes),
            "{pictures} pictures with {boxes} boxes of one class.",
            "{pictures} pictures with {boxes} boxes of {count} classes.",
            pictures=count,
            boxes=sum(boxes.counts),
        ),
        samples=count,
        target="boxes",
        fingerprint=upload.fingerprint({"size": list(kept.size), **kept.read}),
        features=(picture_column("image", raw["image"], kept.form, kept.read), boxes),
        read=kept.read,
        size=kept.size,
        notes=tuple(said),
        preview=tuple(preview),
    )


def _described(rows: Array, kept: _Kept) -> Feature:
    """Return the feature of a column of boxes; its figures are their sizes, in pixels of what the network reads."""
    found = there(rows.reshape(-1, rows.shape[-1]))
    counts = np.bincount(found[:, 0].astype(int), minlength=len(kept.classes))
    height, width = kept.size
    sides = np.sqrt((found[:, 3] - found[:, 1]) * width * (found[:, 4] - found[:, 2]) * height)
    return replace(
        number("boxes", sides.astype(np.float64).round(2)),
        type="boxes",
        shape=tuple(rows.shape[1:]),
        axes=TYPES["boxes"].axes,
        classes=kept.classes,
        counts=tuple(counts.tolist()),
        # No two pictures have the same boxes, of however few classes they are.
        distinct=len(rows),
        missing=int((rows[:, :, 0] < 0).all(axis=1).sum()),
        role="target",
    )
