"""Layers that turn one shape into another."""

import math

from engine.plan.changes import Layer
from engine.runtime.check.shapes import Shape


def squeezes(shape: Shape) -> list[Layer]:
    """Return the layers that turn a sample with several axes into a plain list of numbers."""
    if len(shape) < 3:
        return []
    pooling = {3: "GlobalAveragePooling1D", 4: "GlobalAveragePooling2D", 5: "GlobalAveragePooling3D"}.get(len(shape))
    return [Layer(kind="Flatten"), *([Layer(kind=pooling)] if pooling else [])]


def reshapes(shape: Shape, rank: int) -> list[Layer]:
    """Return the Reshapes that give a sample `rank` axes, the batch counted, where its numbers can stand so."""
    sizes = [size for size in shape[1:] if size is not None]
    if len(sizes) != len(shape) - 1:
        return []
    match rank - 1, sizes:
        case 2, [count]:
            targets = [[count, 1]]
        case 2, [*places, channels]:
            targets = [[math.prod(places), channels]]
        case 3, [count]:
            targets = [[math.isqrt(count // depth)] * 2 + [depth] for depth in (1, 3) if _is_square(count, depth)]
        case 3, [height, width]:
            targets = [[height, width, 1]]
        case _:
            targets = []
    return [Layer(kind="Reshape", params={"target_shape": target}) for target in targets]


def _is_square(count: int, depth: int) -> bool:
    return count % depth == 0 and math.isqrt(count // depth) ** 2 == count // depth > 1
