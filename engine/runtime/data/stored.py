"""The columns of an uploaded table, kept beside it as plain arrays so that it is parsed once only."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engine.runtime.data.parse import Column
from engine.runtime.data.raw import Array, Columns, labels
from engine.said import say
from engine.words import Refusal

_FILE = "columns.npz"


def store(folder: Path, columns: Sequence[Column]) -> None:
    """Write columns to `folder`: numbers as they are, texts once each with the number of its text for every row."""
    arrays: dict[str, Array] = {"names": np.asarray([column.name for column in columns], dtype=np.str_)}
    for place, column in enumerate(columns):
        if column.number:
            arrays[f"numbers{place}"] = column.numbers()
        else:
            arrays[f"texts{place}"] = np.asarray(list(column.texts), dtype=np.str_)
            arrays[f"codes{place}"] = column.indices()
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
        raise Refusal(say("The table of this data set is gone; upload it again.")) from fault


def _column(arrays: "np.lib.npyio.NpzFile", place: int) -> Array:
    numbers = f"numbers{place}"
    if numbers in arrays:
        return np.asarray(arrays[numbers])
    return labels(arrays[f"codes{place}"], arrays[f"texts{place}"].tolist())
