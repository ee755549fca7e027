"""Shapes in words: the names of axes, and what a shape is to somebody who never saw one."""

from collections.abc import Mapping, Sequence

from engine.said import say
from engine.words import Json

_BATCH, _FEATURES, _STEPS, _CHANNELS = say("batch"), say("features"), say("steps"), say("channels")
_DEPTH, _HEIGHT, _WIDTH = say("depth"), say("height"), say("width")
_LAST = {
    1: (_BATCH,),
    2: (_BATCH, _FEATURES),
    3: (_BATCH, _STEPS, _FEATURES),
    4: (_BATCH, _HEIGHT, _WIDTH, _CHANNELS),
    5: (_BATCH, _DEPTH, _HEIGHT, _WIDTH, _CHANNELS),
}
_FIRST = {
    3: (_BATCH, _FEATURES, _STEPS),
    4: (_BATCH, _CHANNELS, _HEIGHT, _WIDTH),
    5: (_BATCH, _CHANNELS, _DEPTH, _HEIGHT, _WIDTH),
}
_TAKES = {
    1: say("single numbers"),
    2: say("a plain list of numbers"),
    3: say("a sequence (steps × features)"),
    4: say("a picture (height × width × channels)"),
    5: say("a volume (depth × height × width × channels)"),
}

Shape = Sequence[int | None]


def axes(shape: Shape, params: Mapping[str, Json]) -> tuple[str, ...]:
    """Return a name for each axis, the batch first; where the channels stand is read from the settings."""
    names = (_FIRST if params.get("data_format") == "channels_first" else _LAST).get(len(shape))
    return names or ("batch", *(say("axis {number}", number=number) for number in range(1, len(shape))))


def words(shape: Shape) -> str:
    """Return one sample of a shape (with the batch) in words: `8 × 8 places with 32 channels`."""
    match [_size(size) for size in shape[1:]]:
        case []:
            return say("one number")
        case [count]:
            return _count(count, "number") if shape[1] else say("a list of open length")
        case [steps, features]:
            return say("{count} of {count_2}", count=_count(steps, "step"), count_2=_count(features, "number"))
        case [*places, channels]:
            return say("{places} places with {count}", places=" × ".join(places), count=_count(channels, "channel"))
    raise AssertionError(shape)


def takes(rank: tuple[int, int]) -> str:
    """Return what a port with a least and a greatest rank asks for."""
    low, high = rank
    if low == high:
        return _TAKES.get(low, say("{low} axes", low=low - 1))
    return (
        say("{low} to {high} axes", low=low - 1, high=high - 1) if high < 8 else say("at least {low} axes", low=low - 1)
    )


def _size(size: int | None) -> str:
    return say("any number of") if size is None else f"{size:,}"


def _count(count: str, noun: str) -> str:
    return f"{count} {noun}" if count == "1" else f"{count} {noun}s"
