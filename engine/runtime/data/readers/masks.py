"""Reads a ZIP of pictures with a mask for each, of the same name in another folder, or of its name and an ending."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from engine.data.colours import colours
from engine.data.schema import Feature, Schema
from engine.data.types import TYPES
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.masks import MOST_VALUES, coded, drawn, fitted, halved, name, values
from engine.runtime.data.picture_column import picture_column, reading_of
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.picture_sets import PICTURES
from engine.runtime.data.pictures import Header, header
from engine.runtime.data.pixels import chosen_size, resizing, sized
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.left_out import left_out
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.shading import photograph
from engine.runtime.data.stored import keeping, stored
from engine.runtime.data.types.image import seen
from engine.said import say
from engine.words import JsonObject, Refusal

_MASKS = {"mask", "masks", "label", "labels", "annotation", "annotations", "segmentation", "groundtruth", "gt"}
_IMAGES = {"image", "images", "img", "imgs", "picture", "pictures", "photo", "photos", "jpegimages", "input", "inputs"}
_ENDING = re.compile(r"[ _.-](mask|label|labels|seg|segmentation|gt)$", re.IGNORECASE)
_SIDES, _MANY_SIDES = (64, 96, 128, 192), (64, 96, 128)
_MANY = 400
_PREVIEWS, _PREVIEW_SIDE = 12, 160
_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A picture and its mask, as things in an archive."""

    picture: Member
    mask: Member


@dataclass(kw_only=True)
class _Found:
    """What a first look at the pairs tells: those that can be read, their sizes, and how often each value comes."""

    pairs: list[Pair] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    values: Counter[int] = field(default_factory=Counter)
    broken: dict[PurePosixPath, str] = field(default_factory=dict)

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Height and width of each picture."""
        return [(each.height, each.width) for each in self.headers]


@dataclass(frozen=True, kw_only=True)
class _Coding:
    """How values become classes; `smooth`: they were grey all over, and are taken for black and white."""

    classes: tuple[int, ...]
    smooth: bool = False

    def coded(self, found: Array) -> Array:
        """Return the class number of each place."""
        return coded(halved(found) if self.smooth else found, self.classes)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """To what pictures and masks are brought, and what a schema says of it."""

    size: tuple[int, int]
    coding: _Coding
    form: PictureForm
    read: JsonObject


def is_masks(upload: Upload) -> bool:
    """Whether an upload holds pictures of which at least half of the masks belong to one."""
    pictures, masks = _sorted(PurePosixPath(each) for each in upload.members)
    return bool(masks) and 2 * len(pictures.keys() & masks.keys()) >= len(masks)


def without_masks(members: Sequence[Member]) -> list[Member]:
    """Return the things in an archive without those that are the mask of another."""
    pictures, masks = _sorted(member.path for member in members)
    paired = {masks[key] for key in pictures.keys() & masks.keys()}
    return [member for member in members if member.path not in paired]


def inspect_masks(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of pictures with masks, keeping both beside the upload, decoded and of one size.

    What cannot be read, has no counterpart, or another size than it, is named and left out. Raises `Refusal` where the
    archive is unsafe or nothing is left to learn.
    """
    with opened(upload.file) as archive:
        members = {member.path: member for member in archive.members}
        pictures, masks = _sorted(members)
        pairs = [
            Pair(picture=members[pictures[key]], mask=members[masks[key]])
            for key in sorted(pictures.keys() & masks.keys())
        ]
        found = _look(archive, pairs, lambda share: report(0.45 * share, say("Looking at the masks …")))
        coding = _coding(found)
        sides = _SIDES if len(found.pairs) <= _MANY else _MANY_SIDES
        size = chosen_size(found.sizes, upload.wanted.get("size"), sides)
        form = PictureForm.of(found.headers, upload.wanted)
        kept = _Kept(size=size, coding=coding, form=form, read=reading_of(form, found.headers, upload.wanted))
        _keep(upload.folder, archive, found, kept, report)
    lonely = [*(pictures[key] for key in pictures.keys() - masks), *(masks[key] for key in masks.keys() - pictures)]
    return _schema(upload, kept, _notes(found, coding, sorted(lonely)))


def _sorted(paths: Iterable[PurePosixPath]) -> tuple[dict[tuple[str, ...], PurePosixPath], ...]:
    """Return pictures, and masks, by what is the same in the names of both."""
    pictures: dict[tuple[str, ...], PurePosixPath] = {}
    masks: dict[tuple[str, ...], PurePosixPath] = {}
    for path in paths:
        if path.suffix.lower() not in PICTURES:
            continue
        folders = [part.casefold() for part in path.parent.parts]
        stem = _ENDING.sub("", path.stem)
        is_mask = stem != path.stem or any(each in _MASKS for each in folders)
        plain = [each for each in folders if each not in _MASKS | _IMAGES]
        (masks if is_mask else pictures).setdefault((*plain, stem.casefold()), path)
    return pictures, masks


def _look(archive: Archive, pairs: list[Pair], report: Callable[[float], None]) -> _Found:
    found = _Found()
    for done, pair in enumerate(pairs):
        path = pair.picture.path
        try:
            said = header(archive.content(pair.picture))
            path = pair.mask.path
            mask = values(archive.content(pair.mask))
            if mask.shape != (said.height, said.width):
                raise Damaged(_other_size(mask, said))
        except Damaged as fault:
            found.broken[path] = str(fault)
            continue
        found.pairs.append(pair)
        found.headers.append(said)
        distinct, counts = np.unique(mask, return_counts=True)
        found.values.update(dict(zip(distinct.tolist(), counts.tolist(), strict=True)))
        if done % 20 == 0:
            report(done / len(pairs))
    archive.rewind()
    return found


