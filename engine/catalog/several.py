"""Types of settings with several values: lists of numbers, shapes, axes, ranges and lists of texts."""
# ruff: noqa: D102 — what the methods do is said once, at `engine.catalog.params.Plain`

import math
from dataclasses import dataclass

from engine.catalog.entries import Param
from engine.catalog.plain import between, bounds, is_integer, is_number, is_text, whole
from engine.said import say
from engine.words import Json

LONGEST_LIST = 100_000
MOST_AXES = 8


def _wholes(value: Json) -> Json:
    return [_wholes(each) for each in value] if isinstance(value, list | tuple) else whole(value)


def _listed(value: Json, param: Param) -> bool:
    count = len(value) if isinstance(value, list) else -1
    return 0 <= count <= LONGEST_LIST and (param.length is None or count == param.length)


def _counted(param: Param, one: str, many: str) -> str:
    if param.length is None:
        return say("a list of {many}", many=many)
    return say("one {one}", one=one) if param.length == 1 else f"{param.length} {many}"


@dataclass(frozen=True)
class Integers:
    """A list of whole numbers, of fixed length or open. One bare number stands for all of a fixed length."""

    def normal(self, value: Json, param: Param) -> Json:
        value = _wholes(value)
        return [value] * param.length if param.length and is_integer(value) else value

    def fits(self, value: Json, param: Param) -> bool:
        return _listed(value, param) and all(is_integer(each, *bounds(param)) for each in value)  # type: ignore[union-attr]

    def english(self, param: Param) -> str:
        return f"{_counted(param, 'whole number', 'whole numbers')}{between(param)}"

    def good(self, param: Param) -> tuple[Json, ...]:
        low = int(min(max(bounds(param)[0], 1), bounds(param)[1]))
        return ([low] * (param.length or 2),)

    def bad(self, param: Param) -> tuple[Json, ...]:
        length = param.length or 2
        wrong: tuple[Json, ...] = ([[1]] * length, ["a"] * length, [True] * length, [1.5] * length, "/etc/passwd", {})
        if param.length is not None:
            wrong += ([1] * (length + 1), [])
        if param.min is not None:
            wrong += ([int(param.min) - 1] * length,)
        return wrong


