"""Prepared samples on the disk, beside the data set that they are of: the next run on the same data begins at once.

`datasets/<id>/prepared/<key>/` holds one NumPy file an array, mapped into memory when it is read, and `index.json`. It
has its name only when it is whole, and goes when its data set does. Nothing depends on it: what is not there, damaged
or too large for the disk is prepared.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.builtin import BUILTIN
from engine.data.schema import Schema
from engine.data.schema_json import dump, read
from engine.home import home, write_json
from engine.runs.lock import held
from engine.runtime.data.part import Part
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.words import Json, JsonObject

WORTH_SECONDS = 0.2
"""What is prepared faster is prepared again."""

_MEGABYTES = 4000
_FOLDER, _INDEX, _LOCK = "prepared", "index.json", "prepared.lock"
_UNFINISHED = "unfinished-"
_SOURCES = ("data", "runtime/data")  # what they say decides what is prepared
_LIBRARIES = ("keras", "tensorflow", "numpy")
# What a person sees of a data set and no network reads.
_SEEN = frozenset({"title", "sentence", "notes", "preview", "insight", "proposed"})
_writing = ThreadPoolExecutor(1)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was prepared: the way, the bytes of a sample, and of each part its rows, or its samples with them."""

    preparation: Preparation
    size: int
    parts: Mapping[str, Part | Array]


def place(schema: Schema, asked: Json) -> Path:
    """Return where the samples of a data set are kept that were prepared as `asked`, by this code."""
    known = {name: value for name, value in dump(schema).items() if name not in _SEEN}
    said = json.dumps([_code(), known, asked], sort_keys=True, default=str)
    return home() / "datasets" / schema.id / _FOLDER / hashlib.sha256(said.encode()).hexdigest()[:32]


def is_read_so(schema: Schema) -> bool:
    """Whether a data set is read as `schema` says; of one that is read in another way by now nothing may be kept."""
    try:
        now = read(home() / "datasets" / schema.id / "schema.json")
    except (OSError, ValueError):
        return schema.id in BUILTIN
    return (dict(now.read), now.size) == (dict(schema.read), schema.size)


def find(folder: Path) -> Kept | None:
    """Return what is kept in `folder`, mapped into memory; `None` where nothing is, or a file of it is damaged."""
    try:
        index = json.loads((folder / _INDEX).read_text("utf-8"))
        parts = {name: _part(folder, said) for name, said in index["parts"].items()}
        os.utime(folder)
    except (OSError, ValueError):
        return None
    return Kept(preparation=Preparation.from_json(index["preparation"]), size=index["size"], parts=parts)


def keep(folder: Path, kept: Kept) -> Future[bool]:
    """Write samples to `folder` while whoever prepared them goes on; the answer says whether there was room."""
    return _writing.submit(_keep, folder, kept)


def _keep(folder: Path, kept: Kept) -> bool:
    names = {id(array): f"{number}.npy" for number, array in enumerate(_arrays(kept))}
    size = sum({id(array): array.nbytes for array in _arrays(kept)}.values())
    try:
        with held(home() / _LOCK) as free:
            if not free or folder.exists() or not _make_room(size):
                return False
            unfinished = folder.with_name(f"{_UNFINISHED}{secrets.token_hex(4)}")
            _begin(unfinished)
            try:
                _write(unfinished, kept, names)
                unfinished.rename(folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
    except OSError:
        # The disk is full, or the data set was deleted meanwhile: a run needs nothing of this.
        return False
    return True


def _begin(unfinished: Path) -> None:
    data_set, prepared = unfinished.parents[1], unfinished.parent
    if data_set.name in BUILTIN:
        data_set.mkdir(mode=0o700, parents=True, exist_ok=True)
    # That of an upload is not made anew, should it have been deleted.
    prepared.mkdir(mode=0o700, exist_ok=True)
    unfinished.mkdir(mode=0o700)


def _write(folder: Path, kept: Kept, names: Mapping[int, str]) -> None:
    written: set[str] = set()
    for array in _arrays(kept):
        if (name := names[id(array)]) not in written:
            written.add(name)
            with (folder / name).open("wb") as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
                file.flush()
                os.fsync(file.fileno())
    parts: JsonObject = {name: _said(part, names) for name, part in kept.parts.items()}
    write_json(folder / _INDEX, {"preparation": kept.preparation.to_json(), "size": kept.size, "parts": parts})


def _said(part: Part | Array, names: Mapping[int, str]) -> JsonObject:
    if not isinstance(part, Part):
        return {"rows": names[id(part)]}
    x = {node: names[id(array)] for node, array in part.x.items()}
    y = {node: names[id(array)] for node, array in part.y.items()}
    return {"rows": names[id(part.rows)], "x": x, "y": y}


def _part(folder: Path, said: Mapping[str, Any]) -> Part | Array:
    array = cache(lambda name: _mapped(folder / name))
    rows = array(said["rows"])
    if "x" not in said:
        return rows
    # What is to be given again is what goes in, the very same array.
    x = {node: array(name) for node, name in said["x"].items()}
    return Part(x=x, y={node: array(name) for node, name in said["y"].items()}, rows=rows)


def _mapped(path: Path) -> Array:
    # An empty array cannot be mapped; and to view a memmap takes longer than to view an array.
    return np.asarray(np.load(path, mmap_mode="r" if path.stat().st_size > _EMPTY else None, allow_pickle=False))


_EMPTY = 128  # bytes of a file with nothing but a header


def _arrays(kept: Kept) -> Iterator[Array]:
    for part in kept.parts.values():
        if isinstance(part, Part):
            yield from (part.rows, *part.x.values(), *part.y.values())
        else:
            yield part


def _make_room(size: int) -> bool:
    """Remove what no run wanted for longest, until `size` bytes more fit in; false where they never do.

    Whoever has an array of it mapped keeps that.
    """
    folders = sorted((home() / "datasets").glob(f"*/{_FOLDER}/*"), key=lambda each: each.stat().st_mtime)
    sizes = {each: sum(file.stat().st_size for file in each.iterdir()) for each in folders}
    used = sum(sizes.values())
    room = min(_most(), (used + shutil.disk_usage(home()).free) // 4)
    for folder in folders:
        # Only one writes at a time: what is unfinished now was left by one that died.
        if folder.name.startswith(_UNFINISHED) or (size <= room < used + size):
            gone = folder.with_name(f"{_UNFINISHED}{secrets.token_hex(4)}")
            folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
            used -= sizes[folder]
    return used + size <= room


def _most() -> int:
    return int(os.environ.get("LAYERLOOM_PREPARED_MB") or _MEGABYTES) * 1_000_000


@cache
def _code() -> str:
    """Return a digest of what turns raw values into samples: our code, and the libraries that it calls."""
    digest = hashlib.sha256("".join(f"{name} {version(name)};" for name in _LIBRARIES).encode())
    engine = Path(__file__).resolve().parents[2]
    for source in _SOURCES:
        for path in sorted((engine / source).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
