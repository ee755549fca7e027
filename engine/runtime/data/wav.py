"""What the header of a WAV file says, held against what is there; libsndfile believes more than it should."""

import struct
from collections.abc import Iterator

from engine.runtime.data.archive import Damaged
from engine.said import say

_PADDING = 1


def is_wav(content: bytes) -> bool:
    """Whether a file begins as a WAV does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def check_wav(content: bytes) -> None:
    """Raise `Damaged` where a WAV has no sound, promises more than it holds, or takes no samples a second."""
    for name, start, size in _chunks(content):
        if name == b"fmt " and content[start + 4 : start + 8] == bytes(4):
            raise Damaged(say("Its header says 0 samples a second; save it again with a sound program."))
        if name == b"data":
            held = len(content) - start
            if size > held + _PADDING:
                raise Damaged(
                    say(
                        "It is cut off: its header promises {size} bytes of sound, and {held} are there.",
                        size=size,
                        held=held,
                    )
                )
            return
    raise Damaged(say("It is damaged: there is no sound in it."))


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, begin and promised size of each part of the file."""
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, at + 8, size
        at += 8 + size + size % 2
