"""What a person changed about the samples of a data set since its file was read: a journal that only grows.

It lies beside the file, which is never touched. Its first line says how many samples were read, every other is an
entry; an undo is an entry too. So whatever was trained on its first entries can be found again for ever.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast, get_args

from engine.said import say
from engine.words import JsonObject, Refusal

FILE = "changes.jsonl"
MORE = "more.part"
"""What is to be added to a data set, as it came."""
LONGEST_NAME = 100
"""Letters of a class."""
_MOST_BYTES = 50_000_000

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Numbers of samples, from the first of each pair up to before the second."""
Do: TypeAlias = Literal["label", "remove", "add", "undo", "redo"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One change: samples get another `value` in a `column` ("": none), or go, or came later; or a step back or on."""

    do: Do
    rows: Ranges = ()
    column: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Journal:
    """The journal of a data set of which so many `rows` were read at first."""

    rows: int
    entries: tuple[Entry, ...] = field(default=())

    def until(self, count: int) -> "Journal":
        """Return the journal as it was after `count` entries."""
        return replace(self, entries=self.entries[:count])

    @property
    def done(self) -> tuple[Entry, ...]:
        """The changes that hold now, in their order."""
        return self._replayed[0]

    @property
    def undone(self) -> tuple[Entry, ...]:
        """The changes that can be done again, the next one first."""
        return self._replayed[1]

    @property
    def every(self) -> int:
        """How many samples there ever were: numbers of samples stay, whatever is removed."""
        added = (stop for entry in self.entries if entry.do == "add" for _start, stop in entry.rows)
        return max(self.rows, *added, 0)

    @cached_property
    def _replayed(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        steps: list[Entry] = []
        done = 0
        for entry in self.entries:
            if entry.do == "undo":
                done = max(0, done - 1)
            elif entry.do == "redo":
                done = min(len(steps), done + 1)
            else:
                steps[done:] = [entry]
                done += 1
        return tuple(steps[:done]), tuple(steps[done:])


def read(folder: Path) -> Journal | None:
    """Return the journal of the data set in `folder`, `None` where nothing was ever changed."""
    try:
        lines = _whole((folder / FILE).read_bytes())
    except FileNotFoundError:
        return None
    if not lines:
        return None
    first, *entries = (json.loads(line) for line in lines)
    return Journal(rows=int(first["rows"]), entries=tuple(entry(each) for each in entries))


def append(folder: Path, rows: int, entries: Sequence[Entry]) -> None:
    """Write `entries` behind those that are there, synced to the disk; a new journal begins with `rows` samples.

    Raises `OSError` when the disk is full; nothing of them is then in the file. Whoever calls it holds the data set's
    lock.
    """
    path = folder / FILE
    known = b"".join(_whole(path.read_bytes())) if path.exists() else b""
    head = b"" if known else _line({"version": 1, "rows": rows})
    added = head + b"".join(_line(to_json(each)) for each in entries)
    if len(known) + len(added) > _MOST_BYTES:
        raise Refusal(say("So much was changed here that no more can be kept; export what you have as new data."))
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _put(handle, len(known), added)
    except OSError:
        os.ftruncate(handle, len(known))
        raise
    finally:
        os.close(handle)


def put_aside(folder: Path) -> None:
    """Keep the journal under another name: what it says is of samples that are no longer read."""
    number = 1
    while (other := folder / f"changes-{number}.jsonl").exists():
        number += 1
    (folder / FILE).rename(other)


def entry(value: object) -> Entry:
    """Read an entry; raises `Refusal` where it is none."""
    match value:
        case {"do": str(do), **rest} if do in get_args(Do):
            return Entry(
                do=cast("Do", do), rows=_ranges(rest.get("rows")), **_texts(cast("Mapping[str, object]", rest))
            )
    raise Refusal(say("This is no change of samples."))


def to_json(each: Entry) -> JsonObject:
    """Return an entry as JSON; what says nothing is left out."""
    label: JsonObject = {"column": each.column, "value": each.value} if each.do == "label" else {}
    rows: JsonObject = {"rows": [list(pair) for pair in each.rows]} if each.rows else {}
    return {"do": each.do, **label, **rows}


def _ranges(value: object) -> Ranges:
    match value:
        case None:
            return ()
        case list() if all(_is_range(pair) for pair in value):
            return tuple((pair[0], pair[1]) for pair in value)
    raise Refusal(say("This is no change of samples."))


def _is_range(pair: Any) -> bool:  # noqa: ANN401 - it may be anything
    match pair:
        case [int(start), int(stop)]:
            return 0 <= start < stop and not isinstance(start, bool)
    return False


def _texts(rest: Mapping[str, object]) -> dict[str, str]:
    column, value = str(rest.get("column", "")), " ".join(str(rest.get("value", "")).split())
    if len(value) > LONGEST_NAME or not value.isprintable():
        raise Refusal(say("The name of a class has at most {most} letters, all of them printable.", most=LONGEST_NAME))
    return {"column": column, "value": value}


def _whole(content: bytes) -> list[bytes]:
    """Return the lines that were written whole: the last one may be torn."""
    lines = content.splitlines(keepends=True)
    return lines if not lines or lines[-1].endswith(b"\n") else lines[:-1]


def _line(value: JsonObject) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _put(handle: int, offset: int, content: bytes) -> None:
    os.ftruncate(handle, offset)
    os.lseek(handle, offset, os.SEEK_SET)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
