"""Reads an uploaded ZIP member by member, never writing one to disk, and never more than it may hold."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.data.members import BROKEN, hidden, member
from engine.said import say
from engine.words import Refusal

MOST_MEMBERS = 20_000
MOST_BYTES = 500_000_000
MOST_RATIO = 100
_CHUNK = 1 << 16
SMALL = 1 << 20  # below this, a high ratio harms nobody


class Damaged(Refusal):
    """One file that cannot be read; the others may be fine."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file in an archive: its safe path, and the entry to read it by."""

    path: PurePosixPath
    entry: zipfile.ZipInfo


class Archive:
    """An open ZIP whose members are checked; counts what really comes out, since a header may lie."""

    def __init__(self, file: zipfile.ZipFile, most: int) -> None:
        self._file = file
        self._read = 0
        self._most = most
        self.members = tuple(_members(file.infolist(), most))

    def rewind(self) -> None:
        """Count anew what comes out: the members are read a second time."""
        self._read = 0

    def content(self, wanted: Member) -> bytes:
        """Return the bytes of a member; raises as `pieces` does."""
        return b"".join(self.pieces(wanted))

    def pieces(self, wanted: Member) -> Iterator[bytes]:
        """Return the bytes of a member, a piece at a time.

        Raises `Damaged` where it alone cannot be read, `Refusal` beyond the most in all or 100 times its packed size.
        """
        allowed = max(SMALL, wanted.entry.compress_size * MOST_RATIO)
        try:
            with self._file.open(wanted.entry) as stream:
                while allowed >= 0 and self._read <= self._most and (chunk := stream.read(_CHUNK)):
                    allowed -= len(chunk)
                    self._read += len(chunk)
                    yield chunk
        except (*BROKEN, OSError) as fault:
            raise Damaged(say("It cannot be unpacked: it is damaged or has a password.")) from fault
        if allowed < 0 or self._read > self._most:
            raise Refusal(
                say("“{path}” unpacks to far more than it should; the archive was not taken.", path=str(wanted.path))
            )


@contextmanager
def opened(path: Path, most: int | None = None) -> Iterator[Archive]:
    """Open the ZIP at `path`, which unpacks to `most` bytes at most (500 MB where nothing is said).

    Raises `Refusal` where it is none, or names of its members are unsafe.
    """
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise Refusal(say("This is no ZIP archive, or it is damaged; pack the folders again.")) from fault
    with file:
        yield Archive(file, MOST_BYTES if most is None else most)


def _members(entries: list[zipfile.ZipInfo], most: int) -> Iterator[Member]:
    if len(entries) > MOST_MEMBERS:
        raise Refusal(
            say(
                "The archive holds {entries} files; at most {most_members} are taken.",
                entries=len(entries),
                most_members=MOST_MEMBERS,
            )
        )
    if sum(entry.file_size for entry in entries) > most:
        raise Refusal(say("The archive unpacks to more than {size} MB; take a part of it.", size=most // 1_000_000))
    seen: set[str] = set()
    for entry in entries:
        path = member(entry.filename)
        if path is None:
            raise Refusal(
                say(
                    "The archive holds a file with an unsafe name, {filename}; it was not taken.",
                    filename=repr(entry.filename[:80]),
                )
            )
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refusal(say("“{path}” in the archive is a link, not a file; it was not taken.", path=str(path)))
        if entry.is_dir() or hidden(path):
            continue
        # Two names that differ in case only are one file on many disks.
        if str(path).casefold() in seen:
            raise Refusal(say("The archive holds “{path}” twice; it was not taken.", path=str(path)))
        seen.add(str(path).casefold())
        yield Member(path=path, entry=entry)
