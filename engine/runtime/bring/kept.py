"""Weights that were brought in, in a form of our own: `models/<id>/weights.npz` of plain arrays, and what they are of.

An array's name is the expanded id of its node and its number among the layer's weights: `conv1/0`, `conv1/1`.
"""

import json
import re
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from engine.home import home, write_json
from engine.runtime.data.raw import Array
from engine.words import Json

WEIGHTS = "weights.npz"
ABOUT = "model.json"

_ID = re.compile(r"[a-f0-9]{24}")


class Store:
    """Takes arrays one after the other, never more than a block of one in memory."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names: list[str] = []

    def put(self, name: str, shape: tuple[int, ...], dtype: str, blocks: Iterable[Array]) -> None:
        """Write one array, given in blocks along its first axis, in the type `dtype`."""
        wanted = np.dtype(dtype)
        header = {"descr": npy.dtype_to_descr(wanted), "fortran_order": False, "shape": shape}
        with self._archive.open(f"{name}.npy", "w", force_zip64=True) as out:
            npy.write_array_header_1_0(out, header)
            for block in blocks:
                out.write(np.ascontiguousarray(block, dtype=wanted).tobytes())
        self.names.append(name)


@contextmanager
def making() -> Iterator[tuple[str, Path]]:
    """Yield the id of new weights and their folder, which is there whole or not at all."""
    place = home() / "models"
    place.mkdir(mode=0o700, exist_ok=True)
    model = secrets.token_hex(12)
    unfinished = place / f".{model}"
    unfinished.mkdir(mode=0o700)
    try:
        yield model, unfinished
        if (unfinished / WEIGHTS).exists():
            unfinished.rename(place / model)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def storing(folder: Path, about: Mapping[str, Json]) -> Iterator[Store]:
    """Yield where the arrays go; nothing is kept where none came."""
    with zipfile.ZipFile(folder / WEIGHTS, "w", zipfile.ZIP_STORED) as archive:
        store = Store(archive)
        yield store
    if store.names:
        write_json(folder / ABOUT, {**about, "weights": store.names})
    else:
        (folder / WEIGHTS).unlink()


def folder_of(model: str) -> Path | None:
    """Return the folder of brought weights, `None` where there are none under this id."""
    folder = home() / "models" / model if _ID.fullmatch(model) else None
    return folder if folder is not None and (folder / WEIGHTS).is_file() else None


class Kept:
    """Brought weights, read as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._names: Sequence[str] = json.loads((folder / ABOUT).read_text("utf-8"))["weights"]
        self._arrays: Mapping[str, Array] = np.load(folder / WEIGHTS, allow_pickle=False)

    def of(self, key: str) -> list[Array]:
        """Return the arrays of the node with this expanded id, in the layer's order; none where it has none."""
        found: list[Array] = []
        while (name := f"{key}/{len(found)}") in self._arrays:
            found.append(self._arrays[name])
        return found

    @property
    def nodes(self) -> tuple[str, ...]:
        """The expanded ids of the nodes that weights were brought for."""
        return tuple(dict.fromkeys(name.rpartition("/")[0] for name in self._names))
