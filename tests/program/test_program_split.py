"""A program divides the rows of its data as the app does, by every way there is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.data.schema_json import load
from engine.document.edits import apply as edited
from engine.document.edits import set_part
from engine.document.model import Data, Document, Node, Split
from engine.plan import plan
from engine.program import program
from engine.propose import propose
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.jobs import inspect
from engine.runtime.data.prepare import prepare
from engine.runtime.data.split import split_rows

_WAYS = [
    Split(seed=3),
    Split(seed=3, folds=4, fold=2, test=0.1),
    Split(by="group", column="patient", seed=1),
    Split(by="group", column="patient", folds=3, fold=1, test=0.2),
    Split(by="group", column="ward"),
    Split(by="column", column="set"),
    Split(by="column", column="set", folds=3, fold=1),
    Split(by="column", column="set", parts={"dev": "training"}),
    Split(by="column", column="ward", parts={"1": "test", "2": "validation"}),
    Split(by="time", column="day"),
    Split(by="time", column="day", folds=3, fold=1),
    Split(by="time", column="ward", validation=0.3),
]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Schema]:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    random = np.random.default_rng(0)
    lines = ["patient,ward,set,day,x,label"]
    for row in range(300):
        patient, ward = random.integers(0, 40), random.integers(1, 5)
        day = f"2024-{random.integers(1, 13):02}-{random.integers(1, 29):02}"
        said, label = random.choice(["train", "train", "dev", "test"]), random.choice(["yes", "no", "no", ""])
        lines.append(f"P{patient},{'' if row % 50 == 0 else ward},{said},{day},{random.normal():.3f},{label}")
    folder = tmp_path / "datasets" / "mine"
    folder.mkdir(parents=True)
    (folder / "raw.csv").write_text("\n".join(lines))

    def take() -> Schema:
        return load(inspect({"folder": str(folder), "id": "mine", "title": "mine"}, lambda *_: None))

    return take


@pytest.mark.parametrize("target", ["label", "x"])
def test_the_program_has_the_same_rows(table: Callable[[], Schema], tmp_path: Path, target: str) -> None:
    schema = table()
    for split in _WAYS:
        data = Data(source="mine", targets=(target,), split=split)
        used = apply(schema, data)
        document = replace(propose(used, data), data=data)
        planned = plan(document, catalog(), schema)
        assert not [finding for finding in planned.findings if finding.param == "split"]
        write_npz(used, tmp_path / "data.npz")
        text = program(planned).text
        written = _run(text[: text.index("# What goes in")], tmp_path)
        parts = split_rows(used, document, columns(used))
        for name, rows in vars(parts).items():
            assert written[name].tolist() == rows.tolist(), (split, name)
            assert len(rows)


def _run(text: str, folder: Path) -> dict:
    variables: dict = {"__name__": "__main__"}
    text = text.replace('"data.npz"', repr(str(folder / "data.npz")))
    exec(compile(text, "program.py", "exec"), variables)
    variables["data"].close()
    return variables


def test_what_divides_is_not_learnt_from(table: Callable[[], Schema]) -> None:
    schema = table()
    read = {
        by: {f.name for f in apply(schema, Data(targets=("label",), split=Split(by=by, column=column))).inputs()}
        for by, column in (("share", None), ("group", "patient"), ("column", "set"), ("time", "ward"))
    }
    assert "patient" in read["share"] - read["group"]
    assert "set" in read["share"] - read["column"]
    assert "ward" in read["time"]


def test_a_run_prepares_by_group(table: Callable[[], Schema]) -> None:
    schema = table()
    split = Split(by="group", column="patient")
    nodes = {
        "input": Node(kind="Input"),
        "output": Node(
            kind="Output",
            params={"target": "label", "loss": {"kind": "SparseCategoricalCrossentropy", "params": {}}},
        ),
    }
    document = Document(data=Data(source="mine", targets=("label",), split=split), nodes=nodes)
    prepared = prepare(schema, document)
    patients = columns(apply(schema, document.data))["patient"]
    seen = [set(patients[part.rows]) for part in (prepared.train, prepared.validation, prepared.test)]
    assert sum(map(len, seen)) == len(set.union(*seen))
    assert edited(document, [set_part("data", "split", {"by": "share"})]).data.split == Split()
