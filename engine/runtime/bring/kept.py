"""Writes and reads weights that were brought in, in the form that `engine.brought` says."""

import json
import math
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy

from engine.brought import ABOUT, WEIGHTS, place
from engine.home import write_json
from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Json, Refusal

MOST_BYTES = 4_000_000_000


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where new weights go: their id (`None`: a new one), and how many bytes they may take."""

    model: str | None = None
    most: int = MOST_BYTES

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> "Room":
        """Return what the web process asks of a job."""
        return cls(model=request.get("model"), most=min(MOST_BYTES, int(request.get("most", MOST_BYTES))))


ANYWHERE = Room()
"""A new id, and as much as weights may take at all."""


class Store:
    """Takes arrays one after the other, never more than a block of one in memory."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self._archive = archive
        self._most = self._left = most
        self.names: list[str] = []

    def put(self, name: str, shape: tuple[int, ...], dtype: str, blocks: Iterable[Array]) -> None:
        """Write one array, given in blocks along its first axis, in the type `dtype`.

        Raises `Refusal` where it is more than may be kept.
        """
        wanted = np.dtype(dtype)
        self._left -= wanted.itemsize * math.prod(shape)
        if self._left < 0:
            raise Refusal(
                say(
                    "The weights of this model take more than the {most} MB that are left to you. Delete a data set "
                    "or a project that you do not need.",
                    most=round(self._most / 1e6),
                )
            )
        header = {"descr": npy.dtype_to_descr(wanted), "fortran_order": False, "shape": shape}
        with self._archive.open(f"{name}.npy", "w", force_zip64=True) as out:
            npy.write_array_header_1_0(out, header)
            for block in blocks:
                out.write(np.ascontiguousarray(block, dtype=wanted).tobytes())
        self.names.append(name)


@contextmanager
def making(room: Room = ANYWHERE) -> Iterator[tuple[str, Path]]:
    """Yield the id of new weights and their folder, which is there whole or not at all."""
    model = room.model or secrets.token_hex(12)
    unfinished = place() / f".{model}"
    unfinished.mkdir(mode=0o700)
    try:
        yield model, unfinished
        if (unfinished / WEIGHTS).exists():
            unfinished.rename(place() / model)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def storing(folder: Path, about: Mapping[str, Json], most: int = MOST_BYTES) -> Iterator[Store]:
    """Yield where the arrays go; nothing is kept where none came."""
    with zipfile.ZipFile(folder / WEIGHTS, "w", zipfile.ZIP_STORED) as archive:
        store = Store(archive, most)
        yield store
    if store.names:
        write_json(folder / ABOUT, {**about, "weights": store.names})
    else:
        (folder / WEIGHTS).unlink()


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
