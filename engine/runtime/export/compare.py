"""Compare an exported model, loaded in a fresh process, with what the app predicts."""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.runtime.data.raw import Array
from engine.runtime.export.whole import Whole
from engine.words import Refusal

LARGEST_DIFFERENCE = 1e-5
_SECONDS = 180
_ROOT = Path(__file__).resolve().parents[3]


def difference(whole: Whole, exported: Path, raw: Mapping[str, Array], expected: Mapping[str, Array]) -> float:
    """Return the largest difference between the app's answers `expected`, by node, and those of the `exported` model.

    Raises `Refusal` where it is above `LARGEST_DIFFERENCE`, a label differs, or the export cannot be loaded.
    """
    with tempfile.TemporaryDirectory() as place:
        asked, answered = Path(place) / "asked.npz", Path(place) / "answered.npz"
        np.savez(asked, allow_pickle=False, **{name: _plain(values) for name, values in raw.items()})
        _ask(exported, asked, answered)
        with np.load(answered, allow_pickle=False) as found:
            worst = max(_difference(whole, dict(found), expected))
    if not worst <= LARGEST_DIFFERENCE:
        raise Refusal(
            f"The exported model differs from the trained one by {worst:.1e}, more than {LARGEST_DIFFERENCE:.0e}, "
            "so it is not offered."
        )
    return worst


def _difference(whole: Whole, found: Mapping[str, Array], expected: Mapping[str, Array]) -> list[float]:
    worst = [0.0]
    for one in whole.read:
        given = found.get(whole.answer_name(one), found.get(one.node))
        if given is None or given.shape != expected[one.node].shape:
            raise Refusal("The exported model does not answer as the trained one does, so it is not offered.")
        worst.append(float(np.max(np.abs(given - expected[one.node]) / _size(one.classes, expected[one.node]))))
        labels = found.get(f"{one.node}_label")
        if labels is not None and _labels(one.classes, given) != [str(label) for label in labels]:
            raise Refusal("The exported model's labels are not those of the trained one, so it is not offered.")
    return worst


def _size(classes: tuple[str, ...], values: Array) -> float:
    """Return what a difference is measured against: probabilities as they are, numbers by their size."""
    return 1.0 if classes else max(1.0, float(np.max(np.abs(values))))


def _labels(classes: tuple[str, ...], chances: Array) -> list[str]:
    return [classes[index] for index in np.argmax(chances, axis=-1)]


def _ask(exported: Path, asked: Path, answered: Path) -> None:
    command = [sys.executable, "-m", "engine.runtime.export.fresh", str(exported), str(asked), str(answered)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        raise Refusal("The exported model could not be loaded again, so it is not offered; the engine's log says why.")


def _plain(values: Array) -> Array:
    return values.astype(np.str_) if values.dtype.kind == "O" else values