@dataclass(frozen=True)
class Numbers:
    """A list of numbers, of fixed length or open; where it is open, one bare number too."""

    def normal(self, value: Json, _param: Param) -> Json:
        return list(value) if isinstance(value, tuple) else value

    def fits(self, value: Json, param: Param) -> bool:
        if param.length is None and is_number(value, *bounds(param)):
            return True
        return _listed(value, param) and all(is_number(each, *bounds(param)) for each in value)  # type: ignore[union-attr]

    def english(self, param: Param) -> str:
        bare = say("a number or ") if param.length is None else ""
        return f"{bare}{_counted(param, 'number', 'numbers')}{between(param)}"

    def good(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        one, other = min(max(low, 0.25), high), min(max(low, 0.5), high)
        return ([one, other] * ((param.length or 2) // 2),)

    def bad(self, param: Param) -> tuple[Json, ...]:
        length = param.length or 2
        wrong: tuple[Json, ...] = (["a"] * length, [math.nan] * length, [[0.5]] * length, "/etc/passwd", True, {})
        return wrong if param.length is None else (*wrong, [0.5] * (length + 1), [])


@dataclass(frozen=True)
class Pairs:
    """Two whole numbers for each of `length` axes: before and after.

    A bare number stands for all, a flat list for both sides of each axis.
    """

    def normal(self, value: Json, param: Param) -> Json:
        value = _wholes(value)
        if is_integer(value):
            value = [value] * (param.length or 1)
        if isinstance(value, list):
            return [[each, each] if is_integer(each) else each for each in value]
        return value

    def fits(self, value: Json, param: Param) -> bool:
        return _listed(value, param) and all(
            isinstance(each, list) and len(each) == 2 and all(is_integer(side, *bounds(param)) for side in each)
            for each in value  # type: ignore[union-attr]
        )

    def english(self, param: Param) -> str:
        return say("{length} pairs of whole numbers{between}", length=str(param.length), between=between(param))

    def good(self, param: Param) -> tuple[Json, ...]:
        return ([[1, 2]] * (param.length or 1),)

    def bad(self, param: Param) -> tuple[Json, ...]:
        length = param.length or 1
        return ([[1]] * length, [["a", "b"]] * length, [[-1, 1]] * length, [[1, 1]] * (length + 1), "a", 1.5, {})


@dataclass(frozen=True)
class Axes:
    """An axis, or a list of different axes. −1 is the last; the batch, 0, is never one."""

    def normal(self, value: Json, _param: Param) -> Json:
        return _wholes(value)

    def fits(self, value: Json, param: Param) -> bool:
        low, high = bounds(param)
        axes = value if isinstance(value, list) else [value]
        count = param.length or 1
        return (
            count <= len(axes) <= (param.length or MOST_AXES)
            and all(is_integer(axis, max(low, -MOST_AXES), min(high, MOST_AXES)) for axis in axes)
            and len(set(axes)) == len(axes)
        )

    def english(self, param: Param) -> str:
        low, high = max(bounds(param)[0], -MOST_AXES), min(bounds(param)[1], MOST_AXES)
        return say("an axis, or a list of different axes, from {low} to {high}", low=float(low), high=float(high))

    def good(self, param: Param) -> tuple[Json, ...]:
        return (1,) if param.length is None else ([1, 2],)

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return ("last", 1.5, True, [], [1, 1], [99], {}, [[1]])


@dataclass(frozen=True)
class Shape:
    """Lengths of axes without the batch.

    `null` is an open length; with a minimum of −1 one −1 takes what is left instead.
    """

    def normal(self, value: Json, _param: Param) -> Json:
        return _wholes(value)

    def fits(self, value: Json, param: Param) -> bool:
        if not isinstance(value, list) or len(value) > MOST_AXES:
            return False
        if param.min == -1:
            return all(is_integer(each, -1) and each != 0 for each in value) and value.count(-1) <= 1
        return all(each is None or is_integer(each, 1) for each in value)

    def english(self, param: Param) -> str:
        rest = say(", one of them −1 for what is left") if param.min == -1 else ""
        return say("a list of at most {most_axes} whole numbers of at least 1{rest}", most_axes=MOST_AXES, rest=rest)

    def good(self, param: Param) -> tuple[Json, ...]:
        return ([2, 3], [-1]) if param.min == -1 else ([2, 3], [None, 3])

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return (3, "3x3", [0], [-2], [1.5], [True], ["a"], [-1, -1], [1] * (MOST_AXES + 1), [[1]], {})


@dataclass(frozen=True)
class Range:
    """A number, or a lowest and a highest one between which each sample draws."""

    def normal(self, value: Json, _param: Param) -> Json:
        return list(value) if isinstance(value, tuple) else value

    def fits(self, value: Json, param: Param) -> bool:
        low, high = bounds(param)
        if isinstance(value, list):
            return len(value) == 2 and all(is_number(each, low, high) for each in value) and value[0] <= value[1]
        return is_number(value, max(low, 0), high)

    def english(self, param: Param) -> str:
        return say("a number, or a lowest and a highest number,{between}", between=between(param))

    def good(self, param: Param) -> tuple[Json, ...]:
        low, high = bounds(param)
        return (0.25, [0.25, 0.5], high, [max(low, 0), high], [low, high])

    def bad(self, param: Param) -> tuple[Json, ...]:
        return ("much", True, [0.5], [0.5, 0.2], [0.1, 0.2, 0.3], ["a", "b"], {}, bounds(param)[1] + 1)


@dataclass(frozen=True)
class Texts:
    """A list of short texts."""

    def normal(self, value: Json, _param: Param) -> Json:
        return list(value) if isinstance(value, tuple) else value

    def fits(self, value: Json, param: Param) -> bool:
        return _listed(value, param) and all(is_text(each) for each in value)  # type: ignore[union-attr]

    def english(self, _param: Param) -> str:
        return say("a list of short texts")

    def good(self, _param: Param) -> tuple[Json, ...]:
        return (["red", "green"],)

    def bad(self, _param: Param) -> tuple[Json, ...]:
        return ("/etc/passwd", "https://example.org/words.txt", 3, True, {}, [1], [["a"]], [None])
