"""The project file that carries trained weights: plain JSON and plain arrays in a zip."""

import json
import zipfile
from collections import deque
from pathlib import Path

import keras
import numpy as np

from engine import brought
from engine.data.schema_json import dump as dump_schema
from engine.runs.folder import DOCUMENT, PREPARATION, RESULTS, TEST, read_json
from engine.runs.status import status
from engine.runtime.export.arrays import packed
from engine.runtime.export.coded import coded
from engine.runtime.export.compare import difference, project_answers
from engine.runtime.export.held_out import carried, held_out
from engine.runtime.export.leaving import Leaving
from engine.runtime.opened import Trained

SCHEMA = "schema.json"
BEGINNING = "run.json"


def project(leaving: Leaving) -> float:
    """Write the project file and return how much the network that it opens to differs."""
    write_project(leaving.path, leaving.trained, leaving.card)
    leaving.compared()
    return difference(project_answers(leaving.path, leaving.place), leaving.answers(leaving.raw))


def write_project(path: Path, trained: Trained, card: str) -> None:
    """Write document, data schema, preparation, results, weights and a handful of held-out samples of a run.

    The weights that it was brought in with come along: whoever trains it again starts from them too.
    """
    # Arrays are kept as they are: packed ones would look like an archive bomb, and gain little.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in {**_texts(trained), "card.md": card}.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
        for name, variable in weights(trained.model):
            archive.writestr(name, packed(np.asarray(variable)))
        raw = held_out(trained)
        for place, feature in enumerate(carried(trained.opened, trained.preparation)):
            archive.writestr(sample(place), packed(coded(feature, raw[feature.name])))
        began = trained.opened.document.weights
        if began is not None and (folder := brought.folder_of(began)) is not None:
            deque(brought.packed(archive, folder), maxlen=0)


def weights(model: keras.Model) -> list[tuple[str, keras.Variable]]:
    """Return each variable of a network with the file that holds it."""
    return [(f"weights/{index:05}.npy", variable) for index, variable in enumerate(model.variables)]


def sample(place: int) -> str:
    """Return the file that holds a column of the held-out samples."""
    return f"held_out/{place:05}.npy"


def _texts(trained: Trained) -> dict[str, str]:
    folder = trained.opened.folder
    found = status(folder)
    texts = {
        DOCUMENT: json.dumps(read_json(folder, DOCUMENT), ensure_ascii=False, indent=1),
        SCHEMA: json.dumps(dump_schema(trained.opened.schema), ensure_ascii=False),
        PREPARATION: json.dumps(trained.preparation.to_json(), ensure_ascii=False),
        BEGINNING: json.dumps({"best_epoch": found.best_epoch, "values": dict(found.best_values)}),
    }
    results = {name: read_json(folder, name) for name in (RESULTS, TEST) if (folder / name).exists()}
    # Its samples are made anew from the raw ones: whoever opens the file need not trust any picture or text in it.
    return texts | {name: json.dumps({**found, "samples": []}) for name, found in results.items()}
