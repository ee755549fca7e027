"""What is taken of pictures with several channels, slices or moments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from engine.words import Json, JsonObject

StackWay: TypeAlias = Literal["slice", "max", "mean", "channels"]
STACK_WAYS: tuple[StackWay, ...] = get_args(StackWay)
Pixels: TypeAlias = Literal["uint8", "uint16", "float32"]
PIXELS: tuple[Pixels, ...] = get_args(Pixels)
MOST_CHANNELS = 64


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Which `channels` (from 0; none said: all), and what becomes of the slices of a stack.

    `stack`: one `slice` (from 0) of it, the largest or the mean value of each place, or each slice channels of its own.
    """

    channels: tuple[int, ...] = ()
    stack: StackWay = "max"
    slice: int = 0

    @staticmethod
    def of(said: Mapping[str, Json]) -> "Taken":
        """Return what is said to be taken; what is said wrongly is as if nothing were."""
        channels, number = said.get("channels"), said.get("slice")
        whole = [each for each in channels if _is_place(each)] if isinstance(channels, list | tuple) else []
        return Taken(
            channels=tuple(sorted({int(str(each)) for each in whole}))[:MOST_CHANNELS],
            stack=next((way for way in STACK_WAYS if way == said.get("stack")), "max"),
            slice=int(str(number)) if _is_place(number) else 0,
        )

    def to_json(self) -> JsonObject:
        """Return it as JSON."""
        return {"channels": list(self.channels), "stack": self.stack, "slice": self.slice}


def _is_place(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 20
