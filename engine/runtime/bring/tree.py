"""HDF5 files that somebody brings, read with checks: all of it lies in the file itself, and is as large as it says.

Links, storage outside the file, datasets made of others and unusual packing are refused before any value is read.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Refusal

MOST_OBJECTS = 60_000
DEEPEST = 40
MOST_BYTES = 4_000_000_000
MOST_RATIO = 100
LARGEST_CHUNK = 32_000_000
LARGEST_TEXT = 10_000_000

_SMALL = 1 << 16
_BLOCK = 8_000_000
_PACKINGS = frozenset({h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_FLETCHER32})
_DAMAGED = say("This HDF5 file is damaged or incomplete; save the model again.")
_STRANGE = say("This file holds {what}, which a model that Keras saved never has; it was not opened.")


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """An array in the file: its shape and its type, before it is read."""

    shape: tuple[int, ...]
    dtype: np.dtype


class Tree:
    """An open HDF5 file all of which was checked. Paths have no slash at their ends; the root is `""`."""

    def __init__(self, file: h5py.File) -> None:
        self._file = file
        self.leaves: dict[str, Leaf] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        self._walk()

    def text(self, group: str, name: str) -> str | None:
        """Return a text kept beside a group; `None` where there is none."""
        value = self._attribute(group, name)
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        return value if isinstance(value, str) else None

    def texts(self, group: str, name: str) -> tuple[str, ...]:
        """Return a list of texts kept beside a group, which Keras cuts into several where it is long."""
        whole = self._attribute(group, name)
        parts = [] if whole is None else [whole]
        while whole is None and (part := self._attribute(group, f"{name}{len(parts)}")) is not None:
            parts.append(part)
        found = [each for part in parts for each in np.atleast_1d(np.asarray(part, dtype=object)).ravel()]
        return tuple(each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in found)

    def blocks(self, path: str) -> Iterator[Array]:
        """Yield an array bit by bit along its first axis, so that little of it is in memory at a time."""
        leaf, dataset = self.leaves[path], self._file[path]
        rows = max(1, _BLOCK // max(1, leaf.dtype.itemsize * math.prod(leaf.shape[1:])))
        for start in range(0, leaf.shape[0] if leaf.shape else 1, rows):
            with _said():
                block = np.asarray(dataset[start : start + rows] if leaf.shape else dataset[()])
            yield block

    def _attribute(self, group: str, name: str) -> object:
        attributes = self._file[group or "/"].attrs
        if name not in attributes:
            return None
        with _said():
            kept = attributes.get_id(name)
            size = kept.get_type().get_size() * max(1, kept.get_space().get_simple_extent_npoints())
            if size > LARGEST_TEXT:
                raise Refusal(_STRANGE.format(what="a text that is far too long"))
            value = attributes[name]
        if isinstance(value, str | bytes) and len(value) > LARGEST_TEXT:
            raise Refusal(_STRANGE.format(what="a text that is far too long"))
        return value

    def _walk(self) -> None:
        todo: list[tuple[str, h5py.Group]] = [("", self._file)]
        seen = {_address(self._file)}
        total = 0
        while todo:
            path, group = todo.pop()
            names = tuple(group)
            self.groups[path] = names
            if len(self.groups) + len(self.leaves) + len(names) > MOST_OBJECTS or path.count("/") > DEEPEST:
                raise Refusal(_STRANGE.format(what="far too many parts"))
            for name in names:
                inner, item = f"{path}/{name}".lstrip("/"), _own(group, name)
                if _address(item) in seen:
                    raise Refusal(_STRANGE.format(what="the same part in two places"))
                seen.add(_address(item))
                if isinstance(item, h5py.Group):
                    todo.append((inner, item))
                elif isinstance(item, h5py.Dataset):
                    leaf = self.leaves[inner] = _leaf(item)
                    total += leaf.dtype.itemsize * math.prod(leaf.shape)
                if total > MOST_BYTES:
                    raise Refusal(
                        say("This file declares more than 4 GB of weights; that is more than can be opened here.")
                    )


@contextmanager
def opened(path: Path) -> Iterator[Tree]:
    """Open and check the HDF5 file at `path`. Raises `Refusal` with one sentence."""
    with _said():
        file = h5py.File(path, "r")
    with file:
        with _said():
            tree = Tree(file)
        yield tree


@contextmanager
def _said() -> Iterator[None]:
    """Say what the library finds wrong with a file in one sentence."""
    try:
        yield
    except Refusal:
        raise
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as fault:
        raise Refusal(_DAMAGED) from fault


def _own(group: h5py.Group, name: str) -> h5py.Group | h5py.Dataset:
    """Return a member that lies in this file. A link is never followed, so nothing else is opened."""
    link = group.get(name, getlink=True)
    if not isinstance(link, h5py.HardLink):
        raise Refusal(_STRANGE.format(what="a link to another place or file"))
    return group[name]


def _address(item: h5py.Group | h5py.Dataset) -> int:
    return int(h5py.h5o.get_info(item.id).addr)


def _leaf(dataset: h5py.Dataset) -> Leaf:
    made = dataset.id.get_create_plist()
    # Asked before the shape: asking a virtual dataset for its shape opens the files that it is made of.
    if made.get_layout() == h5py.h5d.VIRTUAL or made.get_external_count():
        raise Refusal(_STRANGE.format(what="values kept in other files"))
    if any(made.get_filter(number)[0] not in _PACKINGS for number in range(made.get_nfilters())):
        raise Refusal(_STRANGE.format(what="values packed in an unusual way"))
    dtype, shape = dataset.dtype, tuple(int(size) for size in dataset.shape or ())
    size = dtype.itemsize * math.prod(shape)
    if dataset.chunks and dtype.itemsize * math.prod(dataset.chunks) > LARGEST_CHUNK:
        raise Refusal(_STRANGE.format(what="values packed in pieces that are far too large"))
    if size > max(_SMALL, MOST_RATIO * dataset.id.get_storage_size()):
        raise Refusal(say("This file declares far more weights than it holds; it was not opened."))
    return Leaf(shape=shape, dtype=dtype)
