"""SavedModel and `.keras` file: the whole model from raw values to probabilities and labels, or numbers."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.runtime.answers import Answer
from engine.runtime.bring.carried import carry
from engine.runtime.data.raw import Array
from engine.runtime.export import from_files, going_on
from engine.runtime.export.compare import LARGEST_DIFFERENCE, difference, file_answers, model_answers
from engine.runtime.export.leaving import Leaving
from engine.runtime.export.pack import add, pack
from engine.runtime.export.readme import keras_readme, sample_request, saved_model_readme
from engine.said import say
from engine.words import Refusal


def saved_model(leaving: Leaving) -> float:
    """Write a SavedModel with its README, sample request and card as a zip, and return how much it differs."""
    folder = leaving.place / "zip"
    leaving.whole.write_saved_model(folder / "saved_model")
    leaving.compared()
    raw = {name: leaving.raw[name] for name in leaving.whole.signature()}
    found = model_answers(folder / "saved_model", raw, leaving.place)
    _check_labels(leaving.whole.read, found)
    named = {one.node: found[leaving.whole.answer_name(one)] for one in leaving.whole.read}
    given = leaving.answered(leaving.raw)
    expected = {one.node: one.said(given[one.node]) for one in leaving.whole.read}
    worst = max(difference(named, expected), _files_differ(leaving, folder / "saved_model", found))
    readme = saved_model_readme(
        leaving.whole.signature(), {name: field.files for name, field in leaving.whole.files.items()}
    )
    readme += going_on.example(leaving.whole.preparation, leaving.whole.read)
    pack(leaving.path, folder, {**_texts(leaving, raw), "README.md": readme})
    return worst


def _files_differ(leaving: Leaving, model: Path, found: Mapping[str, Array]) -> float:
    """Return how much the answers to files differ from those to their contents; 0 where nothing comes as a file."""
    if not leaving.whole.files:
        return 0.0
    files = from_files.as_files(leaving.raw, leaving.whole.files)
    answers = file_answers(model, from_files.SIGNATURE, files, leaving.place)
    numbers = {name: values for name, values in found.items() if values.dtype.kind == "f"}
    return difference(answers, numbers)


def keras_file(leaving: Leaving) -> float:
    """Write a `.keras` file, in which README, card and document travel too, and return how much it differs."""
    leaving.whole.model.save(leaving.path)
    with zipfile.ZipFile(leaving.path, "a", zipfile.ZIP_DEFLATED) as archive:
        # Keras reads what it knows and passes over the rest, so that the card travels in the file itself.
        readme = keras_readme(leaving.whole.layers_signature()) + going_on.cut_before(leaving.whole.preparation)
        add(archive, {**_texts(leaving, leaving.raw), "README.md": readme})
    carry(leaving.path, leaving.trained.opened.document)
    leaving.compared()
    return difference(model_answers(leaving.path, leaving.raw, leaving.place), _expected(leaving))


def _texts(leaving: Leaving, raw: Mapping[str, Array]) -> dict[str, str]:
    return {"card.md": leaving.card, "request.json": sample_request(raw)}


def _expected(leaving: Leaving) -> dict[str, Array]:
    given = leaving.answers(leaving.raw)
    return {one.node: one.said(given[one.node]) for one in leaving.whole.read}


def _check_labels(read: tuple[Answer, ...], found: Mapping[str, Array]) -> None:
    for one in read:
        for ending, expected in one.expected(found[f"{one.node}_{one.form}"]).items():
            if not _same(found.get(f"{one.node}_{ending}"), expected):
                raise Refusal(
                    say("The exported model's labels are not those of the trained one, so it is not offered.")
                )


def _same(found: Array | None, expected: Array) -> bool:
    if found is None or found.shape != expected.shape:
        return False
    if expected.dtype.kind == "f":
        return bool(np.abs(found - expected).max(initial=0.0) <= LARGEST_DIFFERENCE)
    return np.array_equal(found.astype(object), expected)
