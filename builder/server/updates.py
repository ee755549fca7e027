"""Reads a Yjs update before the library does, and refuses what no browser of ours sends.

A hostile update is short and does much: maps nested 60,000 deep end the whole process once they are deleted, in native
code. Format: Yjs update encoding, version 1.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeAlias

from builder.server.lib0 import LARGEST, LARGEST_CLIENT, MalformedError, Reader
from engine.document.yjs import ROOTS

_GC, _SKIP = 0, 10
_DELETED, _TYPE, _ANY = 1, 7, 8
_HAS_LEFT, _HAS_RIGHT, _HAS_KEY = 0x80, 0x40, 0x20
_MAP = 1
_LONGEST_CHAIN = 200_000  # structs: more than a message of 1 MB can hold

_Id: TypeAlias = tuple[int, int]  # client, clock


@dataclass(kw_only=True)
class Contents:
    """What an update adds: at most so many nodes, and so many levels on those that are there already."""

    nodes: int = 0
    depth: int = 0


def read_update(update: bytes, state: Mapping[int, int]) -> Contents:
    """Return what `update` adds to a document whose clock for each client is `state`.

    Raises `MalformedError`, also where the update builds on what the document does not have: a browser of ours never
    sends that, and the library would keep it for ever.
    """
    return _Update(Reader(update), state).read()


def read_state(state: bytes) -> dict[int, int]:
    """Return the clock of each client from a state vector. Raises `MalformedError`."""
    reader = Reader(state)
    clocks = {reader.number(LARGEST_CLIENT): reader.number() for _client in range(reader.number())}
    reader.end()
    return clocks


@dataclass(kw_only=True)
class _Struct:
    """Where one struct stands: in its parent, or beside others of the same parent; in neither under a root."""

    start: int
    parent: _Id | None = None
    beside: tuple[_Id, ...] = ()
    is_map: bool = False
    is_node: bool = False
    depth: int | None = None


@dataclass(kw_only=True)
class _Run:
    """The structs of one client within the update, and where the last one ends."""

    structs: list[_Struct] = field(default_factory=list)
    end: int

    def at(self, clock: int) -> _Struct | None:
        found = bisect_right(self.structs, clock, key=lambda struct: struct.start)
        return self.structs[found - 1] if found else None


class _Update:
    def __init__(self, reader: Reader, state: Mapping[int, int]) -> None:
        self._reader = reader
        self._state = state
        self._runs: dict[int, _Run] = {}
        self._contents = Contents()

    def read(self) -> Contents:
        for _client in range(self._reader.number()):
            self._read_client()
        deleted = self._read_deleted()
        self._reader.end()
        # What was added and taken back by undo is sent too, and is no node of the document.
        self._contents.nodes = sum(
            struct.is_node and not _holds(deleted.get(client, []), struct.start)
            for client, run in self._runs.items()
            for struct in run.structs
        )
        for run in self._runs.values():
            for struct in run.structs:
                depth = self._depth(struct)
                self._contents.depth = max(self._contents.depth, depth if struct.is_map else 0)
        return self._contents

    def _read_deleted(self) -> dict[int, list[range]]:
        """Read which structs of each client are deleted, by their clocks."""
        deleted: dict[int, list[range]] = {}
        for _client in range(self._reader.number()):
            gone = deleted.setdefault(self._reader.number(LARGEST_CLIENT), [])
            for _range in range(self._reader.number()):
                start = self._reader.number()
                gone.append(range(start, _within(start + self._reader.number())))
            gone.sort(key=attrgetter("start"))
        return deleted

    def _read_client(self) -> None:
        structs, client, clock = self._reader.number(), self._reader.number(LARGEST_CLIENT), self._reader.number()
        if client in self._runs or clock > self._state.get(client, 0):
            raise MalformedError("The update leaves out an edit that never arrived.")
        run = self._runs[client] = _Run(end=clock)
        for _struct in range(structs):
            struct = _Struct(start=run.end)
            run.structs.append(struct)
            run.end = _within(run.end + self._read_struct(struct))

    def _read_struct(self, struct: _Struct) -> int:
        """Read one struct and return its length in clock ticks."""
        head = self._reader.byte()
        kind = head & 0x1F
        if kind == _GC:
            return self._reader.number()
        if kind == _SKIP:
            raise MalformedError("The update leaves out an edit that never arrived.")
        self._read_place(head, struct)
        if kind == _TYPE:
            return self._read_map(struct)
        count = self._reader.number()
        if kind == _ANY:
            for _value in range(count):
                self._reader.value()
        elif kind != _DELETED:
            raise MalformedError("A document holds maps and plain values only.")
        return count

    def _read_place(self, head: int, struct: _Struct) -> None:
        struct.beside = tuple(self._read_id() for flag in (_HAS_LEFT, _HAS_RIGHT) if head & flag)
        if struct.beside:
            return
        if self._reader.number() == 1:
            root = self._reader.text()
            if root not in ROOTS:
                raise MalformedError(f"A document has no part “{root[:40]}”.")
            struct.is_node = root == "nodes"
        else:
            struct.parent = self._read_id()
        if head & _HAS_KEY:
            self._reader.text()

    def _read_map(self, struct: _Struct) -> int:
        if self._reader.number() != _MAP:
            raise MalformedError("A document holds maps and plain values only.")
        struct.is_map = True
        return 1

    def _read_id(self) -> _Id:
        return self._reader.number(LARGEST_CLIENT), self._reader.number()

    def _depth(self, struct: _Struct) -> int:
        """Return how many levels of this update lie above a struct, without recursion: chains can be long."""
        open_ones = [struct]
        while open_ones:
            here = open_ones[-1]
            waiting = [one for one in self._above(here) if one.depth is None]
            if here.depth is None and waiting:
                if len(open_ones) > _LONGEST_CHAIN:
                    raise MalformedError("The update's edits build on one another in a circle.")
                open_ones.extend(waiting[:1])
                continue
            above = max((one.depth or 0 for one in self._above(here)), default=0)
            here.depth = above + (here.parent is not None)
            open_ones.pop()
        return struct.depth or 0

    def _above(self, struct: _Struct) -> list[_Struct]:
        named = struct.beside if struct.parent is None else (struct.parent,)
        return [found for found in map(self._find, named) if found is not None]

    def _find(self, item: _Id) -> _Struct | None:
        client, clock = item
        run = self._runs.get(client)
        if clock >= max(self._state.get(client, 0), run.end if run else 0):
            raise MalformedError("The update builds on an edit that never arrived.")
        return run.at(clock) if run and clock < run.end else None


def _holds(ranges: list[range], clock: int) -> bool:
    """Say whether a clock is in one of the ranges, which are in order and apart."""
    found = bisect_right(ranges, clock, key=attrgetter("start"))
    return found > 0 and clock in ranges[found - 1]


def _within(clock: int) -> int:
    if clock > LARGEST:
        raise MalformedError("The update's clock is too large.")
    return clock
