"""An upload: where its file lies, what it begins with, and its fingerprint."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.data.members import BROKEN
from engine.said import say
from engine.words import Json, JsonObject, Refusal

RAW = "raw"
_OLDER = ("raw.zip", "raw.csv")  # what the file was called before forms were told by content alone
_HEAD = 1 << 16


def is_there(folder: Path) -> bool:
    """Whether the file of an upload lies in `folder`."""
    return any((folder / name).is_file() for name in (RAW, *_OLDER))


@dataclass(frozen=True, kw_only=True)
class Upload:
    """An uploaded data set: its folder, id and title, and how the person wants it read.

    `digest` is the SHA-256 of its file, where that is known since the file came.
    """

    folder: Path
    id: str
    title: str
    wanted: Mapping[str, Json]
    digest: str | None = None

    @cached_property
    def file(self) -> Path:
        """Where the file lies as it came; raises `Refusal` where there is none."""
        for name in (RAW, *_OLDER):
            if (self.folder / name).is_file():
                return self.folder / name
        raise Refusal(say("The upload did not arrive; upload it again."))

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB of the file."""
        with self.file.open("rb") as file:
            return file.read(_HEAD)

    @cached_property
    def tail(self) -> bytes:
        """The last 64 KiB of the file."""
        with self.file.open("rb") as file:
            file.seek(-min(_HEAD, self.file.stat().st_size), 2)
            return file.read(_HEAD)

    def is_zip(self) -> bool:
        """Whether the file is a ZIP, with or without anything in it."""
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @cached_property
    def members(self) -> frozenset[str]:
        """The names in the file, where it is a ZIP; of one that is damaged, none."""
        if not self.is_zip():
            return frozenset()
        try:
            with zipfile.ZipFile(self.file) as packed:
                return frozenset(packed.namelist())
        except (*BROKEN, OSError, ValueError):
            return frozenset()

    def fingerprint(self, read: JsonObject) -> str:
        """Return a digest of the file's bytes and of how they are read."""
        return hashlib.sha256(f"{json.dumps(read, sort_keys=True)} {self._digest}".encode()).hexdigest()

    @cached_property
    def _digest(self) -> str:
        if self.digest:
            return self.digest
        with self.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
