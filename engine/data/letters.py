"""Letters and words as classes: what cannot be seen has a sign that can."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

Pieces: TypeAlias = Literal["letters", "words"]
PIECES: tuple[Pieces, ...] = ("letters", "words")
"""Of what a text is made that goes on: each is answered as a class."""

LINE_END = "↵"
RARE = "�"
"""The class of all that is too rare to be one."""

_SIGNS = {" ": "␣", "\n": LINE_END, "\t": "⇥"}
_LETTERS = {sign: letter for letter, sign in _SIGNS.items()}
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}…”’»")
_NO_SPACE_AFTER = frozenset("([{“‘«„")
_STRAIGHT = '"'


def sign(letter: str) -> str:
    """Return the class that stands for a letter."""
    return _SIGNS.get(letter, letter)


def letter(sign_of: str) -> str:
    """Return the letter for which a class stands."""
    return _LETTERS.get(sign_of, sign_of)


def spaces(words: Sequence[str]) -> list[str]:
    """Return words and marks, each with the space before it, so that joined they read as a text does."""
    written: list[str] = []
    before, quoted = "", False
    for word in words:
        opens = word in _NO_SPACE_AFTER or (word == _STRAIGHT and not quoted)
        tight = not before or before.endswith("\n") or word in _NO_SPACE_BEFORE or (word == _STRAIGHT and quoted)
        shown = "\n" if word == LINE_END else word
        written.append(shown if tight or shown == "\n" else f" {shown}")
        quoted ^= word == _STRAIGHT
        before = "" if opens else shown
    return written
