"""Compare what was just exported, opened in a fresh process, with what the app answers."""

import base64
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.runtime.catalogue.imagenet import keras_home
from engine.runtime.data.columns import save_arrays
from engine.runtime.data.raw import Array
from engine.words import Refusal

LARGEST_DIFFERENCE = 1e-5
_SECONDS = 300
_ROOT = Path(__file__).resolve().parents[3]


def difference(found: Mapping[str, Array], expected: Mapping[str, Array]) -> float:
    """Return the largest difference between answers `found` and `expected`, by node, numbers measured by their size.

    Raises `Refusal` where it is above `LARGEST_DIFFERENCE`, or something else was answered.
    """
    if any(name not in found or found[name].shape != values.shape for name, values in expected.items()):
        raise Refusal("What was exported does not answer as the trained network does, so it is not offered.")
    worst = max((_difference(found[name], values) for name, values in expected.items()), default=0.0)
    if not worst <= LARGEST_DIFFERENCE:
        raise Refusal(
            f"What was exported differs from the trained network by {worst:.1e}, more than {LARGEST_DIFFERENCE:.0e}, "
            "so it is not offered."
        )
    return worst


def model_answers(exported: Path, raw: Mapping[str, Array], place: Path) -> dict[str, Array]:
    """Return what the model in `exported` answers to raw values, loaded without anything of ours."""
    asked, answered = place / "asked.npz", place / "answered.npz"
    save_arrays(asked, raw)
    _run("-m", "engine.runtime.export.fresh", str(exported), str(asked), str(answered), at=_ROOT)
    return _arrays(answered)


def file_answers(
    exported: Path, signature: str, raw: Mapping[str, Array | list[bytes]], place: Path
) -> dict[str, Array]:
    """Return what a SavedModel answers by another signature, in which some values are the bytes of files."""
    asked, answered = place / "asked_files.npz", place / "answered_files.npz"
    files = [name for name, values in raw.items() if isinstance(values, list)]
    texts = {name: np.asarray(_written(values)) if isinstance(values, list) else values for name, values in raw.items()}
    save_arrays(asked, texts)
    _run("-m", "engine.runtime.export.fresh", str(exported), str(asked), str(answered), signature, *files, at=_ROOT)
    return _arrays(answered)


def _written(files: list[bytes]) -> list[str]:
    return [base64.urlsafe_b64encode(file).decode() for file in files]


def project_answers(exported: Path, place: Path) -> dict[str, Array]:
    """Return what the network of a project file answers to the samples in it, opened as an upload is."""
    answered, home = place / "answered.npz", place / "home"
    _run("-m", "engine.runtime.export.reopened", str(exported), str(answered), at=_ROOT, LAYERLOOM_HOME=str(home))
    return _arrays(answered)


def program_answers(folder: Path, nodes: Mapping[str, Array]) -> dict[str, Array]:
    """Return what the program in `folder` answers to its validation samples, run as a person runs it."""
    _run("-B", "answers.py", at=folder, KERAS_HOME=str(keras_home()))
    files = {node: folder / f"answers-{node}.npy" for node in nodes}
    found = {node: np.load(file, allow_pickle=False) for node, file in files.items()}
    for file in files.values():
        file.unlink()
    return found


def _difference(found: Array, expected: Array) -> float:
    size = max(1.0, float(np.max(np.abs(expected), initial=0.0)))
    return float(np.max(np.abs(found - expected) / size, initial=0.0))


def _run(*command: str, at: Path, **places: str) -> None:
    try:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=at,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal("Opening what was exported again took too long, so it is not offered.") from error
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        raise Refusal("What was exported could not be opened again, so it is not offered; the engine's log says why.")


def _arrays(path: Path) -> dict[str, Array]:
    with np.load(path, allow_pickle=False) as found:
        return dict(found)
