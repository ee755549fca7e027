"""Columns whose cells hold several labels: how they are recognised, read and learnt."""

import io
import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.apply import apply
from engine.data.labels import SEPARATORS, as_cells, joined, parts_of
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.schema_json import dump, load
from engine.document.model import Data
from engine.runtime.data.columns import columns
from engine.runtime.data.describe import describe
from engine.runtime.data.types import LabelsField
from engine.words import Refusal

Upload = Callable[..., Schema]
NAMES = ("beach", "city", "New York", "sunset")


def cells(count: int = 60, separator: str = ";", seed: int = 0) -> list[str]:
    draw = np.random.default_rng(seed)
    return [joined([name for name in NAMES if draw.random() < 0.4], separator) for _ in range(count)]


def table_of(rows: list[str], *, other: str = ",") -> bytes:
    lines = [f"{number * 1.5}{other}{cell}" for number, cell in enumerate(rows)]
    return "\n".join([f"size{other}tags", *lines]).encode()


@pytest.mark.parametrize(("separator", "other"), [(";", ","), ("|", ","), ("|", ";"), (";", "\t"), (",", "\t")])
def test_lists_in_cells_are_labels(upload: Upload, separator: str, other: str) -> None:
    rows = cells(separator=separator)
    schema = upload(table_of(rows, other=other))
    tags = schema.feature("tags")
    assert tags is not None
    assert (tags.type, tags.classes, schema.target) == ("labels", NAMES, "tags")
    table = np.array([[name in parts_of(row, separator) for name in NAMES] for row in rows])
    assert tags.counts == tuple(table.sum(axis=0))
    assert tags.labels is not None
    np.testing.assert_array_equal(tags.labels.together, table.T.astype(int) @ table.astype(int))
    assert tags.labels.missing == rows.count("")
    assert load(dump(schema)) == schema


def test_quoted_cells_hold_lists_too(upload: Upload) -> None:
    rows = [f'"{cell}"' for cell in cells(separator=", ")]
    tags = upload(table_of(rows)).feature("tags")
    assert (tags.type if tags else None) == "labels"


def said(*texts: str) -> Feature:
    return describe("x", np.asarray(texts, dtype=object))


@pytest.mark.parametrize(
    "texts",
    [
        [f"{city}, {land}" for city, land in zip("abcdefgh", "xyxyxyxy", strict=True)],
        [f"{row},{column}" for row in range(8) for column in range(8)],
        ["yes", "no", "maybe; later"],
        ["S|M", "S|M", "L|XL"],
        [f"Braund, Mr. {name}; Esq" for name in "abcdef"],
        ["a", "b", "c"],
        ["", "", ""],
    ],
)
def test_what_only_looks_like_lists_is_none(texts: list[str]) -> None:
    assert said(*texts).type != "labels"


def test_a_person_may_choose_otherwise() -> None:
    feature = said("S|M", "S", "S|M", "L|M", "")
    assert (feature.type, feature.classes, feature.missing) == ("category", ("L|M", "S", "S|M"), 1)
    schema = Schema(id="x", title="x", kind="table", samples=5, features=(feature,))
    chosen = apply(schema, Data(columns={"x": "labels"})).features[0]
    assert (chosen.type, chosen.classes, chosen.counts, chosen.missing) == ("labels", ("L", "M", "S"), (1, 3, 3), 0)
    assert apply(replace(schema, features=(chosen,)), Data(columns={"x": "category"})).features[0].classes == (
        feature.classes
    )
    assert replace(as_cells(chosen), type="category", role="either") == feature
    plain = apply(replace(schema, features=(said("a", "b"),)), Data(columns={"x": "labels"}))
    assert plain.features[0].type == "category"
    assert "hold no lists" in plain.notes[-1]


