"""Weights that were brought in with a model: where they lie, for those that may not import Keras.

`models/<id>/` holds `model.json` and `weights.npz`: plain arrays called `<expanded node id>/<number in layer.weights>`.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from engine.home import home
from engine.said import say

WEIGHTS = "weights.npz"
ABOUT = "model.json"

LISTED = "brought.json"
"""What is said in a project file about the brought weights in it: as in `model.json`."""

NOT_HERE = "not-here"
"""What a document names instead of weights that its project may not read: nothing ever lies there."""

WEIGHTS_NOT_HERE = say(
    "The weights that this project was brought in with are not here, so it learns from the beginning."
)

_BLOCK = 1 << 20
_ID = re.compile(r"[a-z0-9]{20,40}")


def place() -> Path:
    """Return the folder of all brought weights, made where there is none."""
    folder = home() / "models"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def folder_of(model: str) -> Path | None:
    """Return the folder of brought weights, `None` where there are none under this id."""
    folder = home() / "models" / model if _ID.fullmatch(model) else None
    return folder if folder is not None and (folder / WEIGHTS).is_file() else None


def member(number: int) -> str:
    """Return the file of a project file that holds the weights of this number, in the order of `brought.json`."""
    return f"brought/{number:05}.npy"


def packed(archive: zipfile.ZipFile, folder: Path) -> Iterator[None]:
    """Put the weights of `folder` into an open project file, block by block: it goes on as it is asked to."""
    about = (folder / ABOUT).read_text("utf-8")
    archive.writestr(LISTED, about, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(folder / WEIGHTS) as kept:
        for number, name in enumerate(json.loads(about)["weights"]):
            with kept.open(f"{name}.npy") as source, archive.open(member(number), "w", force_zip64=True) as out:
                yield from _copied(source, out)


def _copied(source: IO[bytes], out: IO[bytes]) -> Iterator[None]:
    while block := source.read(_BLOCK):
        out.write(block)
        yield
