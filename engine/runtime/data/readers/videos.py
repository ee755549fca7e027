"""Reads a ZIP of clips, GIFs or folders of numbered frames: a folder for each class, or a table that names them."""

import base64
import re
import statistics
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath, PurePosixPath

import numpy as np

from engine.data import infer
from engine.data.parts import WORDS
from engine.data.schema import Feature, Schema
from engine.data.types import TYPES
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.clips import FRAMES, ClipForm, Look, count_frames, in_order, is_gif, look_at_gif, moving, strip
from engine.runtime.data.describe import describe
from engine.runtime.data.pictures import header
from engine.runtime.data.pixels import chosen_size
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.readers.beside import beside
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.left_out import left_out
from engine.runtime.data.readers.progress import stepping
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread
from engine.runtime.data.shading import data_address
from engine.runtime.data.stored import Growing, keeping, stored
from engine.said import say
from engine.words import Json, JsonObject, Refusal

MOST_TAKEN = 64
_USUAL = 16
_LARGEST_SIDE = 64
_MOST_BYTES = 2_000_000_000
_LOOKED_AT, _PREVIEWS = 12, 8
_NUMBERED = re.compile(r"^(.*?)(\d+)$")
_MOSTLY = 0.8


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A GIF, or a folder of frames in their order, by its path."""

    path: PurePosixPath
    members: tuple[Member, ...]


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Clips of which something is known, and what is: a column of cells for each name."""

    clips: Sequence[Clip]
    cells: Mapping[str, Array]
    notes: tuple[str, ...] = ()


def is_videos(upload: Upload) -> bool:
    """Whether an upload is a ZIP of clips: moving GIFs, or folders of numbered frames that belong to classes."""
    if not upload.is_zip():
        return False
    try:
        with opened(upload.file) as archive:
            return bool(_clips(archive))
    except Refusal:
        return False


def inspect_videos(upload: Upload, report: Report) -> Schema:
    """Return the schema of the clips in `upload`, keeping them beside it with one number of frames and one size.

    What cannot be read is named and left out. Raises `Refusal` where the archive is unsafe, no clip can be read, or
    nothing says what they are.
    """
    broken: dict[PurePosixPath, str] = {}
    with opened(upload.file) as archive:
        told = _told(archive, _clips(archive))
        looks = _looks(archive, told.clips, broken)
        found = [(place, look) for place, look in enumerate(looks) if look]
        form = _form([look for _, look in found], upload.wanted, broken)
        archive.rewind()
        step = stepping(len(found), lambda share: report(0.1 + 0.8 * share, say("Reading the clips …")))
        kept = array("q")
        with keeping(upload.folder) as columns:
            video = columns.grow("video", "uint8", form.shape)
            for place, _look in found:
                step()
                if _kept(video, archive, told.clips[place], form, broken):
                    kept.append(place)
            if not kept:
                raise _unreadable(broken)
            for name, values in told.cells.items():
                columns.add(name, values[np.asarray(kept)])
    notes = [*_frame_notes([look for _, look in found], form), *told.notes, *left_out(broken)]
    return _schema(upload, form, tuple(told.cells), notes)


def _clips(archive: Archive) -> list[Clip]:
    pictures = {member.path: member for member in archive.members if member.path.suffix.lower() in FRAMES}
    gifs = [member for member in pictures.values() if member.path.suffix.lower() == ".gif"]
    if gifs and len(gifs) == len(pictures):
        moves = [_moves(archive, member) for member in islice(gifs, _LOOKED_AT)]
        archive.rewind()
        return [Clip(path=each.path, members=(each,)) for each in gifs] if sum(moves) * 2 > len(moves) else []
    folders: dict[PurePosixPath, list[PurePosixPath]] = {}
    for path in pictures:
        folders.setdefault(path.parent, []).append(path)
    if not _are_frames(archive, folders):
        return []
    ordered = {folder: in_order(paths) for folder, paths in folders.items()}
    return [Clip(path=path, members=tuple(pictures[each] for each in ordered[path])) for path in sorted(ordered)]


def _moves(archive: Archive, member: Member) -> bool:
    try:
        content = archive.content(member)
        return is_gif(content) and count_frames(content) > 1
    except Damaged:
        return False


def _are_frames(archive: Archive, folders: Mapping[PurePosixPath, Sequence[PurePosixPath]]) -> bool:
    numbered = [_is_numbered(paths) for paths in folders.values()]
    if len(folders) < 2 or sum(numbered) < _MOSTLY * len(folders):
        return False
    return _in_classes(list(folders)) or beside(archive, list(folders)) is not None


def _is_numbered(paths: Sequence[PurePosixPath]) -> bool:
    """Whether the files of a folder are called alike but for a number."""
    found = [_NUMBERED.match(path.stem) for path in paths]
    return len(paths) > 1 and len({each.group(1) if each else None for each in found}) == 1 and found[0] is not None


def _in_classes(folders: Sequence[PurePosixPath]) -> bool:
    """Whether folders of frames lie in folders of classes; those of parts, with the same folders each, are not."""
    classes = {folder.parent.name for folder in folders}
    parts = {word for words in WORDS.values() for word in words}
    if len(classes) < 2 or "" in classes or {name.casefold() for name in classes} & parts:
        return False
    names = Counter(folder.name for folder in folders)
    return all(count == 1 or any(map(str.isdecimal, name)) for name, count in names.items())


def _told(archive: Archive, clips: Sequence[Clip]) -> _Told:
    table = beside(archive, [clip.path for clip in clips])
    archive.rewind()
    if table:
        named, cells = table.told([clip.path for clip in clips], "video")
        return _Told(clips=[clips[place] for place in named], cells=cells, notes=table.notes)
    names = np.asarray([clip.path.parent.name for clip in clips], dtype=object)
    if len(set(names)) < 2:
        raise Refusal(
            say(
                "All clips are in one folder; put the clips of each class into a folder with the class's name, or add "
                "a CSV table with a column of their names."
            )
        )
    return _Told(clips=clips, cells={"class": names})


