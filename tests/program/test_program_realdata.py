"""Programs on real tables: from the raw file to the same rows and numbers as in the app."""

import shutil

import numpy as np
import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema_json import load
from engine.document.edits import apply as edited
from engine.document.edits import set_part
from engine.document.model import Data
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runtime.build import assembled
from engine.runtime.data.columns import write_npz
from engine.runtime.data.jobs import inspect
from engine.runtime.data.prepare import prepare

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


@pytest.mark.parametrize("name", ["titanic.csv", "penguins.csv", "mpg.csv", "winequality-red.csv", "movie-reviews.zip"])
def test_the_program_of_an_uploaded_table_runs_on_the_same_numbers(name, real_data, tmp_path, monkeypatch):
    shutil.copy(real_data / name, tmp_path / "raw")
    schema = load(inspect({"folder": str(tmp_path), "id": "table", "title": name}, lambda *_: None))
    data = Data(source=schema.id, targets=(schema.target,) if schema.target else ())
    network = edited(propose(apply(schema, data), data), [set_part("training", "epochs", 1)])
    planned = plan(network, catalog(), schema)
    assert planned.findings == ()
    write_npz(planned.schema, tmp_path / "data.npz", tmp_path)
    monkeypatch.chdir(tmp_path)
    made = {"__name__": "__main__"}
    exec(compile(program(planned).text, "program.py", "exec"), made)
    prepared = prepare(schema, network, tmp_path)
    for part, given in (("training", prepared.train), ("validation", prepared.validation), ("test", prepared.test)):
        np.testing.assert_array_equal(made[part], given.rows)
        for key, values in given.x.items():
            np.testing.assert_allclose(made["x"][key][made[part]], values, atol=1e-5)
        for key, values in given.y.items():
            np.testing.assert_allclose(np.ravel(made["y"][key][made[part]]), np.ravel(values), atol=1e-6)
    assert made["model"].get_config() == assembled(planned).get_config()
