"""Adds files to a data set of pictures or sounds: the archive that was brought keeps what it has, and gets more."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from engine.data import changes
from engine.data.schema import Schema
from engine.runs.lock import held
from engine.runtime.data.archive import Archive, Member, opened
from engine.runtime.data.changed_schema import as_read
from engine.runtime.data.changing import LOCK
from engine.runtime.data.jobs import inspect
from engine.runtime.data.readers.beside import TABLES
from engine.runtime.data.readers.folders import is_unlabelled
from engine.runtime.data.readers.upload import Upload
from engine.said import say
from engine.words import JsonObject, Refusal


def grow(request: Mapping[str, Any], report: Callable[[float, str], None]) -> JsonObject:
    """Add the files of the ZIP `more.part` in `request["folder"]` to the data set there, and read it again.

    `request`: `folder`, `id`, `title`. Samples that were there keep their numbers and what was changed about them.
    Raises `Refusal` where files cannot be added to such data, and then leaves them as they were.
    """
    folder = Path(request["folder"])
    part = folder / changes.MORE
    with held(folder / LOCK) as free:
        try:
            if not free:
                raise Refusal(say("These samples are being changed by another window. Try again."))
            read = as_read(folder)
            upload = Upload(folder=folder, id=read.id, title=read.title, wanted={})
            _merge(read, upload.file, part, report)
            journal = changes.read(folder)
            changes.append(folder, journal.rows if journal else read.samples, [])
            with _instead(upload.file, folder / ".raw.merged"):
                size = list(read.size) if read.size else None
                return inspect({**request, "read": dict(read.read), "size": size}, report)
        finally:
            part.unlink(missing_ok=True)


def _merge(read: Schema, raw: Path, part: Path, report: Callable[[float, str], None]) -> None:
    merged = raw.with_name(".raw.merged")
    if not zipfile.is_zipfile(raw) or read.kind not in {"images", "sounds"}:
        raise Refusal(say("Pictures or sounds can be added to data that came as a folder of them, not to these."))
    report(0.0, say("Adding the files …"))
    try:
        with opened(raw) as before, opened(part) as new:
            _check(before, new)
            shutil.copyfile(raw, merged)
            folder = before.members[0].path.parent if _has_no_labels(read) else None
            taken = {str(each.path).casefold() for each in before.members}
            with zipfile.ZipFile(merged, "a") as archive:
                for each in new.members:
                    # Packed as it came: what unpacks to much takes no more room here than it did on its way.
                    archive.writestr(str(_free(each, folder, taken)), new.content(each), each.entry.compress_type)
        with merged.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        merged.unlink(missing_ok=True)
        raise


def _check(before: Archive, new: Archive) -> None:
    suffixes = {each.path.suffix.lower() for each in before.members}
    if suffixes & TABLES:
        raise Refusal(say("A table says what these samples are, so that files alone cannot be added to them."))
    if not new.members:
        raise Refusal(say("There is no file in this archive."))


def _has_no_labels(read: Schema) -> bool:
    return any(is_unlabelled(feature) for feature in read.features)


def _free(each: Member, folder: PurePosixPath | None, taken: set[str]) -> PurePosixPath:
    """Return a path that no file has, in the same folder or in the one that is given."""
    where = each.path.parent if folder is None else folder
    path, number = where / each.path.name, 2
    while str(path).casefold() in taken:
        path, number = where / f"{each.path.stem}-{number}{each.path.suffix}", number + 1
    taken.add(str(path).casefold())
    return path


@contextmanager
def _instead(raw: Path, merged: Path) -> Iterator[None]:
    """Put the merged file in the place of the raw one; back where the body fails."""
    before = raw.with_name(".raw.before")
    before.unlink(missing_ok=True)
    os.link(raw, before)
    merged.replace(raw)
    try:
        yield
    except BaseException:
        before.replace(raw)
        raise
    before.unlink()
