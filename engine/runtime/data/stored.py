"""The columns of an uploaded table, kept beside it as plain arrays so that it is parsed once only."""

from pathlib import Path

import numpy as np

from engine.runtime.data.raw import Array, Columns
from engine.words import Refusal

_FILE = "columns.npz"


def store(folder: Path, columns: Columns) -> None:
    """Write columns of numbers and texts to `folder`; texts as their distinct values and an index into them."""
    arrays: dict[str, Array] = {"names": np.asarray(list(columns), dtype=np.str_)}
    for place, values in enumerate(columns.values()):
        if values.dtype.kind == "U":
            distinct, index = np.unique(values, return_inverse=True)
            arrays[f"texts{place}"], arrays[f"index{place}"] = distinct, index.astype(np.int32)
        else:
            arrays[f"numbers{place}"] = values
    temporary = folder / f".{_FILE}"
    with temporary.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    temporary.replace(folder / _FILE)


def stored(folder: Path) -> Columns:
    """Return what `store` wrote; raises `Refusal` where nothing lies there."""
    try:
        with np.load(folder / _FILE, allow_pickle=False) as arrays:
            return {str(name): _column(arrays, place) for place, name in enumerate(arrays["names"])}
    except FileNotFoundError as fault:
        raise Refusal("The table of this data set is gone; upload it again.") from fault


def _column(arrays: "np.lib.npyio.NpzFile", place: int) -> Array:
    numbers = f"numbers{place}"
    if numbers in arrays:
        return np.asarray(arrays[numbers])
    return np.asarray(arrays[f"texts{place}"][arrays[f"index{place}"]])
