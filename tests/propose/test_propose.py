"""The proposed network: an ordinary document without a problem, for any data, and one that learns."""

import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply
from engine.data.schema import Feature, Schema
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Data, Document
from engine.plan import plan
from engine.propose import propose
from engine.runtime.build import build, compile_model
from engine.runtime.check import check
from engine.runtime.data.jobs import inspect
from engine.runtime.data.prepare import Prepared, prepare
from engine.words import Refusal


def _proposed(schema: Schema, target: str | None = None, **columns: str) -> Document:
    data = Data(source=schema.id, targets=(target or schema.target or "",), columns=columns)
    return propose(apply(schema, data), data)


def _findings(document: Document, schema: Schema) -> list[object]:
    report = check(plan(document, catalog(), schema))
    assert report["ready"]
    return list(report["findings"])  # type: ignore[call-overload]


@pytest.mark.parametrize("name", list(builtin.BUILTIN))
def test_every_built_in_set_gets_a_network_without_findings(name: str) -> None:
    schema = builtin.schema(name)
    document = _proposed(schema)
    assert _findings(document, schema) == []
    assert from_json(to_json(document)) == document
    assert document.notes
    assert set(document.layout) == set(document.nodes)


@pytest.mark.parametrize("shape", [(8, 8, 1), (16, 20, 3), (32, 32, 3), (96, 64, 3), (512, 512, 3), (8, 100, 1)])
def test_pictures_of_every_size(shape: tuple[int, int, int]) -> None:
    image = Feature(name="image", type="image", shape=shape, axes=("height", "width", "channels"), role="feature")
    target = Feature(name="class", type="category", classes=("a", "b"), counts=(50, 50), role="target")
    schema = Schema(id="x", title="x", kind="images", samples=100, features=(image, target), target="class")
    assert _findings(_proposed(schema), schema) == []


@pytest.mark.parametrize("rows", [20, 300, 10_000, 1_000_000])
def test_tables_of_every_length(rows: int) -> None:
    features = (
        Feature(name="x", type="number", mean=1, std=2),
        Feature(name="c", type="category", classes=tuple("abc"), counts=(1, 1, 1)),
        Feature(name="y", type="number", mean=5, std=0.5),
    )
    schema = Schema(id="x", title="x", kind="table", samples=rows, features=features, target="y")
    document = _proposed(schema)
    assert _findings(document, schema) == []
    scale = next(node for node in document.nodes.values() if node.kind == "Rescaling")
    assert dict(scale.params) == {"scale": 0.5, "offset": 5}


def test_two_targets_have_an_output_each() -> None:
    schema = builtin.schema("iris")
    data = Data(source="iris", targets=("species", "petal width (cm)"))
    document = propose(apply(schema, data), data)
    assert _findings(document, schema) == []
    outputs = [node for node in document.nodes.values() if node.kind == "Output"]
    assert {node.params["target"] for node in outputs} == set(data.targets)


@pytest.mark.parametrize(
    ("columns", "words"),
    [({"species": "text"}, "can be predicted"), (dict.fromkeys(("a", "b"), "ignore"), "no column left")],
)
def test_what_cannot_be_learnt(columns: dict[str, str], words: str) -> None:
    features = (
        Feature(name="a", type="number"),
        Feature(name="b", type="number"),
        Feature(name="species", type="category", classes=("x", "y"), counts=(1, 1)),
    )
    schema = Schema(id="x", title="x", kind="table", samples=9, features=features, target="species")
    with pytest.raises(Refusal, match=words):
        _proposed(schema, **columns)


def test_what_is_always_the_same_cannot_be_predicted() -> None:
    features = (Feature(name="a", type="number"), Feature(name="same", type="ignore", distinct=1))
    with pytest.raises(Refusal, match="same value in every row, so there is nothing to predict"):
        _proposed(Schema(id="x", title="x", kind="table", samples=9, features=features, target="same"))


def _train(document: Document, schema: Schema, seed: int = 0) -> tuple[dict[str, float], Prepared]:
    """Train as a run does, in plain Keras; return the measures of the best epoch on validation samples."""
    prepared = prepare(schema, document)
    keras.utils.set_random_seed(seed)
    planned = plan(document, catalog(), schema)
    model = build(planned)
    compile_model(model, planned)
    best = keras.callbacks.EarlyStopping(patience=document.training.patience, restore_best_weights=True)
    model.fit(
        prepared.train.x,
        prepared.train.y,
        validation_data=(prepared.validation.x, prepared.validation.y),
        epochs=document.training.epochs,
        batch_size=document.training.batch_size,
        callbacks=[best],
        verbose=0,
    )
    return model.evaluate(prepared.validation.x, prepared.validation.y, return_dict=True, verbose=0), prepared


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_data: Path) -> Callable[[str], Schema]:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))

    def read(name: str) -> Schema:
        folder = tmp_path / "datasets" / "mine"
        folder.mkdir(parents=True)
        (folder / f"raw{Path(name).suffix}").write_bytes((real_data / name).read_bytes())
        request = {"folder": str(folder), "id": "mine", "title": Path(name).stem}
        return load(inspect(request, lambda share, sentence: None))

    return read


@pytest.mark.slow
@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "accuracy"), [("titanic.csv", 0.8), ("penguins.csv", 0.95), ("blood-cell-types.zip", 0.85)]
)
def test_classes_of_real_data(real: Callable[[str], Schema], name: str, accuracy: float) -> None:
    schema = real(name)
    # One validation part of titanic has 134 rows, and its accuracy hangs on the shuffle: 0.83, give or take 0.035.
    seeds = range(3) if name.endswith(".csv") else range(1)
    reached = [_accuracy(_shuffled(_proposed(schema), seed), schema) for seed in seeds]
    print(f"{name}: accuracy {reached}, always the commonest class {_commonest(schema):.3f}")
    assert statistics.mean(reached) >= accuracy


def _shuffled(document: Document, seed: int) -> Document:
    return replace(document, data=replace(document.data, split=replace(document.data.split, seed=seed)))


def _accuracy(document: Document, schema: Schema) -> float:
    return _train(document, schema)[0]["sparse_categorical_accuracy"]


def _commonest(schema: Schema) -> float:
    (target,) = apply(schema, Data(source=schema.id, targets=(schema.target or "",))).targets()
    return max(target.counts) / sum(target.counts)


@pytest.mark.slow
@pytest.mark.realdata
@pytest.mark.parametrize(("name", "share"), [("mpg.csv", 0.5), ("winequality-red.csv", 0.8)])
def test_numbers_of_real_data(real: Callable[[str], Schema], name: str, share: float) -> None:
    schema = real(name)
    measures, prepared = _train(_proposed(schema), schema)
    answers = prepared.validation.y["output"]
    baseline = float(np.abs(answers - prepared.train.y["output"].mean()).mean())
    print(f"{name}: mean absolute error {measures['mean_absolute_error']:.3f}, of the mean {baseline:.3f}")
    assert measures["mean_absolute_error"] <= share * baseline
