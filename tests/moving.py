"""Clips for tests: a bright square that moves to the left or to the right; no single frame tells which."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image


def clip(way: str, seed: int, *, frames: int = 8, side: int = 24) -> np.ndarray:
    """Return `(frame, height, width)` uint8; where it begins is drawn so that all frames look alike in both ways."""
    draw = np.random.default_rng(seed)
    row, first = draw.integers(2, side - 8), draw.integers(0, side)
    found = draw.normal(40, 12, (frames, side, side))
    for number in range(frames):
        step = 2 * number if way == "right" else -2 * number
        columns = (first + step + np.arange(6)) % side
        found[number, row : row + 6, columns] += 150
    return found.clip(0, 255).astype(np.uint8)


def gif(frames: np.ndarray) -> bytes:
    """Return frames as an animated GIF."""
    pictures, file = [Image.fromarray(frame) for frame in frames], io.BytesIO()
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:], duration=80, loop=0, disposal=1)
    return file.getvalue()


def png(frame: np.ndarray) -> bytes:
    """Return one frame as a PNG."""
    file = io.BytesIO()
    Image.fromarray(frame).save(file, "PNG")
    return file.getvalue()


def frame_files(count: int = 20, **settings: int) -> dict[str, bytes]:
    """Return clips as folders of frames, `left/clip 3/frame_10.png`."""
    return {
        f"{way}/clip {number}/frame_{place}.png": png(frame)
        for number in range(count)
        for way in ("left", "right")
        for place, frame in enumerate(clip(way, 2 * number + (way == "left"), **settings))
    }


def gif_files(count: int = 20, **settings: int) -> dict[str, bytes]:
    """Return clips as GIFs, `left/3.gif`."""
    return {
        f"{way}/{number}.gif": gif(clip(way, 2 * number + (way == "left"), **settings))
        for number in range(count)
        for way in ("left", "right")
    }


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a ZIP."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
