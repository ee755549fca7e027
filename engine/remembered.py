"""Remembers what was worked out of values that never change: an edit leaves most of a document as it was."""

from collections import OrderedDict
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
        self._results: OrderedDict[tuple[object, ...], tuple[tuple[object, ...], Result]] = OrderedDict()

    def of(self, said: Hashable, *values: object) -> Result:
        """Return what the function makes of `said`, which is compared, and of values, each the very same object."""
        key = (said, *map(id, values))
        found = self._results.get(key)
        if found is None:
            found = self._results[key] = values, self._work(said, *values)
            if len(self._results) > self._most:
                self._results.popitem(last=False)
        return found[1]
