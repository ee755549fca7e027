"""Data sets that are made here, always the same from their seeds."""

from collections.abc import Callable

import numpy as np
from sklearn import datasets

from engine.runtime.data.raw import Array, Columns, labels
from engine.runtime.data.shapes import shapes

STEPS = 40


def moons() -> Columns:
    """Return 600 points of two noisy crescents."""
    points, which = datasets.make_moons(600, noise=0.18, random_state=0)
    return _points(points) | {"moon": labels(which, ["upper", "lower"])}


def circles() -> Columns:
    """Return 600 points of a noisy ring around a disc."""
    points, which = datasets.make_circles(600, noise=0.09, factor=0.45, random_state=0)
    return _points(points) | {"ring": labels(which, ["outer", "inner"])}


def spirals() -> Columns:
    """Return 800 points of two noisy spirals, each of 1¾ turns."""
    rng = np.random.default_rng(0)
    which = np.arange(800) % 2
    along = np.sqrt(rng.uniform(0.02, 1, 800))
    angle = 3.5 * np.pi * along + np.pi * which
    points = along[:, np.newaxis] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _points(points + rng.normal(0, 0.03, points.shape)) | {"spiral": labels(which, ["first", "second"])}


def sine_waves() -> Columns:
    """Return 2,000 noisy waves of 40 steps, each with its own frequency, phase and height, and the step after them."""
    rng = np.random.default_rng(0)
    frequency = rng.uniform(0.15, 0.6, (2000, 1))
    phase = rng.uniform(0, 2 * np.pi, (2000, 1))
    height = rng.uniform(0.5, 1.5, (2000, 1))
    waves = height * np.sin(frequency * np.arange(STEPS + 1) + phase)
    noisy = waves[:, :STEPS] + rng.normal(0, 0.05, (2000, STEPS))
    return {"wave": noisy[..., np.newaxis].astype(np.float32), "next": waves[:, STEPS]}


def _points(points: Array) -> Columns:
    return {"x": points[:, 0], "y": points[:, 1]}


GENERATED: dict[str, Callable[[], Columns]] = {
    "moons": moons,
    "circles": circles,
    "spirals": spirals,
    "sine_waves": sine_waves,
    "shapes": shapes,
}
