"""The export job: write one format, compare it in a fresh process, and only then put it where it is offered."""

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.runs.exports import export_path
from engine.runs.folder import PROGRAM, folder_of
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.prepare import raw_values, split_rows
from engine.runtime.data.raw import Array
from engine.runtime.evaluate.results import predicted
from engine.runtime.export.card import card
from engine.runtime.export.compare import difference
from engine.runtime.export.pack import add, appearing, pack
from engine.runtime.export.project import write_project
from engine.runtime.export.readme import keras_readme, sample_request, saved_model_readme
from engine.runtime.export.whole import Whole
from engine.runtime.opened import Trained, open_trained
from engine.words import JsonObject

_COMPARED = 64
_REQUIREMENTS = "keras>=3.15\nnumpy\ntensorflow>=2.21\n"
_PROGRAM_README = """# A network as a Python program

`python -m pip install -r requirements.txt`, then `python program.py`: it reads `data.npz` beside it, trains the
network anew and says how good it is. `card.md` says what the trained one of the app reached.
"""


def export_run(request: Mapping[str, Any], report: Callable[[float, str], None]) -> JsonObject:
    """Export the run `run` in the `format` asked for.

    Returns the `difference` between app and export (`None` where none is asked), `bytes`, `file` and `card`.
    """
    return export(folder_of(request["run"]), request["format"], report)


def export(folder: Path, form: str, report: Callable[[float, str], None]) -> JsonObject:
    """Export the run in `folder`, wherever it lies, as `export_run` does."""
    target = export_path(folder, form)
    report(0.05, "Building the network")
    trained = open_trained(folder)
    whole = Whole(trained)
    page = card(trained, whole)
    worst: float | None = None
    with appearing(target) as temporary:
        report(0.2, "Writing the file")
        match form:
            case "program":
                _write_program(temporary, trained, page)
            case "project":
                write_project(temporary, trained, page)
            case _:
                worst = _write_checked(temporary, trained, whole, page, report)
    report(1.0, "Done")
    return {"difference": worst, "bytes": target.stat().st_size, "file": target.name, "card": page}


def _write_checked(
    path: Path, trained: Trained, whole: Whole, page: str, report: Callable[[float, str], None]
) -> float:
    raw = held_out(trained)
    x = trained.preparation.apply(raw)
    given = predicted(trained.model, x)
    expected = {
        one.node: np.asarray(one.probabilities(given[one.node])) if one.classes else given[one.node]
        for one in whole.read
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts = {"card.md": page, "request.json": sample_request(raw)}
        if path.suffix == ".keras":
            whole.model.save(path)
            with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
                # Keras reads what it knows and passes over the rest, so that the card travels in the file itself.
                add(archive, {**texts, "README.md": keras_readme(whole.signature())})
            exported = path
        else:
            exported = folder / "saved_model"
            whole.write_saved_model(exported)
        report(0.5, "Comparing it with the network in a fresh process")
        worst = difference(whole, exported, raw, expected)
        if exported is not path:
            pack(path, folder, {**texts, "README.md": saved_model_readme(whole.signature())})
    return worst


def held_out(trained: Trained) -> dict[str, Array]:
    """Return raw samples that training did not use, complete ones first."""
    opened = trained.opened
    rows = split_rows(opened.used, opened.document, columns(opened.used)).validation
    raw = raw_values(opened.used, trained.preparation, rows)
    count = len(rows)
    gaps = sum((_gaps(values).reshape(count, -1).sum(axis=1) for values in raw.values()), np.zeros(count))
    chosen = np.argsort(gaps, kind="stable")[:_COMPARED]
    return {name: values[chosen] for name, values in raw.items()}


def _gaps(values: Array) -> Array:
    return values == "" if values.dtype.kind in "UO" else ~np.isfinite(values)


def _write_program(path: Path, trained: Trained, page: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_npz(trained.opened.used, Path(place) / "data.npz")
        program = (trained.opened.folder / PROGRAM).read_text("utf-8")
        texts = {
            "program.py": program,
            "requirements.txt": _REQUIREMENTS,
            "README.md": _PROGRAM_README,
            "card.md": page,
        }
        pack(path, Path(place), texts)
