"""Bytes as text: in the encoding that they are most likely in."""

from dataclasses import dataclass

from engine.runtime.data.archive import Damaged
from engine.said import say

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEAD = 4096


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text, and whether its bytes said without doubt what it is."""

    text: str
    unicode: bool


def decoded(content: bytes) -> Decoded:
    """Return the text of a file: UTF-8 or what its first bytes say, else Windows-1252, of which Latin-1 is a part.

    Raises `Damaged` for what is no text.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in content[:_HEAD]:
        raise Damaged(say("It is no text."))
    try:
        return Decoded(text=content.decode(encoding), unicode=True)
    except UnicodeDecodeError:
        return Decoded(text=_western(content), unicode=False)


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
