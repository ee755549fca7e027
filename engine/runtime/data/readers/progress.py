"""Tells how far the reading of many files is."""

from collections.abc import Callable


def stepping(count: int, report: Callable[[float], None]) -> Callable[[], None]:
    """Return what is called before each of `count` files, and reports the share of those before it."""
    done = iter(range(count))
    return lambda: report(next(done) / max(1, count))
