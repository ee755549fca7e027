"""Cuts one text into pieces that each have a next letter, or a next word."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import tensorflow as tf

from engine.data.letters import LINE_END, RARE, Pieces, sign
from engine.runtime.data.describe import MOST_CLASSES
from engine.runtime.data.pieces import spaced
from engine.runtime.data.raw import Array
from engine.said import Said, say
from engine.words import Refusal

LETTERS, WORDS = 40, 24
"""How many letters, or words, a piece has."""
MOST_WORDS = 3_000
_MOST_PIECES = 40_000
_FEWEST_WORDS = 400
_LEARNT_FROM = 0.7
_LINES_AT_ONCE = 4096


@dataclass(frozen=True, kw_only=True)
class InPieces:
    """Pieces of a text `(piece,)`, where each begins, and what comes next after it, one of `classes`.

    `known` is how many different letters or words stand in the pieces and are known.
    """

    by: Pieces
    window: int
    texts: Array
    following: list[str]
    starts: Array
    classes: tuple[str, ...]
    known: int
    sentence: Said
    notes: tuple[Said, ...] = field(default=())

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each class."""
        return {name: place for place, name in enumerate(self.classes)}


def in_pieces(text: str, by: str) -> InPieces:
    """Return the pieces of a text, by letters where nothing else is wanted. Raises `Refusal` where there are few."""
    return _by_words(text) if by == "words" else _by_letters(text)


def _by_letters(text: str) -> InPieces:
    """Letters that are too rare to be a class are one sign."""
    counts = Counter(text)
    rare = [letter for letter, _ in counts.most_common()[MOST_CLASSES - 1 :]]
    text = text.translate(dict.fromkeys(map(ord, rare), RARE))
    starts = _starts(len(text), LETTERS)
    following = [sign(text[start + LETTERS]) for start in starts]
    return InPieces(
        by="letters",
        window=LETTERS,
        texts=np.asarray([text[start : start + LETTERS] for start in starts], dtype=object),
        following=following,
        starts=starts,
        classes=tuple(sorted(set(following))),
        known=len(set(text)),
        sentence=say(
            "{pieces} pieces of {window} letters of one text, each with the letter that comes next.",
            pieces=len(starts),
            window=LETTERS,
        ),
    )


def _by_words(text: str) -> InPieces:
    """Known words are the most frequent of the part of the text that is learnt from, as a network is proposed."""
    words = list(_words(text))
    if len(words) < _FEWEST_WORDS:
        raise Refusal(
            say(
                "The text has {count} words; at least {fewest} are needed to learn how it goes on by words.",
                count=len(words),
                fewest=_FEWEST_WORDS,
            )
        )
    counts = Counter(words[: int(_LEARNT_FROM * len(words))])
    known = {word for word, count in counts.most_common(MOST_WORDS) if count > 1}
    starts = _starts(len(words), WORDS)
    following = [word if (word := words[start + WORDS]) in known else RARE for start in starts]
    return InPieces(
        by="words",
        window=WORDS,
        texts=np.asarray([" ".join(words[start : start + WORDS]) for start in starts], dtype=object),
        following=following,
        starts=starts,
        classes=(RARE, *sorted(known)),
        known=len(known),
        sentence=say(
            "{pieces} pieces of {window} words and marks of one text, each with the one that comes next.",
            pieces=len(starts),
            window=WORDS,
        ),
        notes=(_unknown(following, len(known)),),
    )


def _unknown(following: list[str], known: int) -> Said:
    return say(
        "{known} words are known, those that come more than once in the first 70 % of the text; the others, "
        "{percent} % of what comes next, are one sign, {sign}.",
        known=known,
        percent=round(100 * following.count(RARE) / len(following)),
        sign=RARE,
    )


def _words(text: str) -> Iterator[str]:
    """Yield the words and marks of a text; each different one is held once."""
    held: dict[str, str] = {}
    lines = text.split("\n")
    for start in range(0, len(lines), _LINES_AT_ONCE):
        for line in spaced(tf.constant(lines[start : start + _LINES_AT_ONCE])).numpy():
            for word in line.decode().split():
                yield held.setdefault(word, word)
            yield LINE_END


def _starts(count: int, window: int) -> Array:
    step = max(1, -(-(count - window) // _MOST_PIECES))
    return np.arange(0, count - window, step)
