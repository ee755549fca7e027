"""The file that somebody brings: a `.keras` archive, an `.h5` file or the JSON of a model, told by its content."""

import json
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.data.members import BROKEN, member
from engine.document.load import LARGEST_BYTES
from engine.runtime.bring import tree
from engine.runtime.bring.carried import MEMBER
from engine.runtime.bring.tree import Tree
from engine.said import say
from engine.words import Json, JsonObject, Refusal

MOST_MEMBERS = 1000
LARGEST_CONFIG = 10_000_000
LARGEST_WEIGHTS = 4_000_000_000
LARGEST_VOCABULARY = 1_000_000
MOST_VOCABULARIES = 20
MOST_RATIO = 100
DEEPEST = 100

_ZIP = b"PK"
_HDF5 = b"\x89HDF\r\n\x1a\n"
_SMALL = 1 << 20
_BLOCK = 1 << 20
_TEXT = say("This file is neither a .keras or .h5 file nor the JSON of a Keras model; save it again with model.save.")
_DAMAGED = say("This .keras file is damaged or incomplete; save the model again.")
_VOCABULARY = re.compile(r"assets/(.+)/vocabulary\.txt")


@dataclass(frozen=True, kw_only=True)
class Package:
    """What a file holds: the model's JSON, how it was compiled, which Keras wrote it, and its weights if any.

    `vocabularies`: the words that layers learned to know, as they lie in the file, by the layer's group in `weights`;
    cut where they are too long.
    `legacy`: the weights lie as Keras 2 kept them, layer by layer under their names. `document`: what it carries of
    ours, as it came; `None` where it carries none.
    """

    model: JsonObject
    compiled: JsonObject
    version: str
    weights: Tree | None
    legacy: bool
    document: bytes | None = None
    vocabularies: Mapping[str, bytes] = field(default_factory=dict)


@contextmanager
def opened(path: Path, folder: Path) -> Iterator[Package]:
    """Open the file at `path`; `folder` takes what has to be unpacked. Raises `Refusal` with one sentence."""
    with path.open("rb") as file:
        head = file.read(len(_HDF5))
    if head.startswith(_ZIP):
        with _archive(path, folder) as package:
            yield package
    elif head == _HDF5:
        with tree.opened(path) as kept:
            yield _hdf5(kept)
    else:
        if path.stat().st_size > LARGEST_CONFIG:
            raise Refusal(_TEXT)
        yield _package(_parsed(path.read_bytes(), _TEXT), None, legacy=False)


def _hdf5(kept: Tree) -> Package:
    text = kept.text("", "model_config")
    if text is None:
        raise Refusal(say("This file holds weights alone, not the network; save the whole model with model.save."))
    model = _parsed(text.encode(), say("The network in this .h5 file cannot be read; save the model again."))
    training = kept.text("", "training_config")
    compiled = (
        _parsed(training.encode(), say("How this model was compiled cannot be read; save it again."))
        if training
        else {}
    )
    version = kept.text("", "keras_version") or ""
    weights = kept if "model_weights" in kept.groups else None
    return Package(model=model, compiled=compiled, version=version, weights=weights, legacy=True)


@contextmanager
def _archive(path: Path, folder: Path) -> Iterator[Package]:
    unpacked = folder / "weights.h5"
    try:
        with _zip(path) as archive:
            members = _members(archive)
            if "config.json" not in members:
                raise Refusal(say("This archive holds no config.json, so it is no .keras file; save the model again."))
            model = _parsed(_read(archive, members["config.json"]), _DAMAGED)
            said = _parsed(_read(archive, members["metadata.json"]), _DAMAGED) if "metadata.json" in members else {}
            document = _cut(archive, members[MEMBER], LARGEST_BYTES) if MEMBER in members else None
            vocabularies = dict(_vocabularies(archive, members))
            if "model.weights.h5" in members:
                _unpack(archive, members["model.weights.h5"], unpacked)
        package = _package(model, None, legacy=False, version=str(said.get("keras_version", ""))[:40])
        package = replace(package, document=document, vocabularies=vocabularies)
        if not unpacked.exists():
            yield package
            return
        with tree.opened(unpacked) as kept:
            yield replace(package, weights=kept)
    finally:
        unpacked.unlink(missing_ok=True)


def _package(model: JsonObject, weights: Tree | None, *, legacy: bool, version: str = "") -> Package:
    compiled = model.get("compile_config")
    return Package(
        model=model,
        compiled=compiled if isinstance(compiled, Mapping) else {},
        version=version or str(model.get("keras_version", ""))[:40],
        weights=weights,
        legacy=legacy,
    )


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except BROKEN as fault:
        raise Refusal(_DAMAGED) from fault


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise Refusal(
            say(
                "This archive holds {entries} files; a .keras file has a few, so it was not opened.",
                entries=len(entries),
            )
        )
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if member(entry.filename) is None or stat.S_ISLNK(entry.external_attr >> 16) or entry.filename in found:
            raise Refusal(say("This archive holds files whose names lead elsewhere or come twice; it was not opened."))
        found[entry.filename] = entry
    return found


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes; a header may lie, so what comes out is counted."""
    most = min(LARGEST_CONFIG, max(_SMALL, entry.compress_size * MOST_RATIO))
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise Refusal(say("The network in this file unpacks to far more than it should; it was not opened."))
    return content


def _cut(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member, cut after `most` and one bytes, and nothing of what is damaged: both cannot be read then."""
    try:
        with archive.open(entry) as stream:
            return stream.read(most + 1)
    except BROKEN:
        return b""


def _vocabularies(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    found = [(match[1], entry) for name, entry in members.items() if (match := _VOCABULARY.fullmatch(name))]
    for group, entry in found[:MOST_VOCABULARIES]:
        yield group, _cut(archive, entry, LARGEST_VOCABULARY)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    left = min(LARGEST_WEIGHTS, max(_SMALL, entry.compress_size * MOST_RATIO))
    with archive.open(entry) as stream, path.open("wb") as out:
        while block := stream.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise Refusal(say("The weights in this file unpack to far more than they should; it was not opened."))
            out.write(block)


def _parsed(content: bytes, sentence: str) -> JsonObject:
    if len(content) > LARGEST_CONFIG:
        raise Refusal(
            say("The network in this file is described in more than 10 MB; that is no model that can be opened.")
        )
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refusal(sentence) from error
    if not isinstance(value, Mapping) or not _flat(value):
        raise Refusal(sentence)
    return value


def _flat(value: Json) -> bool:
    """Whether what is nested can be walked through by recursion."""
    level: list[Json] = [value]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in _inner(each)]
        if not level:
            return True
    return False


def _inner(value: Json) -> Sequence[Json]:
    if isinstance(value, Mapping):
        return [each for each in value.values() if isinstance(each, Mapping | list)]
    return [each for each in value if isinstance(each, Mapping | list)] if isinstance(value, list) else ()
