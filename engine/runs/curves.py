"""The curves of a run, thinned for the eye: every peak stays, the file keeps every point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from engine.runs.events import Event, read_all

Points: TypeAlias = tuple[tuple[float, ...], tuple[float | None, ...]]


@dataclass(frozen=True, kw_only=True)
class Curves:
    """For each value a pair (x, y): `batches` over steps from the start, `epochs` over epochs from 1."""

    batches: Mapping[str, Points]
    epochs: Mapping[str, Points]


def curves(folder: Path, points: int = 1000) -> Curves:
    """Read the curves of the run in `folder`, each of at most about `points` points."""
    seen = read_all(folder)
    return Curves(batches=_curves(seen, "batch", "step", points), epochs=_curves(seen, "epoch", "epoch", points))


def thin(x: Sequence[float], y: Sequence[float | None], points: int) -> Points:
    """Return at most about `points` of the points: of each stretch the lowest and the highest, in order."""
    if len(x) <= points:
        return tuple(x), tuple(y)
    stretch = -(-2 * len(x) // points)
    kept: list[int] = []
    for start in range(0, len(x), stretch):
        group = range(start, min(start + stretch, len(x)))
        known = [index for index in group if y[index] is not None]
        lowest = min(known, key=lambda index: y[index] or 0.0, default=start)
        highest = max(known, key=lambda index: y[index] or 0.0, default=start)
        kept += sorted({lowest, highest})
    kept = sorted({0, *kept, len(x) - 1})
    return tuple(x[index] for index in kept), tuple(y[index] for index in kept)


def _curves(seen: Sequence[Event], event: str, at: str, points: int) -> Mapping[str, Points]:
    found: dict[str, tuple[list[float], list[float | None]]] = {}
    for one in seen:
        if one["event"] == event:
            for name, value in one["values"].items():
                x, y = found.setdefault(name, ([], []))
                x.append(one[at])
                y.append(value)
    return {name: thin(x, y, points) for name, (x, y) in found.items()}