def _other_size(mask: Array, picture: Header) -> str:
    return say(
        "It is {mask_width} × {mask_height}, its picture {width} × {height} pixels.",
        mask_width=mask.shape[1],
        mask_height=mask.shape[0],
        width=picture.width,
        height=picture.height,
    )


def _coding(found: _Found) -> _Coding:
    """Return the classes that the masks hold. Raises `Refusal` where they are none, one, or too many."""
    if not found.pairs:
        path, why = next(iter(found.broken.items()))
        raise Refusal(
            say("No picture can be read with its mask; the first is “{path}”: {why}", path=str(path), why=why)
        )
    classes, smooth = sorted(found.values), False
    grey = max(classes) < 1 << 16
    if grey and (len(classes) > MOST_VALUES or _is_jpeg(found.pairs)):
        classes, smooth = sorted({int(each) for each in halved(np.asarray(classes))}), True
    if len(classes) > MOST_VALUES:
        raise Refusal(
            say(
                "The masks hold {count} different colours; a mask has one colour for each class, {most} at most. Save "
                "them as PNG, without smoothed edges.",
                count=len(classes),
                most=MOST_VALUES,
            )
        )
    if len(classes) < 2:
        raise Refusal(
            say("Every place of every mask is {value}, so there is nothing to tell apart.", value=name(classes[0]))
        )
    return _Coding(classes=tuple(classes), smooth=smooth)


def _is_jpeg(pairs: list[Pair]) -> bool:
    return any(pair.mask.path.suffix.lower() in {".jpg", ".jpeg"} for pair in pairs)


def _keep(
    folder: Path,
    archive: Archive,
    found: _Found,
    kept: _Kept,
    report: Callable[[float, str], None],
) -> None:
    resize = resizing(kept.size)
    with keeping(folder) as columns:
        pictures = columns.grow("image", kept.form.pixels, (*kept.size, kept.form.channels))
        masks = columns.grow("mask", "uint8", kept.size)
        for done, (pixels, mask) in enumerate(_decoded(archive, found, kept)):
            pictures.add(sized(pixels, resize, kept.size)[np.newaxis])
            masks.add(fitted(mask, kept.size)[np.newaxis])
            if done % 20 == 0:
                report(0.45 + 0.45 * done / len(found.pairs), say("Reading the pictures …"))


def _decoded(archive: Archive, found: _Found, kept: _Kept) -> Iterator[tuple[Array, Array]]:
    for pair in found.pairs:
        try:
            pixels = kept.form.decoded(archive.content(pair.picture))
            mask = kept.coding.coded(values(archive.content(pair.mask)))
        except Damaged as fault:
            found.broken[pair.picture.path] = str(fault)
            continue
        yield pixels, mask


def _notes(found: _Found, coding: _Coding, lonely: list[PurePosixPath]) -> list[str]:
    notes: list[str] = []
    if len(set(found.sizes)) > 1:
        notes.append(say("The pictures are of different sizes; the network resizes each before it looks at it."))
    if coding.smooth:
        notes.append(say("The masks are grey in between, so what is darker than half is 0, and the rest 255."))
    if lonely:
        shown = ", ".join(f"“{path}”" for path in lonely[:_NAMED])
        notes.append(
            say(
                "Left out, as they have no counterpart of the same name: {count} files, such as {shown}.",
                count=len(lonely),
                shown=shown,
            )
        )
    return [*notes, *left_out(found.broken)]


def _schema(upload: Upload, kept: _Kept, notes: list[str]) -> Schema:
    raw = stored(upload.folder)
    if not len(raw["mask"]):
        raise Refusal(say("No picture can be read with its mask; the first is {why}", why=notes[-1]))
    image = picture_column("image", raw["image"], kept.form, kept.read)
    mask = _described(raw["mask"], kept.coding)
    count = len(raw["mask"])
    rows = np.unique(np.linspace(0, count - 1, min(count, _PREVIEWS)).astype(int))
    preview = tuple(
        {
            "image": photograph(raw["image"][row], _PREVIEW_SIDE, seen(image)),
            "mask": drawn(raw["mask"][row], colours(mask.counts), _PREVIEW_SIDE),
        }
        for row in rows
    )
    return Schema(
        id=upload.id,
        title=upload.title,
        kind="images",
        sentence=say("{count} pictures with masks of {classes} classes.", count=count, classes=len(mask.classes)),
        samples=count,
        target="mask",
        fingerprint=upload.fingerprint({"size": list(kept.size), **kept.read}),
        features=(image, mask),
        read=kept.read,
        size=kept.size,
        notes=tuple(notes),
        preview=preview,
    )


def _described(masks: Array, coding: _Coding) -> Feature:
    """Return the feature of a column of masks."""
    counts = sum((np.bincount(mask.ravel(), minlength=len(coding.classes)) for mask in masks), np.int64(0))
    return Feature(
        name="mask",
        type="mask",
        shape=(masks.shape[1], masks.shape[2]),
        axes=TYPES["mask"].axes[:2],
        classes=tuple(map(name, coding.classes)),
        counts=tuple(np.asarray(counts).tolist()),
        distinct=int(np.count_nonzero(counts)),
        role="target",
    )
