"""Colour pictures of squares, circles, triangles and stars, drawn from a seed."""

import numpy as np

from engine.runtime.data.raw import Array, Columns, labels

NAMES = ["circle", "square", "star", "triangle"]
SIZE = 32
_FINER = 2  # samples a pixel and axis, averaged for smooth edges
_COUNT = 2400
_BATCH = 200


def shapes() -> Columns:
    """Return 2,400 pictures `(32, 32, 3)` of one shape each, in any place, size, angle and colour, in noise."""
    rng = np.random.default_rng(0)
    which = np.arange(_COUNT) % len(NAMES)
    rng.shuffle(which)
    batches = [_draw(rng, which[start : start + _BATCH]) for start in range(0, _COUNT, _BATCH)]
    return {"image": np.concatenate(batches), "shape": labels(which, NAMES)}


def _draw(rng: np.random.Generator, which: Array) -> Array:
    inside = _coverage(rng, which)[..., np.newaxis]
    ground, paint = _colours(rng, len(which))
    slope = rng.uniform(-40, 40, (len(which), 1, 1, 3)) * np.linspace(-1, 1, SIZE)[:, np.newaxis, np.newaxis]
    pixels = (ground + slope) * (1 - inside) + paint * inside
    noise = rng.normal(0, 1, pixels.shape) * rng.uniform(2, 18, (len(which), 1, 1, 1))
    return np.asarray(np.clip(np.round(pixels + noise), 0, 255), dtype=np.uint8)


def _colours(rng: np.random.Generator, count: int) -> tuple[Array, Array]:
    ground = rng.uniform(20, 235, (count, 1, 1, 3))
    # A step of at least 60 in every channel, up or down whichever has room, keeps each shape visible in its noise.
    step = rng.uniform(60, 110, ground.shape)
    return ground, np.where(ground > 127, ground - step, ground + step)


def _coverage(rng: np.random.Generator, which: Array) -> Array:
    """Return how much of each pixel lies in the shape, 0…1, `(sample, height, width)`."""
    column = (len(which), 1, 1)
    radius = rng.uniform(7, 13, column).astype(np.float32)
    room = SIZE / 2 - radius * 0.85
    place = rng.uniform(-1, 1, (2, *column)).astype(np.float32) * room
    turn = rng.uniform(0, 2 * np.pi, column).astype(np.float32)
    axis = ((np.arange(SIZE * _FINER) + 0.5) / _FINER - SIZE / 2).astype(np.float32)
    across, down = axis[np.newaxis, np.newaxis, :] - place[0], axis[np.newaxis, :, np.newaxis] - place[1]
    angle = np.mod(np.arctan2(down, across) + turn, 2 * np.pi)
    edge = np.choose(which[:, np.newaxis, np.newaxis], _edges(angle)) * radius
    fine = np.hypot(across, down) < edge
    return np.asarray(fine.reshape(len(which), SIZE, _FINER, SIZE, _FINER).mean(axis=(2, 4)))


def _edges(angle: Array) -> list[Array]:
    """Return the distance of each shape's edge from its middle by angle, in the order of `NAMES`."""
    return [np.full_like(angle, 0.85), _polygon(angle, 4), _star(angle), _polygon(angle, 3)]


def _polygon(angle: Array, corners: int) -> Array:
    half = np.pi / corners
    return np.asarray(np.cos(half) / np.cos(np.mod(angle, 2 * half) - half))


def _star(angle: Array, inner: float = 0.42) -> Array:
    """Five points: straight edges between corners at distance 1 and `inner`, every 36 degrees."""
    half = np.pi / 5
    offset = np.abs(np.mod(angle, 2 * half) - half)  # 0 at an inner corner, `half` at a point
    return np.asarray(inner * np.sin(half) / (np.sin(half - offset) + inner * np.sin(offset)))
