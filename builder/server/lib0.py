"""Reads lib0, the encoding of Yjs, strictly: nothing is believed that the bytes do not hold."""

from collections.abc import Callable

LARGEST = 2**31 - 1
LARGEST_CLIENT = 2**53 - 1
DEEPEST_VALUE = 32


class MalformedError(ValueError):
    """Bytes that are cut off, lie about their lengths, or hold what a document never has."""


class Reader:
    """Reads lib0's encoding from front to end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def byte(self) -> int:
        """Read one byte."""
        if self._at >= len(self._content):
            raise MalformedError("The update is cut off.")
        self._at += 1
        return self._content[self._at - 1]

    def number(self, largest: int = LARGEST) -> int:
        """Read an unsigned number up to `largest`."""
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if value > largest or shift > 63:
                raise MalformedError("A number in the update is too large.")
            if byte < 0x80:
                return value

    def skip(self, count: int) -> bytes:
        """Read `count` bytes."""
        if count > len(self._content) - self._at:
            raise MalformedError("The update is cut off.")
        self._at += count
        return self._content[self._at - count : self._at]

    def text(self) -> str:
        """Read a text."""
        try:
            return self.skip(self.number()).decode()
        except UnicodeDecodeError as error:
            raise MalformedError("A text in the update is not UTF-8.") from error

    def value(self, depth: int = 0) -> None:
        """Read past a plain value: at most `DEEPEST_VALUE` levels, as native code recurses into it."""
        if depth > DEEPEST_VALUE:
            raise MalformedError(f"A value is nested more than {DEEPEST_VALUE} deep.")
        kind = self.byte()
        if kind in _FIXED:
            self.skip(_FIXED[kind])
        elif kind in _READ:
            _READ[kind](self, depth)
        else:
            raise MalformedError("A value in the update is of no known type.")

    def end(self) -> None:
        """Check that all was read."""
        if self._at != len(self._content):
            raise MalformedError("Something follows the end of the update.")

    def _whole(self, _depth: int) -> None:
        # A signed number of any length up to 64 bits: what matters is where it ends.
        for _byte in range(10):
            if self.byte() < 0x80:
                return
        raise MalformedError("A number in the update is too large.")

    def _string(self, _depth: int) -> None:
        self.text()

    def _array(self, depth: int) -> None:
        for _item in range(self.number()):
            self.value(depth + 1)

    def _object(self, depth: int) -> None:
        for _item in range(self.number()):
            self.text()
            self.value(depth + 1)


_FIXED = {120: 0, 121: 0, 122: 8, 123: 8, 124: 4, 126: 0, 127: 0}  # true, false, big, float64, float32, null, undefined
_READ: dict[int, Callable[[Reader, int], None]] = {
    117: Reader._array,
    118: Reader._object,
    119: Reader._string,
    125: Reader._whole,
}