@given(st.lists(st.lists(st.sampled_from(["a", "b b", "ü", "c|d"]), unique=True), min_size=1), st.sampled_from([";"]))
def test_labels_are_rows_of_zeros_and_ones(rows: list[list[str]], separator: str) -> None:
    values = np.asarray([joined(row, separator) for row in rows], dtype=object)
    classes = ("a", "b b", "c|d", "ü")
    feature = Feature(name="tags", type="labels", classes=classes, counts=(1, 1, 1, 1))
    right = np.array([[name in row for name in classes] for row in rows])
    np.testing.assert_array_equal(LabelsField.answers(feature, values, one_hot=False), right)
    field = LabelsField.of(feature, "tags", Schema(id="", title="", kind="table", samples=1, features=(feature,)))
    read = np.asarray(field.prepared(_tensor(field.rows(values)), Reading()))
    np.testing.assert_array_equal(read, np.pad(right, [(0, 0), (1, 0)]))
    assert LabelsField.from_json(field.to_json()) == field


def _tensor(values: np.ndarray) -> object:
    import tensorflow as tf

    return tf.constant(values.tolist(), dtype=tf.string)


def test_what_a_person_gives() -> None:
    feature = Feature(name="tags", type="labels", classes=("a", "b"), counts=(1, 1))
    field = LabelsField.of(feature, "tags", Schema(id="", title="", kind="table", samples=1, features=(feature,)))
    assert field.given(["b", "a"]).tolist() == [["b", "a"]]
    assert field.given("a; b").tolist() == [["a", "b"]]
    assert field.given(None).tolist() == [[""]]
    with pytest.raises(Refusal, match="list of labels"):
        field.given(3.0)
    unknown = np.asarray(field.prepared(_tensor(field.given(["b", "z"])), Reading()))
    assert unknown.tolist() == [[1, 0, 1]]


def test_the_rarest_label_stratifies() -> None:
    feature = Feature(name="tags", type="labels", classes=("a", "b", "c"), counts=(5, 1, 3))
    values = np.asarray(["a;b", "a", "c;a", ""], dtype=object)
    assert LabelsField.strata(feature, values).tolist() == [0, 2, 1, 3]


def test_pictures_with_a_table_of_labels(upload: Upload, packed: Callable[..., bytes], picture: Callable) -> None:
    rows = cells(40, seed=2)
    files = {f"{number}.png": picture(seed=number) for number in range(40)}
    lines = ["file,tags", *(f"{number}.png,{cell}" for number, cell in enumerate(rows))]
    schema = upload(packed(files | {"labels.csv": "\n".join(lines).encode()}))
    assert (schema.kind, schema.target) == ("images", "tags")
    assert list(columns(schema)["tags"]) == rows
    assert "4 labels" in schema.sentence


@pytest.mark.parametrize("separator", SEPARATORS)
def test_labels_stand_once_in_a_cell(separator: str) -> None:
    assert parts_of(separator.join([" a", "", "b ", "a"]), separator) == ("a", "b")


def test_the_same_picture_in_several_folders(
    upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes]
) -> None:
    files = {f"beach/{number}.png": picture(seed=number) for number in range(8)}
    files |= {f"sun; set/copy of {number}.png": picture(seed=number) for number in range(4, 12)}
    apart = upload(packed(files))
    assert (apart.samples, apart.read["several"]) == (16, 4)
    assert apart.features[1].type == "category"
    assert any("several labels" in note for note in apart.notes)
    schema = upload(packed(files), read={"together": True})
    tags = schema.features[1]
    assert (schema.samples, tags.type, tags.classes, tags.counts) == (12, "labels", ("beach", "sun  set"), (8, 8))
    assert list(columns(schema)["class"][3:6]) == ["beach", "beach;sun  set", "beach;sun  set"]
    assert schema.fingerprint != apart.fingerprint


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_lists_of_texts_are_labels(upload: Upload, form: str) -> None:
    rows = [{"size": number * 1.5, "tags": list(parts_of(cell, ";"))} for number, cell in enumerate(cells())]
    file = io.BytesIO()
    if form == "json":
        file.write("\n".join(map(json.dumps, rows)).encode())
    else:
        pq.write_table(pa.Table.from_pylist(rows), file)
    schema = upload(file.getvalue())
    tags = schema.features[1]
    assert (tags.name, tags.type, tags.classes) == ("tags", "labels", NAMES)
    assert list(columns(schema)["tags"]) == [joined(row["tags"], ";") for row in rows]  # type: ignore[arg-type]
