"""Reviews that nobody here wrote: the proposed network tells good from bad far better than chance."""

import shutil
from pathlib import Path

import pytest

from engine.data.apply import apply
from engine.data.schema_json import dump, load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.propose import propose
from engine.runs.folder import RESULTS, Request, create, folder_of, read_json
from engine.runtime.data.jobs import inspect
from engine.runtime.train.run import train


@pytest.mark.slow
@pytest.mark.realdata
def test_reviews_are_told_apart(home: Path, real_data: Path) -> None:
    folder = home / "datasets" / "reviews"
    folder.mkdir(parents=True)
    shutil.copy(real_data / "movie-reviews.zip", folder / "raw")
    schema = load(inspect({"folder": str(folder), "id": "reviews", "title": "reviews"}, lambda *_: None))
    data = Data(source="reviews", targets=("class",))
    content = to_json(propose(apply(schema, data), data))
    request = Request(document=content, schema=dump(schema), program="", project="p", owner="o", number=1, estimate=1)
    run = folder_of(create(request))
    train(run, threads=0)
    found = read_json(run, RESULTS)["outputs"]["class"]
    assert found["baseline"] == pytest.approx(0.5, abs=0.01)
    assert found["score"] >= 0.75
