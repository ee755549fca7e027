"""Inspects an uploaded archive of sounds: a folder for each class, or a table beside them that says what each is."""

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

import numpy as np

from engine.data.schema import Schema
from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.beside import beside
from engine.runtime.data.readers.file_names import repeating
from engine.runtime.data.readers.folders import folders
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.left_out import left_out, quoted
from engine.runtime.data.readers.progress import stepping
from engine.runtime.data.readers.sound_schema import Told, sound_schema
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.sounds import HIGHEST_RATE, LOWEST_RATE, Header, decode, header, is_sound
from engine.runtime.data.stored import Keeping, keeping
from engine.said import say
from engine.words import Json, Refusal

USUAL_HIGHEST = 16_000
"""Samples a second: speech has little above half of it, and more only costs time."""
MOST_HOURS = 10
_SUFFIXES = {".wav", ".wave", ".flac", ".ogg", ".oga"}
_OTHERS = {".mp3", ".m4a", ".aac", ".aif", ".aiff", ".wma", ".opus"}
_LOOKED_AT = 20


@dataclass(frozen=True, kw_only=True)
class _Sound:
    member: Member
    header: Header

    @property
    def path(self) -> PurePosixPath:
        return self.member.path


def holds_sounds(upload: Upload) -> bool:
    """Whether an upload is a ZIP of sounds: most of what is looked at begins as one does, or is called like one."""
    if not upload.is_zip():
        return False
    try:
        with opened(upload.file) as archive:
            files = [member for member in archive.members if member.path.suffix.lower() not in {".csv", ".tsv", ".txt"}]
            seen = [_begins_as_sound(archive, member) for member in islice(files, _LOOKED_AT)]
    except Refusal:
        return False
    return sum(seen) * 2 > len(seen)


def inspect_sounds(upload: Upload, report: Report) -> Schema:
    """Return the schema of the sounds in `upload`, keeping them beside it as 16 bits, one channel and one rate.

    A file that cannot be read is named and left out. Raises `Refusal` where the archive is unsafe, holds no sounds, or
    nothing says what they are.
    """
    broken: dict[PurePosixPath, str] = {}
    with opened(upload.file) as archive:
        found = _headers(archive, broken, lambda share: report(0.2 * share, say("Looking at the sounds …")))
        _check(found, broken)
        rate = _rate(found, upload.wanted.get("rate"))
        files, told = _told(archive, found)
        step = stepping(len(found), lambda share: report(0.2 + 0.7 * share, say("Reading the sounds …")))
        with keeping(upload.folder) as columns:
            kept = _keep(columns, archive, files, rate, broken, step)
            told = told.only(kept)
            for name, values in told.cells.items():
                columns.add(name, values)
    notes = [*_rate_notes(found, rate), *told.notes, *left_out(broken)]
    return sound_schema(upload, rate, told, notes)


def _begins_as_sound(archive: Archive, member: Member) -> bool:
    if member.path.suffix.lower() in _SUFFIXES | _OTHERS:
        return True
    try:
        return is_sound(next(archive.pieces(member), b"")[:16])
    except Damaged:
        return False


def _headers(archive: Archive, broken: dict[PurePosixPath, str], report: Callable[[float], None]) -> list[_Sound]:
    found: list[_Sound] = []
    seconds = 0.0
    for done, member in enumerate(archive.members):
        if member.path.suffix.lower() in {".csv", ".tsv", ".txt", ".md", ".json", ".xlsx"}:
            continue
        try:
            said = header(archive.content(member))
        except Damaged as fault:
            broken[member.path] = str(fault)
            continue
        found.append(_Sound(member=member, header=said))
        seconds += min(said.frames / said.rate, 3600)
        if seconds > MOST_HOURS * 3600:
            raise Refusal(say("The sounds last more than {hours} hours in all; take a part of them.", hours=MOST_HOURS))
        if done % 50 == 0:
            report(done / len(archive.members))
    archive.rewind()
    return found


def _check(found: Sequence[_Sound], broken: Mapping[PurePosixPath, str]) -> None:
    if found:
        return
    if not broken:
        raise Refusal(say("The archive holds no sounds; pack a folder of WAV, FLAC or OGG files for each class."))
    path, why = next(iter(broken.items()))
    raise Refusal(
        say(
            "None of the {broken} sounds can be read; the first is “{path}”: {why}",
            broken=len(broken),
            path=str(path),
            why=why,
        )
    )


def _rate(found: Sequence[_Sound], wanted: Json) -> int:
    if wanted is None:
        return min(USUAL_HIGHEST, Counter(sound.header.rate for sound in found).most_common(1)[0][0])
    if isinstance(wanted, int | float) and LOWEST_RATE <= wanted <= HIGHEST_RATE:
        return int(wanted)
    raise Refusal(say("Sounds can have between {low} and {high} samples a second.", low=LOWEST_RATE, high=HIGHEST_RATE))


def _rate_notes(found: Sequence[_Sound], rate: int) -> list[str]:
    others = sorted({sound.header.rate for sound in found} - {rate})
    if not others:
        return []
    return [
        say(
            "Sounds with {others} samples a second were brought to {rate}, which all have now.",
            others=", ".join(f"{other:,}" for other in others[:4]),
            rate=rate,
        )
    ]


def _told(archive: Archive, found: Sequence[_Sound]) -> tuple[Sequence[_Sound], Told]:
    """Return the sounds of which something is known, and what it is: by a table beside them or by their folders."""
    table = beside(archive, [sound.path for sound in found])
    if table:
        named, said = table.told([sound.path for sound in found], "sound")
        return [found[place] for place in named], Told(cells=said, notes=table.notes)
    classes = folders([sound.path for sound in found])
    groups = repeating([sound.path.stem for sound in found], classes.tolist())
    repeated = {name: np.asarray(words, dtype=object) for name, words in groups.items()}
    notes = tuple(_group_note(name, words) for name, words in repeated.items())
    return found, Told(cells={"class": classes, **repeated}, grouped=frozenset(repeated), notes=notes)


def _group_note(name: str, words: Array) -> str:
    return say(
        "The files' names have a part that repeats, kept as “{name}”: {shown}.",
        name=name,
        shown=quoted(sorted(set(words))),
    )


def _keep(
    columns: Keeping,
    archive: Archive,
    files: Sequence[_Sound],
    rate: int,
    broken: dict[PurePosixPath, str],
    step: Callable[[], None],
) -> Array:
    """Write the sounds and return which of the files they are."""
    column, kept = columns.ragged("sound", "int16"), array("q")
    for place, sound in enumerate(files):
        step()
        try:
            column.add(decode(archive.content(sound.member), rate)[0])
        except Damaged as fault:
            broken[sound.path] = str(fault)
        else:
            kept.append(place)
    return np.asarray(kept)
