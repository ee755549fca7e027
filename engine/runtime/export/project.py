"""The project file that carries trained weights: plain JSON and plain arrays in a zip, and how it is opened again."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np

from engine.data.schema_json import dump as dump_schema
from engine.data.schema_json import load as load_schema
from engine.home import write_json
from engine.runs import events
from engine.runs.folder import BEST, DOCUMENT, PREPARATION, PROGRAM, Request, making, read_json
from engine.runs.status import status
from engine.runtime.build import build
from engine.runtime.data.archive import Archive, opened
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.runtime.opened import Trained, open_run
from engine.runtime.train.best import save_weights
from engine.words import JsonObject, Refusal

_SCHEMA = "schema.json"
_WEIGHTS = "weights"
_BEGINNING = "run.json"


def write_project(path: Path, trained: Trained, card: str) -> None:
    """Write document, data schema, preparation and weights of a run; only plain JSON and plain arrays."""
    folder = trained.opened.folder
    texts = {
        DOCUMENT: json.dumps(read_json(folder, DOCUMENT), ensure_ascii=False, indent=1),
        _SCHEMA: json.dumps(dump_schema(trained.opened.schema), ensure_ascii=False),
        PREPARATION: json.dumps(trained.preparation.to_json(), ensure_ascii=False),
        _BEGINNING: json.dumps({"best_epoch": status(folder).best_epoch}),
        PROGRAM: (folder / PROGRAM).read_text("utf-8"),
        "card.md": card,
    }
    # Arrays are kept as they are: packed ones would look like an archive bomb, and gain little.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
        for name, variable in _named(trained.model):
            content = io.BytesIO()
            np.save(content, np.asarray(variable), allow_pickle=False)
            archive.writestr(name, content.getvalue())


def open_project(request: Mapping[str, Any], report: object) -> JsonObject:
    """Make a finished run of the project file at `path`, for `owner`; returns its `document` and the `run`'s id.

    The network is built anew from the document, and takes the weights one by one only where name, shape and type fit.
    """
    del report
    with opened(Path(request["path"])) as archive:
        files = {str(member.path): member for member in archive.members}
        document, schema, preparation, beginning = (
            _json(archive, files, name) for name in (DOCUMENT, _SCHEMA, PREPARATION, _BEGINNING)
        )
        program = archive.content(files[PROGRAM]).decode("utf-8", "replace") if PROGRAM in files else ""
        asked = Request(
            document=document,
            schema=dump_schema(load_schema(schema)),
            program=program,
            project="",
            owner=request["owner"],
            number=1,
            estimate=0,
        )
        with making(asked) as (run, folder):
            model = build(open_run(folder).plan)
            _fill(model, archive, files)
            write_json(folder / PREPARATION, Preparation.from_json(preparation).to_json())
            save_weights(model, folder / BEST)
            _tell(folder, beginning.get("best_epoch"))
    return {"document": document, "run": run}


def _tell(folder: Path, best: object) -> None:
    events.append(
        folder,
        "finished",
        reason="done",
        sentence="Opened from a project file, trained already.",
        best_epoch=best if isinstance(best, int) and 0 < best < 10**9 else 1,
        values={},
    )


def _fill(model: keras.Model, archive: Archive, files: Mapping[str, Any]) -> None:
    for name, variable in _named(model):
        if name not in files:
            raise Refusal("The file's weights are not those of its network: some are missing.")
        values = _array(archive.content(files[name]))
        if values.shape != tuple(variable.shape) or values.dtype != np.asarray(variable).dtype:
            raise Refusal("The file's weights are not those of its network: their shapes differ.")
        variable.assign(values)


def _array(content: bytes) -> Array:
    try:
        array: Array = np.load(io.BytesIO(content), allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise Refusal("The file's weights are damaged; export the project again.") from error
    return array


def _json(archive: Archive, files: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    if name not in files:
        raise Refusal(f"This is no project file with weights: it holds no {name}.")
    try:
        value = json.loads(archive.content(files[name]))
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{name} in this file is damaged; export the project again.") from error
    if not isinstance(value, dict):
        raise Refusal(f"{name} in this file is damaged; export the project again.")
    return value


def _named(model: keras.Model) -> list[tuple[str, keras.Variable]]:
    return [(f"{_WEIGHTS}/{index:05}.npy", variable) for index, variable in enumerate(model.variables)]
