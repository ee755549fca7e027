"""Raw values become tensors: by a numpy oracle, from training rows only, the same inside and outside the model."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from engine.data import builtin
from engine.data.apply import apply
from engine.data.reading import input_shape
from engine.data.schema import Schema
from engine.document.model import Data, Document, Node, Split
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import Prepared, prepare
from engine.words import Refusal

Upload = Callable[..., Schema]
_TABLE = (
    "age,town,label\n"
    + "\n".join(f"{n if n % 5 else ''},{['Rome', 'Oslo', ''][n % 3]},{['no', 'yes'][n % 2]}" for n in range(100))
).encode()


def _document(source: str, target: str, **params: Any) -> Document:
    loss = params.pop("loss", "SparseCategoricalCrossentropy")
    return Document(
        data=Data(source=source, targets=(target,)),
        nodes={
            "input": Node(kind="Input", params=params),
            "output": Node(kind="Output", params={"target": target, "loss": {"kind": loss, "params": {}}}),
        },
    )


def _table(upload: Upload) -> tuple[Schema, Document]:
    return upload(_TABLE, read={"header": True}), _document("mine", "label")


def test_numbers_and_categories_by_hand(upload: Upload) -> None:
    schema, document = _table(upload)
    prepared = prepare(schema, document)
    age = np.array([float(n) if n % 5 else np.nan for n in range(100)])
    town = np.array([["Rome", "Oslo", ""][n % 3] for n in range(100)])
    median = np.nanmedian(age[prepared.train.rows])
    filled = np.where(np.isnan(age), median, age)
    scaled = (filled - filled[prepared.train.rows].mean()) / filled[prepared.train.rows].std()
    known = np.stack([(town == "") * 1.0, town == "Oslo", town == "Rome"], axis=1)
    expected = np.concatenate([scaled[:, np.newaxis], known], axis=1)
    for part in (prepared.train, prepared.validation, prepared.test):
        np.testing.assert_allclose(part.x["input"], expected[part.rows], rtol=1e-5, atol=1e-6)
        np.testing.assert_array_equal(part.y["output"], part.rows % 2)
        assert part.x["input"].dtype == np.float32
        assert part.y["output"].dtype == np.int32


def test_normalization_is_what_keras_would_adapt(upload: Upload) -> None:
    prepared = prepare(*_table(upload))
    raw = columns(apply(*_schema_and_data(upload)))["age"][prepared.train.rows]
    field = prepared.preparation.fields["age"]
    layer = keras.layers.Normalization()
    layer.adapt(np.where(np.isnan(raw), field.median, raw)[:, np.newaxis].astype(np.float32))
    np.testing.assert_allclose(np.ravel(layer.mean), field.mean, rtol=1e-5)
    np.testing.assert_allclose(np.ravel(layer.variance), field.variance, rtol=1e-5)


def _schema_and_data(upload: Upload) -> tuple[Schema, Data]:
    schema, document = _table(upload)
    return schema, document.data


def test_nothing_is_learnt_from_held_out_rows(upload: Upload) -> None:
    schema, document = _table(upload)
    before = prepare(schema, document)
    lines = _TABLE.decode().splitlines()
    for row in (*before.validation.rows, *before.test.rows):
        _, town, label = lines[row + 1].split(",")
        lines[row + 1] = f"{row * 1000},{town},{label}"
    after = prepare(upload("\n".join(lines).encode(), read={"header": True}), document)
    assert after.preparation == before.preparation
    np.testing.assert_array_equal(after.train.x["input"], before.train.x["input"])


def test_the_seed_decides(upload: Upload) -> None:
    schema, document = _table(upload)
    assert np.array_equal(prepare(schema, document).train.rows, prepare(schema, document).train.rows)
    other = Document(data=Data(source="mine", targets=("label",), split=Split(seed=1)), nodes=document.nodes)
    assert not np.array_equal(prepare(schema, document).train.rows, prepare(schema, other).train.rows)


def test_an_index_in_place_of_one_hot(upload: Upload) -> None:
    schema, _ = _table(upload)
    prepared = prepare(schema, _document("mine", "label", features=["town"], encoding="index"))
    place = {"": 0, "Oslo": 1, "Rome": 2}
    expected = [[place[["Rome", "Oslo", ""][row % 3]]] for row in prepared.train.rows]
    assert prepared.train.x["input"].tolist() == expected


def test_a_loss_that_wants_one_hot(upload: Upload) -> None:
    schema, _ = _table(upload)
    prepared = prepare(schema, _document("mine", "label", loss="CategoricalCrossentropy"))
    np.testing.assert_array_equal(prepared.train.y["output"], np.eye(2)[prepared.train.rows % 2])


def test_rows_without_a_target_are_left_out(upload: Upload) -> None:
    lines = [f"{n * 0.5},{'' if n % 4 == 0 else n * 0.1}" for n in range(80)]
    schema = upload(("x,price\n" + "\n".join(lines)).encode())
    prepared = prepare(schema, _document("mine", "price", loss="MeanSquaredError"))
    rows = np.concatenate([prepared.train.rows, prepared.validation.rows, prepared.test.rows])
    assert sorted(rows.tolist()) == [n for n in range(80) if n % 4]
    assert prepared.train.y["output"].shape == (len(prepared.train.rows), 1)
    np.testing.assert_allclose(prepared.train.y["output"][:, 0], prepared.train.rows * 0.1, rtol=1e-5)


@pytest.mark.parametrize("name", [name for name, entry in builtin.BUILTIN.items() if entry.origin != "online"])
def test_every_built_in_set(name: str) -> None:
    schema = builtin.schema(name)
    document = _document(name, builtin.BUILTIN[name].target)
    prepared = prepare(schema, document)
    used = apply(schema, document.data)
    values = prepared.train.x["input"]
    assert values.shape[1:] == input_shape(used)
    assert np.isfinite(values).all()
    if schema.kind == "images":
        assert (values.min(), values.max()) == (0, 1)
    _same_inside_the_model(used, prepared)


def _same_inside_the_model(used: Schema, prepared: Prepared) -> None:
    """What the exported model prepares from raw values is what training saw."""
    preparation = Preparation.from_json(json.loads(json.dumps(prepared.preparation.to_json())))
    assert preparation == prepared.preparation
    rows = prepared.validation.rows[:7]
    raw = preparation.rows(columns(used), rows)
    assert set(raw) == set(preparation.keys.values())
    model = preparation.model()
    assert {tensor.name for tensor in model.inputs} == set(raw)
    tensors = {key: keras.ops.convert_to_tensor(values) for key, values in raw.items()}
    np.testing.assert_allclose(model(tensors)["input"], prepared.validation.x["input"][:7], atol=1e-6)


def test_resizing_travels_with_the_model(
    upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes]
) -> None:
    files = {f"{name}/{n}.png": picture(40, 40, seed=n) for name in "ab" for n in range(8)}
    schema = upload(packed(files))
    prepared = prepare(schema, _document("mine", "class"))
    _same_inside_the_model(apply(schema, Data(targets=("class",))), prepared)
    large = np.repeat(np.repeat(np.full((1, 1, 1, 3), 100, np.uint8), 90, axis=1), 70, axis=2)
    answer = prepared.preparation.model()({"image": keras.ops.convert_to_tensor(large)})["input"]
    assert answer.shape == (1, 40, 40, 3)
    np.testing.assert_allclose(answer, 100 / 255, rtol=1e-5)


def test_the_model_can_be_exported(upload: Upload, tmp_path: Path) -> None:
    preparation = prepare(*_table(upload)).preparation
    model = preparation.model()
    model.save(tmp_path / "prepare.keras")
    raw = {"age": np.array([[1.0], [np.nan]], np.float32), "town": np.array([["Rome"], ["new"]], dtype=object)}
    tensors = {key: keras.ops.convert_to_tensor(v, "string" if key == "town" else None) for key, v in raw.items()}
    again = keras.models.load_model(tmp_path / "prepare.keras")
    np.testing.assert_allclose(again(tensors)["input"], model(tensors)["input"])


def test_columns_of_any_name(upload: Upload, tmp_path: Path) -> None:
    """Names that Keras, numpy or a path could stumble over."""
    names = ["file", "cast", "normalize age", "age", "a/b", "../c", "allow_pickle", "<i>x</i>", "Ä", "1", "concatenate"]
    rows = [",".join([*(str(n * (place + 1.5)) for place in range(len(names))), "xy"[n % 2]]) for n in range(40)]
    schema = upload("\n".join([",".join([*names, "label"]), *rows]).encode(), read={"header": True})
    document = _document("mine", "label")
    prepared = prepare(schema, document)
    used = apply(schema, document.data)
    assert prepared.train.x["input"].shape[1] == len(names)
    _same_inside_the_model(used, prepared)
    write_npz(used, tmp_path / "data.npz")
    with np.load(tmp_path / "data.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {*names, "label"}
        np.testing.assert_allclose(arrays["file"], np.arange(40) * 1.5)


def test_too_little_to_learn_from(upload: Upload) -> None:
    with pytest.raises(Refusal, match="too few rows"):
        prepare(upload(b"x,label\n1.5,a\n2.5,b\n"), _document("mine", "label"))


def test_nothing_to_read(upload: Upload) -> None:
    schema, document = _table(upload)
    nothing = Document(data=document.data, nodes={"output": document.nodes["output"]})
    with pytest.raises(Refusal, match="needs an Input"):
        prepare(schema, nothing)
