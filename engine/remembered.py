"""Remembers what was worked out of values that never change: an edit leaves most of a document as it was."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Result = TypeVar("Result")

MOST = 20_000


class Remembered(Generic[Result]):
    """Results of one function, the latest ones in bounded number.

    They are found by the identity of the values that go in, as comparing them would cost as much as working it out
    again. So the function must look at nothing else, and what goes in must never change. It is held here, so that its
    identity is not given to something else.
    """

    def __init__(self, work: Callable[..., Result], most: int = MOST) -> None:
        self._work, self._most = work, most
        self._young: dict[tuple[object, ...], tuple[tuple[object, ...], Result]] = {}
        self._old = self._young

    def of(self, said: Hashable, *values: object) -> Result:
        """Return what the function makes of `said`, which is compared, and of values, each the very same object."""
        key = (said, *map(id, values))
        found = self._young.get(key)
        if found is None:
            # What was not asked for while the young half filled up is forgotten with the old one.
            if len(self._young) >= self._most // 2:
                self._old, self._young = self._young, {}
            found = self._young[key] = self._old.get(key) or (values, self._work(said, *values))
        return found[1]
