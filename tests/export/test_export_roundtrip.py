"""A `.keras` file of a run carries its document: opened again it is the project, with the weights that were trained."""

from dataclasses import replace

import numpy as np
import pytest

from engine.document.dump import dump
from engine.runs.exports import export_path
from engine.runs.folder import folder_of
from engine.runtime.bring.job import bring
from engine.runtime.bring.start import start
from engine.runtime.build import assembled
from engine.runtime.export.job import export
from engine.runtime.opened import open_trained


@pytest.mark.parametrize("kind", ["digits", "categories"])
def test_an_exported_run_is_opened_as_the_project_that_it_was(runs: dict[str, str], kind: str) -> None:
    folder = folder_of(runs[kind])
    export(folder, "keras", lambda *_: None)
    trained = open_trained(folder)
    found = bring(export_path(folder, "keras"), "", lambda *_: None)
    assert found.sentences == ()
    assert dump(replace(found.document, weights=None)) == dump(trained.opened.document)
    network = assembled(trained.opened.plan)
    assert list(start(network, found.document)) == []
    for before, after in zip(trained.model.get_weights(), network.get_weights(), strict=True):
        np.testing.assert_array_equal(after, before)
