"""Downloads the weights of ImageNet for a pre-trained network, once, in a child of the engine host."""

import hashlib
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

from engine.runtime.catalogue import imagenet
from engine.words import JsonObject, Refusal

_CHUNK = 1 << 18
_MOST_BYTES = 3_000_000_000
_SHA256 = 64

Report = Callable[[float, str], None]


def fetch_weights(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Download the weights of `request["kind"]`, with its classifier where `request["classifier"]`.

    What is here already is not downloaded again. Raises `Refusal` without a network, and where the file is not the one
    that Keras publishes.
    """
    kind, classifier = str(request["kind"]), request.get("classifier") is True
    path = imagenet.kept(kind, classifier=classifier)
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        report(0.0, f"Asking where the weights of {kind} are …")
        origin = imagenet.origin(kind, classifier=classifier)
        _download(origin, path, kind, report)
        _share(path, origin.name)
    report(1.0, "Downloaded.")
    return {"kind": kind, "bytes": path.stat().st_size}


def _share(path: Path, name: str) -> None:
    """Let programs of Keras find the file as well: the program of a run does, when its export is tried."""
    models = imagenet.keras_home() / "models"
    models.mkdir(exist_ok=True)
    (models / Path(name).name).unlink(missing_ok=True)
    (models / Path(name).name).hardlink_to(path)


def _download(origin: imagenet.Origin, path: Path, kind: str, report: Report) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            found = _received(origin, file, kind, report)
            file.flush()
            os.fsync(file.fileno())
        if origin.checksum is not None and found != origin.checksum:
            raise Refusal(f"The weights of {kind} that came are not those that Keras publishes; try again later.")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _received(origin: imagenet.Origin, file: IO[bytes], kind: str, report: Report) -> str:
    """Write what comes from an address to a file; return its checksum, of the kind that is published."""
    checksum = hashlib.sha256() if len(origin.checksum or "") == _SHA256 else hashlib.md5(usedforsecurity=False)
    done = 0
    try:
        with urllib.request.urlopen(origin.address, timeout=30) as answer:  # noqa: S310 - the address is Keras's
            size = int(answer.headers.get("Content-Length") or 0)
            while chunk := answer.read(_CHUNK):
                done += len(chunk)
                if done > _MOST_BYTES:
                    raise Refusal(f"The weights of {kind} are larger than they should be; the download was stopped.")
                file.write(chunk)
                checksum.update(chunk)
                report(min(0.99, done / size) if size else 0.5, f"Downloading {kind}: {done / 1e6:,.0f} MB …")
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as fault:
        raise Refusal(
            f"The weights of {kind} are downloaded once, which needs a network, and none answers here; "
            "without them the network starts at random."
        ) from fault
    if size and done < size:
        raise Refusal(f"The download of {kind} broke off after {done / 1e6:,.0f} MB; try again.")
    return checksum.hexdigest()
