"""The handful of held-out samples by which an export is compared; a run opened from a file has brought its own."""

from pathlib import Path

import numpy as np

from engine.data.schema import Feature
from engine.runs.folder import HELD_OUT, RESULTS, read_json
from engine.runtime.data.columns import columns, save_arrays
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Columns, is_ragged
from engine.runtime.data.split import split_rows
from engine.runtime.export.coded import coded, decoded
from engine.runtime.opened import Opened, Trained

MOST = 64
MOST_BYTES = 50_000_000


def held_out(trained: Trained) -> Columns:
    """Return raw columns, of what the network reads and answers, of samples that training did not use.

    They are the validation samples that Test shows, complete ones first. Raises `Refusal` where the data is not here.
    """
    opened = trained.opened
    features = carried(opened, trained.preparation)
    if (opened.folder / HELD_OUT).exists():
        return _kept(opened.folder / HELD_OUT, features)
    raw = columns(opened.used)
    rows = _rows(opened, raw)
    chosen = {feature.name: raw[feature.name][rows] for feature in features}
    order = np.argsort(_gaps(trained.preparation, chosen), kind="stable")
    room = max(1, MOST_BYTES // max(1, sum(map(_largest, chosen.values()))))
    return {name: values[order[:room]] for name, values in chosen.items()}


def carried(opened: Opened, preparation: Preparation) -> tuple[Feature, ...]:
    """Return the features whose columns are kept: those that are read and those that are answered."""
    names = {*preparation.fields, *(target["target"] for target in preparation.targets.values())}
    return tuple(feature for feature in opened.used.features if feature.name in names)


def keep(path: Path, features: tuple[Feature, ...], raw: Columns) -> None:
    """Write the samples that a run brings with it."""
    save_arrays(path, {str(place): coded(feature, raw[feature.name]) for place, feature in enumerate(features)})


def _kept(path: Path, features: tuple[Feature, ...]) -> Columns:
    with np.load(path, allow_pickle=False) as arrays:
        return {feature.name: decoded(feature, arrays[str(place)]) for place, feature in enumerate(features)}


def _largest(values: Array) -> int:
    """Return how many bytes a value has, the longest where their lengths differ."""
    return max((value.nbytes for value in values), default=0) if is_ragged(values) else values[:1].nbytes


def _rows(opened: Opened, raw: Columns) -> Array:
    found = read_json(opened.folder, RESULTS)["samples"] if (opened.folder / RESULTS).exists() else ()
    shown = [sample["row"] for sample in found]
    return np.asarray(shown) if shown else split_rows(opened.used, opened.document, raw).validation[:MOST]


def _gaps(preparation: Preparation, chosen: Columns) -> Array:
    """Return how many values each sample lacks."""
    count = len(next(iter(chosen.values())))
    raw = preparation.rows(chosen, np.arange(count))
    missing = [values == "" if values.dtype.kind in "UO" else ~np.isfinite(values) for values in raw.values()]
    found: Array = sum((each.reshape(count, -1).sum(axis=1) for each in missing), np.zeros(count))
    return found
