"""Reads the raw columns of a data set, wherever it lies."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.data.builtin import BUILTIN
from engine.data.schema import Feature, Schema
from engine.data.types import PREDICTED, READ
from engine.home import home
from engine.runtime.data.again import read_again
from engine.runtime.data.changed import KEPT, as_trained, only_kept
from engine.runtime.data.describe import number_text
from engine.runtime.data.generated import GENERATED
from engine.runtime.data.included import INCLUDED
from engine.runtime.data.made import made
from engine.runtime.data.online import online
from engine.runtime.data.raw import Array, Columns, labels
from engine.runtime.data.stored import is_kept, stored
from engine.runtime.data.types import FIELDS
from engine.runtime.data.windows import in_order, windows
from engine.said import say
from engine.words import Refusal

NOT_HERE = "not-here"
"""The id of a data set that did not come with the project file in which its network was opened."""


def columns(schema: Schema, folder: Path | None = None) -> Columns:
    """Return the raw columns of an applied schema, typed as it says, but for those that no network can read.

    What the samples are split by is there in any case, where it was kept; and `KEPT` where not every row is a sample.
    `folder` holds an uploaded set; without it that is `datasets/<id>` of the home folder. Raises `Refusal` where an
    online set was not downloaded yet or an upload is gone.
    """
    if schema.made:
        return made(schema, columns(schema.made.rows, folder))
    return windows(schema, table(schema, folder))


def table(schema: Schema, folder: Path | None = None) -> Columns:
    """Return the same row by row, also where the samples are windows of a series."""
    raw = _load(schema, folder or home() / "datasets" / schema.id)
    besides = {schema.divider}
    if schema.series:
        besides |= {schema.series.order, schema.series.group, *(feature.source for feature in schema.targets())}
    typed = {
        feature.name: _typed(feature, raw[feature.name])
        for feature in schema.features
        if feature.type in READ or (feature.name in raw and (feature.name in besides or feature.type in PREDICTED))
    }
    whole = typed | {KEPT: raw[KEPT]} if KEPT in raw else typed
    return only_kept(whole) if schema.series else whole


def write_npz(schema: Schema, path: Path, folder: Path | None = None) -> None:
    """Write the raw columns to `path`, one array a column or two, for a program that has nothing but numpy.

    Rows of a series are written in their order, for the program to make the windows; so are those of which samples are
    made.
    """
    if schema.made:
        write_npz(schema.made.rows, path, folder)
        return
    raw = only_kept(table(schema, folder))
    if schema.series:
        raw = in_order(schema.series, raw)
    types = {feature.name: feature.type for feature in schema.features}
    arrays: dict[str, Array] = {}
    for name, values in raw.items():
        kind = FIELDS.get(types.get(name, "ignore"))
        arrays |= kind.arrays(name, values) if kind else {name: values}
    save_arrays(path, arrays)


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays by name as `np.load` reads them, texts as numpy's own."""
    # By hand, since `np.savez` takes the names as arguments and stumbles over a column called “file”.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in arrays.items():
            array = values.astype(np.str_) if values.dtype.kind == "O" else values
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, array, allow_pickle=False)


def _load(schema: Schema, folder: Path) -> Columns:
    if schema.id == NOT_HERE:
        raise Refusal(
            say(
                "The data of this network, “{schema}”, did not come with its project file; choose it on the "
                "Data page and train the network again.",
                schema=schema.title[:60],
            )
        )
    entry = BUILTIN.get(schema.id)
    if entry is None:
        if not is_kept(folder):
            read_again(schema, folder)
        return as_trained(schema, stored(folder), folder)
    if entry.origin == "online":
        return online(entry.name)
    return (INCLUDED | GENERATED)[entry.name]()


def _typed(feature: Feature, values: Array) -> Array:
    if (feature.each or feature.type) in {"category", "text", "token"} and values.dtype.kind != "O":
        distinct, index = np.unique(values, return_inverse=True)
        return labels(index, [number_text(value) if np.isfinite(value) else "" for value in distinct])
    return values
