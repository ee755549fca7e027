"""Reads whole lines of a file, some million letters at a time, and parses them by several threads in their order."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, TypeVar

Piece = TypeVar("Piece")
Parsed = TypeVar("Parsed")

_MOST_THREADS = 4


class LongLineError(Exception):
    """A line that has no end within what may be read at once."""


def whole_lines(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield a file in pieces of about `size` bytes that end where a line does. Raises `LongLineError`."""
    begun = b""
    while block := file.read(size):
        end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
        if not end and len(block) == size:
            raise LongLineError
        if end:
            yield begun + block[:end]
            begun = b""
        begun += block[end:]
    if begun:
        yield begun


def parsed(pieces: Iterator[Piece], parse: Callable[[Piece], Parsed]) -> Iterator[Parsed]:
    """Yield what `parse` makes of pieces, in their order; a few of them are parsed meanwhile. Raises what it raises."""
    count = min(_MOST_THREADS, os.cpu_count() or 1)
    with ThreadPoolExecutor(count) as threads:
        coming: deque[Future[Parsed]] = deque()
        try:
            for piece in pieces:
                coming.append(threads.submit(parse, piece))
                if len(coming) > count:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        finally:
            for each in coming:
                each.cancel()
