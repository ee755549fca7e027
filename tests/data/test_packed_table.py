"""A ZIP with one table in it is that table; with several, the person is asked for one."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.words import Refusal

Upload = Callable[..., Schema]
ROWS = pd.DataFrame({"x": [1.5, 2.5, 3.5, 4.5], "label": ["a", "b", "a", "b"]})


def _zip(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return content.getvalue()


def _csv() -> bytes:
    return ROWS.to_csv(index=False).encode()


def _excel() -> bytes:
    content = io.BytesIO()
    ROWS.to_excel(content, index=False)
    return content.getvalue()


def _parquet() -> bytes:
    return bytes(ROWS.to_parquet(index=False))


@pytest.mark.parametrize(
    "members",
    [
        {"data.csv": _csv()},
        {"deep/er/data.CSV": _csv(), "README.md": "what it is", "LICENSE": "CC0", "__MACOSX/._data.csv": "x"},
        {"data.xlsx": _excel()},
        {"data.parquet": _parquet()},
        {"data.jsonl": ROWS.to_json(orient="records", lines=True)},
        {"data.csv": "x;label\n1,5;a\n2,5;b\n3,5;a\n4,5;b\n"},
    ],
    ids=["csv", "with its licence", "Excel", "Parquet", "JSON", "German"],
)
def test_it_is_the_table(upload: Upload, data_home: Path, members: dict[str, bytes]) -> None:
    schema = upload(_zip(members))
    assert (schema.kind, schema.samples) == ("table", 4)
    raw = columns(schema)
    assert raw["x"].tolist() == [1.5, 2.5, 3.5, 4.5]
    assert raw["label"].tolist() == ["a", "b", "a", "b"]
    assert not (data_home / "datasets" / "mine" / "raw.unpacked").exists()


def test_what_lies_there_afterwards_is_the_table(upload: Upload, data_home: Path) -> None:
    assert upload(_zip({"data.csv": _csv()})).samples == 4
    again = upload((data_home / "datasets" / "mine" / "raw").read_bytes(), read={"header": False})
    assert (again.samples, again.features[0].name) == (5, "column 1")


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"train.csv": _csv(), "test.csv": _csv()}, "holds 2 tables: “train.csv”, “test.csv”; bring one"),
        ({"zeros.csv": b"0,0\n" * 4_000_000}, "unpacks to far more than it should"),
        ({"../data.csv": _csv()}, "unsafe name"),
    ],
    ids=["two", "bomb", "path that leads out"],
)
def test_what_is_no_single_table_is_refused(
    upload: Upload, data_home: Path, members: dict[str, bytes], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        upload(_zip(members))
    assert not (data_home / "datasets" / "mine" / "raw.unpacked").exists()