def _looks(archive: Archive, clips: Sequence[Clip], broken: dict[PurePosixPath, str]) -> list[Look | None]:
    found: list[Look | None] = []
    for clip in clips:
        try:
            found.append(_look(archive, clip))
        except Damaged as fault:
            broken[clip.path] = str(fault)
            found.append(None)
    return found


def _look(archive: Archive, clip: Clip) -> Look:
    """Return what a clip is by its first frame that can be read."""
    fault: Damaged | None = None
    for member in clip.members:
        try:
            content = archive.content(member)
            if len(clip.members) == 1 and is_gif(content):
                return look_at_gif(content)
            first = header(content)
            channels = 1 if first.channels == 1 else 3
            return Look(frames=len(clip.members), height=first.height, width=first.width, channels=channels)
        except Damaged as found:
            fault = fault or found
    raise fault or Damaged(say("It has no frames."))


def _form(looks: Sequence[Look], wanted: Mapping[str, Json], broken: Mapping[PurePosixPath, str]) -> ClipForm:
    if not looks:
        raise _unreadable(broken)
    usual = int(statistics.median(look.frames for look in looks))
    frames = wanted.get("frames")
    if frames is not None and not (isinstance(frames, int) and 2 <= frames <= MOST_TAKEN):
        raise Refusal(say("Of each clip between 2 and {most} frames can be taken.", most=MOST_TAKEN))
    size = chosen_size([(look.height, look.width) for look in looks], wanted.get("size"), (32, 48, _LARGEST_SIDE))
    if wanted.get("size") is None and max(size) > _LARGEST_SIDE:
        size = (_LARGEST_SIDE, _LARGEST_SIDE)
    taken = frames if isinstance(frames, int) else max(2, min(_USUAL, usual))
    form = ClipForm(frames=taken, size=size, channels=max(look.channels for look in looks))
    if len(looks) * int(np.prod(form.shape)) > _MOST_BYTES:
        raise Refusal(
            say(
                "The clips take more than {most} MB so; choose fewer frames or a smaller size.",
                most=_MOST_BYTES // 10**6,
            )
        )
    return form


def _kept(video: Growing, archive: Archive, clip: Clip, form: ClipForm, broken: dict[PurePosixPath, str]) -> bool:
    """Write a clip; false where it cannot be read."""
    members = {member.path: member for member in clip.members}
    try:
        content = archive.content(clip.members[0]) if len(members) == 1 else b""
        if is_gif(content):
            values = form.of_gif(content)
        else:
            values = form.of_pictures(list(members), lambda name: archive.content(members[name]), broken)
    except Damaged as fault:
        broken[clip.path] = str(fault)
        return False
    video.add(values[np.newaxis])
    return True


def _unreadable(broken: Mapping[PurePosixPath, str]) -> Refusal:
    path, why = next(iter(broken.items()), (PurePosixPath("?"), ""))
    return Refusal(say("None of the clips can be read; the first is “{path}”: {why}", path=str(path), why=why))


def _frame_notes(looks: Sequence[Look], form: ClipForm) -> Iterator[str]:
    counts = [look.frames for look in looks]
    if set(counts) != {form.frames}:
        yield say(
            "The clips have {low} to {high} frames; of each {taken} are taken at even steps, of shorter ones some "
            "twice.",
            low=min(counts),
            high=max(counts),
            taken=form.frames,
        )
    if len({(look.height, look.width) for look in looks} | {form.size}) > 1:
        yield say("All frames were brought to {height} × {width} pixels.", height=form.size[0], width=form.size[1])


def _schema(upload: Upload, form: ClipForm, names: Sequence[str], notes: list[str]) -> Schema:
    raw = stored(upload.folder)
    features = [infer.typed(describe(name, raw[name]), len(raw[name]), notes) for name in names]
    target = infer.target(features, PurePath(upload.title).stem, header=True)
    features = [infer.as_target(each) if each.name == target else each for each in features]
    count, read = len(raw["video"]), {"frames": form.frames}
    classes = next((len(each.classes) for each in features if each.name == target), 0)
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="videos",
        sentence=say("{count} clips in {classes} classes.", count=count, classes=classes)
        if classes
        else say("{count} clips, with a table that says what they are.", count=count),
        samples=count,
        target=target,
        fingerprint=upload.fingerprint({"size": list(form.size), **read}),
        features=(_described(raw["video"], form), *features),
        read={**read},
        size=form.size,
        notes=tuple(notes),
    )
    rows = np.sort(spread(raw[target], _PREVIEWS)) if target else np.arange(min(count, _PREVIEWS))
    return replace(schema, preview=tuple(_sample(raw, names, int(row)) for row in rows))


def _described(values: Array, form: ClipForm) -> Feature:
    """Return the feature of a column of clips, with the figures of their pixels."""
    figures = describe("video", values.reshape(-1, *form.shape[1:]))
    return replace(figures, type="video", shape=form.shape, axes=TYPES["video"].axes)


def _sample(raw: Columns, names: Sequence[str], row: int) -> JsonObject:
    clip = np.asarray(raw["video"][row])
    values = {name: raw[name][row] for name in names}
    plain: JsonObject = {name: str(each) if isinstance(each, str) else float(each) for name, each in values.items()}
    film = "data:image/webp;base64," + base64.b64encode(moving(clip)).decode()
    return {"video": {"strip": data_address(strip(clip)), "moving": film}, **plain}
