"""Arrays of NumPy, NPY or NPZ with several of them. A header is believed only where the bytes bear it out."""

import math
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy

from engine.data import infer
from engine.data.members import BROKEN, member
from engine.data.schema import Feature, Schema
from engine.runtime.data.describe import describe, number
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.names import names
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import values
from engine.runtime.data.stored import Keeping, keeping, stored
from engine.said import say
from engine.words import Refusal

MAGIC = b"\x93NUMPY"
MOST_BYTES = 2_000_000_000
_MOST_ARRAYS = 200
_MOST_AXES = 5
_CHUNK = 1 << 22
_PREVIEWS = 20
_PIXELS = 8
_LONGEST_TEXT = 200


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What the header of an array says: its name, its numbers' type, its shape, and the order of its axes."""

    name: str
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    fortran: bool

    @property
    def bytes(self) -> int:
        """How many bytes its values take."""
        return self.dtype.itemsize * math.prod(self.shape)


def is_arrays(upload: Upload) -> bool:
    """Whether a file is an array, or a ZIP of nothing else."""
    inside = upload.members
    return upload.head.startswith(MAGIC) or (bool(inside) and all(name.endswith(".npy") for name in inside))


def inspect_arrays(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of arrays whose first axis counts the samples, keeping them beside the upload.

    Raises `Refusal` where one holds Python objects, which are never read, is damaged, or takes more than 2 GB.
    """
    notes: list[str] = []
    with _opened(upload) as files:
        found = {name: _declared(name, file) for name, file in files()}
        rows = _rows(found)
        taken = {name: one for name, one in found.items() if one.shape and one.shape[0] == rows}
        for name in found.keys() - taken.keys():
            words = say("“{name}” has no entry for each of the {rows} samples: it is left out.", name=name, rows=rows)
            notes.append(words)
        if sum(one.bytes for one in taken.values()) > MOST_BYTES:
            raise Refusal(say("The arrays take more than 2 GB; bring fewer samples."))
        with keeping(upload.folder) as columns:
            for done, (name, file) in enumerate(files()):
                report(0.1 + 0.8 * done / len(found), say("Reading the arrays …"))
                if name in taken:
                    _declared(name, file)
                    _keep(columns, taken[name], file, upload.folder)
    return _schema(upload, rows, notes)


@contextmanager
def _opened(upload: Upload) -> Iterator[Callable[[], Iterator[tuple[str, IO[bytes]]]]]:
    """Give a function that goes through all arrays, each at its begin."""
    stem = Path(upload.title).stem or "array"
    if not upload.is_zip():

        def alone() -> Iterator[tuple[str, IO[bytes]]]:
            with upload.file.open("rb") as file:
                yield stem, file

        yield alone
        return
    if len(upload.members) > _MOST_ARRAYS or not all(map(member, upload.members)):
        raise Refusal(say("The file holds more than {most} arrays, or one with a strange name.", most=_MOST_ARRAYS))
    with zipfile.ZipFile(upload.file) as packed:
        inside = sorted(packed.namelist())
        called = names([name.removesuffix(".npy") for name in inside], header=True)

        def each() -> Iterator[tuple[str, IO[bytes]]]:
            for name, path in zip(called, inside, strict=True):
                with packed.open(path) as file:
                    yield name, file

        try:
            yield each
        except BROKEN as fault:
            raise Refusal(say("The file is damaged: an array in it cannot be unpacked.")) from fault


def _declared(name: str, file: IO[bytes]) -> Declared:
    """Read the header of an array, and leave the file at its values."""
    try:
        version = npy.read_magic(file)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(file, max_header_size=10_000)
    except (ValueError, EOFError) as fault:
        raise Refusal(say("“{name}” is no array of NumPy, or its begin is damaged.", name=name)) from fault
    if dtype.hasobject:
        raise Refusal(
            say("“{name}” holds Python objects, which are never read; save it with plain numbers or texts.", name=name)
        )
    if dtype.names or dtype.kind not in "biufUS":
        raise Refusal(say("“{name}” holds neither numbers nor texts ({kind}).", name=name, kind=str(dtype)[:40]))
    if len(shape) > _MOST_AXES or any(size < 0 for size in shape):
        axes = len(shape)
        raise Refusal(say("“{name}” has {axes} axes; at most {most} are read.", name=name, axes=axes, most=_MOST_AXES))
    return Declared(name=name, dtype=dtype, shape=shape, fortran=fortran)


def _rows(found: Mapping[str, Declared]) -> int:
    """Return how many samples there are: the length of the largest array."""
    largest = max(found.values(), key=lambda one: (len(one.shape) > 0, one.bytes), default=None)
    if largest is None or not largest.shape or not largest.shape[0]:
        raise Refusal(say("There is no array with a first axis that counts samples."))
    return largest.shape[0]


def _keep(columns: Keeping, one: Declared, file: IO[bytes], folder: Path) -> None:
    """Keep an array as a column, piece by piece; a table of few numbers that is all there is, as its columns."""
    if one.fortran and len(one.shape) > 1:
        values = _turned(one, file, folder)
        _add(columns, one, (values[start : start + 4096] for start in range(0, len(values), 4096)))
    else:
        _add(columns, one, _pieces(one, file))


def _add(columns: Keeping, one: Declared, pieces: Iterator[Array]) -> None:
    if one.dtype.kind in "US":
        texts = np.concatenate([_texts(piece) for piece in pieces])
        distinct, codes = np.unique(texts, return_inverse=True)
        columns.add_texts(one.name, [str(text)[:_LONGEST_TEXT] for text in distinct], codes)
        return
    picture = _is_picture(one)
    # Grey pictures have no axis for their one channel.
    shape = (*one.shape[1:], 1) if picture and len(one.shape) == 3 else one.shape[1:]
    kept = columns.grow(one.name, "uint8" if picture else "float32" if shape else "float64", shape)
    for piece in pieces:
        kept.add(piece.reshape(len(piece), *shape))


def _texts(piece: Array) -> Array:
    if piece.ndim > 1:
        raise Refusal(say("Texts are read from arrays of one axis only; one here has {axes}.", axes=piece.ndim))
    return np.char.decode(piece, "utf-8", "replace") if piece.dtype.kind == "S" else piece


def _pieces(one: Declared, file: IO[bytes]) -> Iterator[Array]:
    """Return the values some rows at a time: no more is held than what has come."""
    width = max(1, one.dtype.itemsize * math.prod(one.shape[1:]))
    if width > MOST_BYTES // 10:
        raise Refusal(say("One sample of “{name}” takes more than 200 MB.", name=one.name))
    left, at_once = one.shape[0], max(1, _CHUNK // width)
    while left:
        count = min(left, at_once)
        content = file.read(count * width)
        if len(content) < count * width:
            raise Refusal(say("“{name}” ends before all of its values came; upload it again.", name=one.name))
        yield np.frombuffer(content, dtype=one.dtype).reshape(count, *one.shape[1:])
        left -= count


def _turned(one: Declared, file: IO[bytes], folder: Path) -> Array:
    """Return the values of an array whose axes lie the other way round, by way of a file."""
    flat = Declared(name=one.name, dtype=one.dtype, shape=(math.prod(one.shape),), fortran=False)
    path = folder / "columns-turned"
    try:
        with path.open("wb") as out:
            for piece in _pieces(flat, file):
                out.write(piece.tobytes())
        return np.memmap(path, dtype=one.dtype, mode="r", shape=one.shape[::-1]).T
    finally:
        path.unlink(missing_ok=True)


def _is_picture(one: Declared) -> bool:
    sides = one.shape[1:3]
    channels = len(one.shape) == 3 or (len(one.shape) == 4 and one.shape[3] in {1, 3})
    return one.dtype == np.uint8 and channels and len(sides) == 2 and min(sides) >= _PIXELS


def _schema(upload: Upload, rows: int, notes: list[str]) -> Schema:
    raw = stored(upload.folder)
    features = [_feature(name, column, rows, notes) for name, column in raw.items()]
    guess = infer.target(features, Path(upload.title).stem, header=True)
    features = [infer.as_target(feature) if feature.name == guess else feature for feature in features]
    if guess is None:
        notes.append(say("There is no array with one value for each sample, so there is nothing to answer yet."))
    types = {feature.type for feature in features}
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="images" if "image" in types else "table",
        sentence=say("{rows} samples, {count} arrays.", rows=rows, count=len(features)),
        samples=rows,
        target=guess,
        fingerprint=upload.fingerprint({"form": "arrays"}),
        features=tuple(features),
        read={"form": "arrays"},
        notes=tuple(notes),
    )
    return replace(schema, preview=values(schema, raw, np.arange(min(rows, _PREVIEWS))))


def _feature(name: str, column: Array, rows: int, notes: list[str]) -> Feature:
    if column.ndim == 1:
        return infer.typed(describe(name, column), rows, notes)
    if column.dtype == np.uint8:
        return describe(name, column)
    some = column[:: max(1, column.size // 1_000_000)]
    known = number(name, some[np.isfinite(some)].astype(np.float64))
    missing = int(np.isnan(some).sum())
    return replace(
        known, type="array", shape=column.shape[1:], axes=_axes(column.ndim - 1), classes=(), counts=(), missing=missing
    )


def _axes(count: int) -> tuple[str, ...]:
    known: dict[int, tuple[str, ...]] = {1: ("value",), 2: ("step", "value")}
    return known.get(count, tuple(f"axis {number + 1}" for number in range(count)))
