"""The data sets that are downloaded once: MNIST and Fashion-MNIST, in their authors' own file format.

Format: http://yann.lecun.com/exdb/mnist (magic number, sizes, then plain bytes, all gzipped): no pickle anywhere.
"""

import functools
import gzip
import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.home import home, write_atomic
from engine.runtime.data.raw import Array, Columns, labels
from engine.said import say
from engine.words import Refusal

_SIDE = 28
_MOST_BYTES = 40_000_000
_CHUNK = 1 << 16


@dataclass(frozen=True, kw_only=True)
class _Source:
    address: str
    target: str
    classes: list[str]
    sums: dict[str, str]  # MD5, as the authors publish them


_SOURCES = {
    "mnist": _Source(
        address="https://storage.googleapis.com/cvdf-datasets/mnist/",
        target="digit",
        classes=[str(digit) for digit in range(10)],
        sums={
            "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
            "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
            "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
            "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
        },
    ),
    "fashion_mnist": _Source(
        address="https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
        target="garment",
        classes=["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        sums={
            "train-images-idx3-ubyte.gz": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "train-labels-idx1-ubyte.gz": "25c81989df183df01b3e8a0aad5dffbe",
            "t10k-images-idx3-ubyte.gz": "bef4ecab320f06d8554ea6380940ec79",
            "t10k-labels-idx1-ubyte.gz": "bb300cfdad3c16e7a12a480ee83cd310",
        },
    ),
}


CLASSES = {name: source.classes for name, source in _SOURCES.items()}


def online(name: str) -> Columns:
    """Return images and labels of a downloaded set; raises `Refusal` where it was not downloaded yet."""
    source = _SOURCES[name]
    folder = _folder(name)
    if not present(name):
        raise Refusal(say("“{name}” is not here yet; download it on the Data page first.", name=name))
    parts = {part: _read(folder / part) for part in source.sums}
    images, which = (np.concatenate([parts[p] for p in source.sums if kind in p]) for kind in ("images", "labels"))
    return {"image": images[..., np.newaxis], source.target: labels(which, source.classes)}


def present(name: str) -> bool:
    """Return whether the online set `name` was downloaded."""
    return all((_folder(name) / part).is_file() for part in _SOURCES[name].sums)


def fetch(name: str, report: Callable[[float, str], None]) -> None:
    """Download the set `name` into the home folder; what is there already stays.

    Raises `Refusal` without a network, and where a file is not the one its authors published.
    """
    source = _SOURCES[name]
    folder = _folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    for done, (part, expected) in enumerate(source.sums.items()):
        if (folder / part).is_file():
            continue
        content = _download(source.address + part, functools.partial(_report, report, done, len(source.sums)))
        if hashlib.md5(content, usedforsecurity=False).hexdigest() != expected:
            raise Refusal(say("“{part}” is not the file its authors published; try again later.", part=part))
        write_atomic(folder / part, content)
    report(1.0, "Downloaded.")


def _report(report: Callable[[float, str], None], done: int, parts: int, share: float) -> None:
    report((done + share) / parts, say("Downloading …"))


def _folder(name: str) -> Path:
    return home() / "datasets" / name


def _download(address: str, report: Callable[[float], None]) -> bytes:
    content = bytearray()
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - the address is ours
            size = int(answer.headers.get("Content-Length") or _MOST_BYTES)
            while chunk := answer.read(_CHUNK):
                content += chunk
                if len(content) > _MOST_BYTES:
                    raise Refusal(say("The download is larger than it should be and was stopped."))
                report(min(1.0, len(content) / size))
    except (urllib.error.URLError, TimeoutError, ConnectionError) as fault:
        raise Refusal(
            say("The download needs a network, and none answers here; the other data sets work without.")
        ) from fault
    return bytes(content)


def _read(path: Path) -> Array:
    """Return the array in an idx file: `(sample, 28, 28)` for images, `(sample,)` for labels."""
    with gzip.open(path) as file:
        axes = file.read(4)[3]
        shape = [int.from_bytes(file.read(4), "big") for _ in range(axes)]
        if axes not in {1, 3} or shape[0] > 60_000 or shape[1:] not in ([], [_SIDE, _SIDE]):
            raise Refusal(
                say(
                    "“{path}” is not what it should be; delete the folder “{parent}” and download again.",
                    path=path.name,
                    parent=str(path.parent),
                )
            )
        content = file.read(int(np.prod(shape)))
    return np.frombuffer(content, dtype=np.uint8).reshape(shape)
