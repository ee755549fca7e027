"""Values inside a network as a person looks at them: a picture, feature maps, a grid, or numbers."""

import math

import numpy as np

from engine.runtime.data.clips import even, strip
from engine.runtime.data.raw import Array
from engine.runtime.data.shading import UNIT, data_address
from engine.words import JsonObject

MOST_VALUES = 64
MOST_MAPS = 16
_LARGEST_SIDE = 64
_GAP = 1
_BETWEEN = 0.4  # grey, as a black gap is lost between black tiles


def shown(values: Array, *, picture: bool = False) -> JsonObject:
    """Return what is to be seen of the values of one sample, without the batch.

    `picture`: they are pixels from 0 to 1. Feature maps `(height, width, channel)` are tiles, each from its own least
    value (black) to its own largest (white); of a clip `(frame, height, width, channel)` each frame is one, the mean of
    its channels, or some frames beside each other where they are pixels; `(step, feature)` is one grid, a row for each
    feature. What is longer than what is shown says `of` how many.
    """
    figures = _figures(values)
    if values.ndim == 3 and picture and values.shape[-1] in (1, 3):
        return {"kind": "picture", "picture": data_address(_small(np.nan_to_num(values)), UNIT), **figures}
    if values.ndim == 3 and values.size:
        maps = np.moveaxis(_small(values), -1, 0)
        return {"kind": "maps", "picture": _tiled(maps[:MOST_MAPS]), "of": len(maps), **figures}
    if values.ndim == 4 and picture and values.shape[-1] in (1, 3):
        frames = np.round(np.nan_to_num(values) * 255).clip(0, 255).astype(np.uint8)
        return {"kind": "picture", "picture": data_address(strip(frames)), **figures}
    if values.ndim == 4 and values.size:
        frames = values.mean(axis=-1)[even(len(values), min(len(values), MOST_MAPS))]
        small = np.moveaxis(_small(np.moveaxis(frames, 0, -1)), -1, 0)
        return {"kind": "maps", "picture": _tiled(small), "of": len(values), **figures}
    if values.ndim == 2 and values.size:
        grid = _small(values.T[..., np.newaxis])[..., 0]
        return {"kind": "grid", "picture": _tiled(grid[np.newaxis]), "of": values.shape[-1], **figures}
    flat = np.ravel(values)
    first = [_rounded(number) for number in flat[:MOST_VALUES]]
    return {"kind": "values", "values": list(first), "of": len(flat), **figures}


def attention(scores: Array) -> JsonObject:
    """Return what heads look at: `(head, target step, source step)`, from 0 (black) to the most (white) of each."""
    whole = scores.reshape(scores.shape[0], scores.shape[1], -1)
    small = np.stack([_small(head[..., np.newaxis])[..., 0] for head in whole[:MOST_MAPS]])
    return {"kind": "attention", "picture": _tiled(small), "of": len(whole), **_figures(scores)}


def _figures(values: Array) -> JsonObject:
    finite = values[np.isfinite(values)].astype(np.float64)
    if not finite.size:
        return {"strange": int(values.size)}
    return {
        "min": _rounded(finite.min()),
        "mean": _rounded(finite.mean()),
        "max": _rounded(finite.max()),
        "zeros": _rounded(np.mean(finite == 0)),
        "strange": int(values.size - finite.size),
    }


def _small(values: Array) -> Array:
    """Return every n-th row and column, so that no side is longer than what can be seen."""
    steps = (max(1, math.ceil(side / _LARGEST_SIDE)) for side in values.shape[:2])
    return values[tuple(slice(None, None, step) for step in steps)]


def _tiled(maps: Array) -> str:
    """Return maps `(map, height, width)` beside each other as one PNG, as square as they can be."""
    columns = math.ceil(math.sqrt(len(maps)))
    rows = math.ceil(len(maps) / columns)
    high, wide = maps.shape[1:]
    canvas = np.full((rows * (high + _GAP) - _GAP, columns * (wide + _GAP) - _GAP), _BETWEEN)
    for place, each in enumerate(maps):
        top, left = (place // columns) * (high + _GAP), (place % columns) * (wide + _GAP)
        canvas[top : top + high, left : left + wide] = _stretched(each)
    return data_address(canvas[..., np.newaxis], UNIT)


def _stretched(values: Array) -> Array:
    plain = np.nan_to_num(values.astype(np.float64), posinf=0.0, neginf=0.0)
    low, high = plain.min(), plain.max()
    stretched: Array = (plain - low) / ((high - low) or 1.0)
    return stretched


def _rounded(number: float) -> float | None:
    return float(f"{number:.4g}") if math.isfinite(number) else None
