"""Spoken digits: from the archive to a network that hears them far better than chance, on voices it knows and not."""

import shutil
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.parts import grouping
from engine.data.schema_json import load
from engine.document.model import Data, Split
from engine.plan import plan
from engine.propose.propose import propose
from engine.runtime.build import build
from engine.runtime.data.jobs import inspect
from engine.runtime.data.prepare import prepare

pytestmark = [pytest.mark.realdata, pytest.mark.slow]
TRIVIAL = 0.1


@pytest.mark.parametrize(("by", "reaches"), [("share", 0.85), ("group", 2 * TRIVIAL)])
def test_spoken_digits_are_told_apart(real_data: Path, tmp_path: Path, by: str, reaches: float) -> None:
    shutil.copy(real_data / "spoken-digits.zip", tmp_path / "raw")
    schema = load(inspect({"folder": str(tmp_path), "id": "spoken", "title": "spoken-digits"}, lambda *_: None))
    assert (schema.samples, schema.features[0].rate, grouping(schema)) == (600, 8000, "name part 1")
    split = Split(by="group", column="name part 1") if by == "group" else Split()
    data = Data(source="spoken", targets=("class",), split=split)
    document = propose(apply(schema, data), data)
    prepared = prepare(schema, document, tmp_path)
    planned = plan(document, catalog(), schema)
    assert [finding for finding in planned.findings if finding.severity == "problem"] == []
    keras.utils.set_random_seed(0)
    model = build(planned)
    (end,) = planned.outputs
    model.compile(keras.optimizers.Adam(0.002), {end: "sparse_categorical_crossentropy"})
    model.fit(dict(prepared.train.x), dict(prepared.train.y), batch_size=16, epochs=document.training.epochs, verbose=0)
    right = []
    for part in (each for each in (prepared.validation, prepared.test) if len(each.rows)):
        found = np.argmax(np.asarray(model.predict(dict(part.x), verbose=0)[end]), axis=-1)
        right.append(float((found == part.y[end]).mean()))
    assert min(right) >= reaches
