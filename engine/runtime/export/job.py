"""The export job: write one format, compare it in a fresh process, and only then put it where it is offered."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.runs.exports import export_path
from engine.runs.folder import folder_of
from engine.runtime.export.card import card
from engine.runtime.export.leaving import Leaving, Report
from engine.runtime.export.models import keras_file, saved_model
from engine.runtime.export.pack import appearing
from engine.runtime.export.program import program
from engine.runtime.export.project import project
from engine.runtime.export.whole import Whole
from engine.runtime.opened import open_trained
from engine.said import say
from engine.words import JsonObject

WRITERS: Mapping[str, Callable[[Leaving], float]] = {
    "savedmodel": saved_model,
    "keras": keras_file,
    "program": program,
    "project": project,
}


def export_run(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Export the run `run` in the `format` asked for.

    Returns the largest `difference` between app and export on held-out samples, `bytes`, `file` and `card`.
    """
    return export(folder_of(request["run"]), request["format"], report)


def export(folder: Path, form: str, report: Report) -> JsonObject:
    """Export the run in `folder`, wherever it lies, as `export_run` does."""
    target = export_path(folder, form)
    report(0.05, say("Building the network"))
    trained = open_trained(folder)
    whole = Whole(trained)
    page = card(trained, whole)
    with appearing(target) as temporary, tempfile.TemporaryDirectory() as place:
        report(0.2, say("Writing the file"))
        worst = WRITERS[form](
            Leaving(trained=trained, whole=whole, card=page, path=temporary, place=Path(place), report=report)
        )
    report(1.0, "Done")
    return {"difference": worst, "bytes": target.stat().st_size, "file": target.name, "card": page}
