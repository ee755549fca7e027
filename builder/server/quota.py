"""How much a person may bring, and what is on its way."""

import os
from collections import Counter

from builder.store import data_sets, models
from engine.said import Said, say

_MEGABYTE = 1_000_000
_coming: Counter[str] = Counter()


class TooMuch(Exception):  # noqa: N818 - it is no fault of the program
    """A person brings more than they may; the message is a sentence for them."""


def most_at_once() -> int:
    """Return the greatest size of one upload in bytes (`LAYERLOOM_UPLOAD_MB`)."""
    return int(os.environ.get("LAYERLOOM_UPLOAD_MB", "1000")) * _MEGABYTE


def most() -> int:
    """Return how many bytes all data sets and brought weights of one person may take (`LAYERLOOM_QUOTA_MB`)."""
    return int(os.environ.get("LAYERLOOM_QUOTA_MB", "5000")) * _MEGABYTE


def left(person: str) -> int:
    """Return how many more bytes a person may keep."""
    return max(0, most() - data_sets.used(person) - models.used(person))


class Allowance:
    """What is left to one person while an upload of theirs goes on; others of theirs beside it count too."""

    def __init__(self, person: str) -> None:
        self._person = person
        self._taken = 0
        self._left = left(person)

    def take(self, count: int) -> None:
        """Count bytes that came. Raises `TooMuch`."""
        self._taken += count
        _coming[self._person] += count
        self.foresee(0)

    def foresee(self, count: int) -> None:
        """Raise `TooMuch` when `count` more bytes would be too many."""
        if self._taken + count > most_at_once():
            raise TooMuch(
                say("One upload has at most {megabyte} MB; this one is larger.", megabyte=most_at_once() // _MEGABYTE)
            )
        if _coming[self._person] + count > self._left:
            raise TooMuch(_full(self._person))

    def end(self) -> None:
        """Count the upload no more: it is stored, or given up."""
        _coming[self._person] -= self._taken


def _full(person: str) -> Said:
    mine = sorted(data_sets.of(person), key=lambda each: -each.bytes)
    if not mine:
        return say(
            "Your data sets and opened models may take {megabyte} MB together. Delete a data set or a "
            "project that you do not need.",
            megabyte=most() // _MEGABYTE,
        )
    return say(
        "Your data sets and opened models may take {megabyte} MB together. Delete a data set that you do not need; "
        "“{title}” takes the most, {size} MB.",
        megabyte=most() // _MEGABYTE,
        title=mine[0].title[:60],
        size=max(1, round(mine[0].bytes / _MEGABYTE)),
    )
