"""What is told of the parts of a split: rows, classes, groups, and rows that are met again."""

from collections.abc import Callable

from engine.data.parts import shares
from engine.data.schema import Schema
from engine.data.schema_json import dump
from engine.document.dump import to_json
from engine.document.model import Data, Document, Split
from engine.runtime.data.parted import parts

Upload = Callable[..., Schema]


def _told(schema: Schema, split: Split) -> dict:
    document = Document(data=Data(source="mine", targets=("label",), split=split))
    return parts({"document": to_json(document), "schema": dump(schema)}, lambda *_: None)


def _table(upload: Upload, again: int = 0) -> Schema:
    rows = [f"P{n % 20},{n * 1.5},{['train', 'train', 'train', 'test'][n % 4]},{'ab'[n % 3 == 0]}" for n in range(200)]
    return upload("\n".join(["patient,x,set,label", *rows, *rows[:again]]).encode())


def test_rows_classes_and_groups(upload: Upload) -> None:
    schema = _table(upload)
    by_share = _told(schema, Split())
    assert by_share["rows"] == {"training": 140, "validation": 30, "test": 30}
    assert by_share["classes"] == ["a", "b"]
    assert [sum(counts) for counts in by_share["counts"].values()] == [140, 30, 30]
    assert by_share["groups"] is None
    by_group = _told(schema, Split(by="group", column="patient"))
    assert sum(by_group["groups"].values()) == 20
    assert by_group["met"] == 0


def test_rows_that_are_met_again(upload: Upload) -> None:
    schema = _table(upload, again=100)
    assert 20 < _told(schema, Split())["met"] < 60
    assert _told(schema, Split(by="group", column="patient"))["met"] == 0


def test_shares_are_known_without_the_rows(upload: Upload) -> None:
    schema = _table(upload)
    for split in (
        Split(validation=0.2, test=0.1),
        Split(folds=4, fold=1, test=0.2),
        Split(by="column", column="set"),
        Split(by="column", column="set", folds=3, fold=0),
        Split(by="column", column="set", parts={"test": "validation"}),
    ):
        rows = _told(schema, split)["rows"].values()
        for share, count in zip(shares(schema, split), rows, strict=True):
            assert abs(share * 200 - count) <= 1
