"""Colours in which the classes of masks and boxes are drawn over a picture, on pages light and dark."""

from collections.abc import Sequence

CLASS_COLOURS = ("#2563eb", "#f59e0b", "#14b8a6", "#ec4899", "#8b5cf6", "#84cc16", "#06b6d4", "#ef4444")


def colours(counts: Sequence[int]) -> tuple[str | None, ...]:
    """Return the colour of each class; the most frequent one has none, so that the picture is seen through it."""
    clear = max(range(len(counts)), key=counts.__getitem__, default=0)
    left = (place for place in range(len(counts)) if place != clear)
    chosen = {place: CLASS_COLOURS[turn % len(CLASS_COLOURS)] for turn, place in enumerate(left)}
    return tuple(chosen.get(place) for place in range(len(counts)))


def several(count: int) -> tuple[str, ...]:
    """Return a colour for each of some classes, of which none is left clear."""
    return tuple(CLASS_COLOURS[place % len(CLASS_COLOURS)] for place in range(count))
