"""`layerloom import`: a model of Keras as a project file, read under the same limits as in the app."""

import json
import shutil
import sys
import zipfile
from collections import deque
from pathlib import Path

from engine.brought import folder_of, packed
from engine.document.dump import dump
from engine.document.model import Document
from engine.home import write_atomic
from engine.host.limits import apply
from engine.host.tasks import TASKS
from engine.runs.folder import DOCUMENT
from engine.runtime.bring.job import bring
from engine.runtime.command.bring import progress
from engine.runtime.export.pack import appearing
from engine.words import Refusal


def import_model(model: str, out: str) -> None:
    """Write the project of the model in the file `model` to `out`; what was left out is said on standard error.

    A project file that ends with `.zip` has the weights in it; for any other they stay in the home folder.

    Raises `Refusal` where there is no such file, it is no model, or something lies at `out`.
    """
    path, place = Path(model), Path(out)
    if not path.is_file():
        message = f"There is no file {model}."
        raise Refusal(message)
    if place.exists():
        message = f"{out} is there already; name a new file."
        raise Refusal(message)
    apply(TASKS["bring"].limits)
    brought = bring(path, path.stem, progress)
    place.parent.mkdir(parents=True, exist_ok=True)
    _write(place, brought.document)
    for sentence in brought.sentences:
        sys.stderr.write(f"{sentence}\n")
    told = {"file": str(place), "nodes": len(brought.document.nodes), "weights": brought.document.weights}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _write(place: Path, document: Document) -> None:
    folder = folder_of(document.weights) if document.weights is not None else None
    if folder is None or place.suffix != ".zip":
        write_atomic(place, dump(document).encode())
        return
    with appearing(place) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(DOCUMENT, dump(document), zipfile.ZIP_DEFLATED)
        deque(packed(archive, folder), maxlen=0)
    shutil.rmtree(folder)
