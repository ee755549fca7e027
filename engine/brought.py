"""Weights that were brought in with a model: where they lie, for those that may not import Keras.

`models/<id>/` holds `model.json` and `weights.npz`: plain arrays called `<expanded node id>/<number in layer.weights>`.
"""

import re
from pathlib import Path

from engine.home import home

WEIGHTS = "weights.npz"
ABOUT = "model.json"

NOT_HERE = "not-here"
"""What a document names instead of weights that its project may not read: nothing ever lies there."""

WEIGHTS_NOT_HERE = "The weights that this project was brought in with are not here, so it learns from the beginning."

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
