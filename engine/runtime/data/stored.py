"""The columns of an uploaded data set, kept beside it as plain files, one for each, so that it is read once only.

A file holds nothing but values, and is mapped into memory when it is read; `columns.json` says what they are. Values of
different lengths (sounds, whole texts) stand one after the other, and a second file says where each ends.
"""

import json
import math
import mmap
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine.home import write_json
from engine.runtime.data.raw import Array, Columns, labels
from engine.said import say
from engine.words import JsonObject, Refusal

_INDEX = "columns.json"
_VERSION = 1


@dataclass(kw_only=True)
class Growing:
    """A column that is written value by value, each of the same shape."""

    path: Path
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    count: int = 0

    def add(self, values: Array) -> None:
        """Append values `(value, …)`."""
        with self.path.open("ab") as file:
            file.write(np.ascontiguousarray(values, dtype=self.dtype).data)
        self.count += len(values)

    def said(self) -> JsonObject:
        """Return what must be known to read the file."""
        return {"file": self.path.name, "dtype": self.dtype.str, "shape": [self.count, *self.shape]}


@dataclass(kw_only=True)
class Ragged:
    """A column that is written value by value, each of a length of its own; with `text` they are texts as UTF-8."""

    values: Growing
    ends: Growing
    text: bool

    def add(self, value: Array | str) -> None:
        """Append one value: numbers `(place,)`, or a text."""
        self.extend([value])

    def extend(self, values: Sequence[Array | str]) -> None:
        """Append some values at once: opening a file for each takes longer than writing it."""
        parts = [np.frombuffer(each.encode(), np.uint8) if isinstance(each, str) else each for each in values]
        if parts:
            self.ends.add(self.values.count + np.cumsum([len(part) for part in parts], dtype=np.int64))
            self.values.add(np.concatenate(parts))


@dataclass(kw_only=True)
class Keeping:
    """Columns that are being written; nothing of them is seen before all are there."""

    folder: Path
    _columns: dict[str, Growing | Ragged] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def grow(self, name: str, dtype: str, shape: tuple[int, ...] = ()) -> Growing:
        """Begin a column whose values have such a shape."""
        growing = self._growing("values", dtype, shape)
        self._columns[name] = growing
        return growing

    def ragged(self, name: str, dtype: str = "uint8", *, text: bool = False) -> Ragged:
        """Begin a column whose values differ in length: numbers, or with `text` whole texts."""
        ragged = Ragged(values=self._growing("values", dtype), ends=self._growing("ends", "int64"), text=text)
        self._columns[name] = ragged
        return ragged

    def add(self, name: str, values: Array) -> None:
        """Keep a column: numbers as they are, of texts, which are few, each once."""
        if values.dtype.kind == "O":
            texts, codes = np.unique(values, return_inverse=True)
            self.add_texts(name, [str(text) for text in texts], codes)
        else:
            self.grow(name, values.dtype.str, values.shape[1:]).add(values)

    def add_texts(self, name: str, texts: Sequence[str], codes: Array) -> None:
        """Keep a column of texts, of which there are few: each once, and its number for every row."""
        self._texts[name] = list(texts)
        self.add(name, codes.astype(np.min_scalar_type(len(texts))))

    def index(self) -> JsonObject:
        """Return what `stored` must know to read them."""
        columns = [self._said(name, column) for name, column in self._columns.items()]
        return {"version": _VERSION, "folder": self.folder.name, "columns": list(columns)}

    def _said(self, name: str, column: Growing | Ragged) -> JsonObject:
        if isinstance(column, Ragged):
            return {"name": name, **column.values.said(), "ends": column.ends.said(), "text": column.text}
        texts: JsonObject = {"texts": list(self._texts[name])} if name in self._texts else {}
        return {"name": name, **column.said(), **texts}

    def _growing(self, ending: str, dtype: str, shape: tuple[int, ...] = ()) -> Growing:
        path = self.folder / f"{len(self._columns)}.{ending}"
        path.touch()
        return Growing(path=path, dtype=np.dtype(dtype).newbyteorder("<"), shape=shape)


@contextmanager
def keeping(folder: Path) -> Iterator[Keeping]:
    """Write the columns of the data set in `folder`, in place of those that are there; all of them or none."""
    fresh = folder / f"columns-{secrets.token_hex(4)}"
    fresh.mkdir()
    try:
        columns = Keeping(folder=fresh)
        yield columns
        write_json(folder / _INDEX, columns.index())
    except BaseException:
        shutil.rmtree(fresh)
        raise
    for older in folder.glob("columns-*"):
        if older != fresh:
            shutil.rmtree(older)


def is_kept(folder: Path) -> bool:
    """Whether columns are kept in `folder`, in the form in which they are kept now."""
    try:
        return bool(json.loads((folder / _INDEX).read_text("utf-8"))["version"] == _VERSION)
    except FileNotFoundError:
        return False


def stored(folder: Path) -> Columns:
    """Return what was kept in `folder`; raises `Refusal` where nothing is."""
    try:
        return _columns(folder)
    except FileNotFoundError:
        pass
    try:
        # The data set may have been read anew between its index and its files.
        return _columns(folder)
    except FileNotFoundError as fault:
        raise Refusal(say("What was read from this data set is gone; upload it again.")) from fault


def text_numbers(folder: Path) -> Columns:
    """Return of the columns of few texts that are kept in `folder` the number of each row's text."""
    index = json.loads((folder / _INDEX).read_text("utf-8"))
    return {each["name"]: _mapped(folder / index["folder"], each) for each in index["columns"] if "texts" in each}


def release(values: Array) -> None:
    """Let go of the memory in which a mapped column was read; what is asked for again is read from the disk again."""
    root: Any = values
    while isinstance(root, np.ndarray):
        root = root.base
    if isinstance(root, mmap.mmap):
        root.madvise(mmap.MADV_DONTNEED)


def _columns(folder: Path) -> Columns:
    index = json.loads((folder / _INDEX).read_text("utf-8"))
    return {column["name"]: _column(folder / index["folder"], column) for column in index["columns"]}


def _column(folder: Path, column: dict[str, Any]) -> Array:
    values = _mapped(folder, column)
    if "ends" in column:
        return _cut(values, _mapped(folder, column["ends"]), text=bool(column["text"]))
    return labels(values, column["texts"]) if "texts" in column else values


def _mapped(folder: Path, said: dict[str, Any]) -> Array:
    shape = tuple(said["shape"])
    # Nothing cannot be mapped.
    if not math.prod(shape):
        return np.empty(shape, said["dtype"])
    return np.memmap(folder / said["file"], dtype=said["dtype"], mode="r", shape=shape)


def _cut(values: Array, ends: Array, *, text: bool) -> Array:
    """Return one object a row: a view of its values, which are read when they are looked at, or its text."""
    # Views of a memmap are slow to make.
    plain, begin = np.asarray(values), 0
    rows = np.empty(len(ends), dtype=object)
    for row, end in enumerate(ends.tolist()):
        rows[row] = plain[begin:end].tobytes().decode() if text else plain[begin:end]
        begin = end
    return rows
