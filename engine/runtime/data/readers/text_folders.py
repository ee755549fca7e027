"""Archives of texts whose folders are the classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import numpy as np

from engine.data import infer
from engine.data.members import hidden
from engine.data.schema import Schema
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.describe import describe
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.decoded import Decoded, decoded
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.left_out import left_out
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread
from engine.runtime.data.stored import keeping, stored
from engine.runtime.data.types.text import LONGEST, TextField, clean
from engine.runtime.data.wording import described
from engine.said import Said, counted, say
from engine.words import JsonObject, Refusal

_TEXTS = {".txt", ".text", ".md"}
_OTHERS = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".wav", ".flac", ".ogg", ".mp3", ".xml"}
_PREVIEWS = 24
_MOST_BYTES = 1_000_000_000


@dataclass(kw_only=True)
class _Seen:
    """What is to be said of the files: those left out and why, and how the others were read."""

    broken: dict[PurePosixPath, str] = field(default_factory=dict)
    foreign: int = 0
    empty: int = 0
    cut: int = 0


def is_text(path: PurePosixPath) -> bool:
    """Return whether a file is called as texts are."""
    return path.suffix.lower() in _TEXTS


def folders(upload: Upload) -> frozenset[str]:
    """Return the names of the folders in which the texts of an archive lie."""
    paths = map(PurePosixPath, upload.members)
    return frozenset(path.parent.name for path in paths if is_text(path) and not hidden(path))


def holds_texts(upload: Upload) -> bool:
    """Return whether an upload is an archive of texts, with nothing in it that texts only go with."""
    endings = {PurePosixPath(name).suffix.lower() for name in upload.members}
    return bool(endings & _TEXTS) and not endings & _OTHERS


def inspect_texts(upload: Upload, report: Report) -> Schema:
    """Return the schema of the texts in `upload`, keeping them beside it.

    A file that cannot be read is named and left out. Raises `Refusal` where the archive is unsafe, or its folders are
    no classes.
    """
    seen = _Seen()
    with opened(upload.file, _MOST_BYTES) as archive:
        members = [member for member in archive.members if is_text(member.path)]
        _check(members)
        _keep(upload, _read(archive, members, seen, report))
    report(0.8, say("Looking at the words …"))
    return _schema(upload, seen)


def _check(members: Sequence[Member]) -> None:
    if len({member.path.parent.name for member in members}) < 2:
        raise Refusal(without_classes())


def without_classes() -> Said:
    """Say that nothing tells classes of texts."""
    return say("All texts are in one folder; put the texts of each class into a folder with the class's name.")


def _read(archive: Archive, members: Sequence[Member], seen: _Seen, report: Report) -> Iterator[tuple[str, str]]:
    for done, member in enumerate(members):
        if done % 100 == 0:
            report(0.8 * done / len(members), say("Reading the texts …"))
        try:
            found = decoded(archive.content(member))
        except Damaged as fault:
            seen.broken[member.path] = str(fault)
            continue
        if found.text.strip():
            _count(seen, found)
            yield clean(found.text), member.path.parent.name
        else:
            seen.empty += 1


def _count(seen: _Seen, found: Decoded) -> None:
    seen.foreign += not found.unicode
    seen.cut += len(found.text) > LONGEST


def _keep(upload: Upload, texts: Iterator[tuple[str, str]]) -> None:
    codes: dict[str, int] = {}
    classes: list[int] = []
    with keeping(upload.folder) as columns:
        column = columns.ragged("text", text=True)
        for text, name in texts:
            column.add(text)
            classes.append(codes.setdefault(name, len(codes)))
        if len(codes) < 2:
            raise Refusal(say("The texts that can be read are of one class only; at least two are needed."))
        columns.add_texts("class", list(codes), np.asarray(classes))


def _schema(upload: Upload, seen: _Seen) -> Schema:
    raw = stored(upload.folder)
    classes = describe("class", raw["class"], role="target")
    text = described("text", raw["text"], raw["class"], role="feature")
    rare = [
        say("There is only one text of “{name}”: what is learnt of it cannot be checked.", name=name)
        for name in infer.rare(classes)
    ]
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="texts",
        sentence=say("{texts} texts in {classes} classes.", texts=len(raw["class"]), classes=len(classes.classes)),
        samples=len(raw["class"]),
        target="class",
        fingerprint=upload.fingerprint({}),
        features=(text, classes),
        notes=(*_notes(seen), *rare),
    )
    return replace(schema, preview=_preview(schema, raw["text"], raw["class"]))


def _preview(schema: Schema, texts: Array, classes: Array) -> tuple[JsonObject, ...]:
    feature = schema.features[0]
    return tuple(
        {"text": TextField.shown(feature, texts[row]), "class": str(classes[row])} for row in spread(classes, _PREVIEWS)
    )


def _notes(seen: _Seen) -> list[str]:
    notes: list[str] = []
    if seen.foreign:
        notes.append(
            counted(
                seen.foreign,
                "{count} text is not in UTF-8; it was read as Latin-1.",
                "{count} texts are not in UTF-8; they were read as Latin-1.",
            )
        )
    if seen.empty:
        notes.append(counted(seen.empty, "{count} empty text was left out.", "{count} empty texts were left out."))
    if seen.cut:
        notes.append(
            counted(
                seen.cut,
                "{count} text was cut after {most} letters.",
                "{count} texts were cut after {most} letters.",
                most=LONGEST,
            )
        )
    return [*notes, *left_out(seen.broken)]
