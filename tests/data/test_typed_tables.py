"""Tables that bring types along: Parquet and JSON."""

import datetime
import decimal
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.words import Refusal

Upload = Callable[..., Schema]
_COUNT = 60


def _parquet(**named: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(named), file, row_group_size=25)
    return file.getvalue()


def _types(schema: Schema) -> dict[str, str]:
    return {feature.name: feature.type for feature in schema.features}


def test_parquet_of_all_kinds(upload: Upload) -> None:
    day = datetime.date(2024, 1, 1)
    schema = upload(
        _parquet(
            whole=[n % 7 for n in range(_COUNT)],
            real=[None if n == 3 else n * 0.5 for n in range(_COUNT)],
            money=[decimal.Decimal(n) / 4 for n in range(_COUNT)],
            word=["ab"[n % 2] for n in range(_COUNT)],
            coded=pa.array(["xyz"[n % 3] for n in range(_COUNT)]).dictionary_encode(),
            flag=[n % 2 == 0 for n in range(_COUNT)],
            when=[day + datetime.timedelta(days=n % 5) for n in range(_COUNT)],
            many=[[1, 2]] * _COUNT,
            inside=[{"a": 1}] * _COUNT,
            bytes=[b"x"] * _COUNT,
        )
    )
    assert _types(schema) == {
        "whole": "number",
        "real": "number",
        "money": "number",
        "word": "category",
        "coded": "category",
        "flag": "category",
        "when": schema.feature("when").type,  # type: ignore[union-attr]
    }
    assert schema.read == {"form": "parquet"}
    assert schema.feature("real").missing == 1  # type: ignore[union-attr]
    assert columns(schema)["money"][:3].tolist() == [0, 0.25, 0.5]
    assert any(all(f"“{name}”" in note for name in ("many", "inside", "bytes")) for note in schema.notes)


@pytest.mark.parametrize("change", [lambda c: c[:-30], lambda c: c[:200], lambda c: c[:4] + b"\xff" * 300 + c[304:]])
def test_a_damaged_parquet_file(upload: Upload, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Refusal, match="damaged"):
        upload(change(_parquet(x=[float(n) for n in range(1000)], y=[str(n) for n in range(1000)])))


def test_a_parquet_file_without_flat_columns(upload: Upload) -> None:
    with pytest.raises(Refusal, match="flat table"):
        upload(_parquet(x=[[1]] * 3))
    with pytest.raises(Refusal, match="no rows"):
        upload(_parquet(x=pa.array([], pa.float64())))


def test_a_parquet_file_that_unpacks_to_too_much(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtime.data.readers.parquet.MOST_OF_A_GROUP", 50)
    with pytest.raises(Refusal, match="far more"):
        upload(_parquet(x=[float(n) for n in range(1000)]))


_ROWS: list[dict[str, Any]] = [{"x": n * 0.5, "label": "ab"[n % 2], "at": {"lon": n}} for n in range(40)]


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: "\n".join(map(json.dumps, rows)),
        lambda rows: "\r\n".join(map(json.dumps, rows)) + "\r\n",
        json.dumps,
        lambda rows: json.dumps(rows, indent=4),
        lambda rows: "\ufeff" + json.dumps(rows),
        lambda rows: "\n\n".join(json.dumps(row, indent=1) for row in rows),
    ],
)
def test_json_however_it_is_laid_out(upload: Upload, write: Callable[[Any], str]) -> None:
    schema = upload(write(_ROWS).encode())
    assert [feature.name for feature in schema.features] == ["x", "label", "at.lon"]
    assert (schema.samples, schema.read) == (40, {"form": "json"})
    assert columns(schema)["x"][:3].tolist() == [0, 0.5, 1]


def test_keys_that_come_late_or_not_at_all(upload: Upload) -> None:
    rows: list[dict[str, Any]] = [{"x": n * 0.3} for n in range(30)] + [{"y": n * 0.7, "z": [1]} for n in range(30)]
    schema = upload("\n".join(map(json.dumps, rows)).encode())
    assert [(f.name, f.missing) for f in schema.features] == [("x", 30), ("y", 30)]
    assert any("“z”" in note for note in schema.notes)


def test_values_of_all_kinds(upload: Upload) -> None:
    rows = [{"flag": n % 2 == 0, "odd": [None, 1, "a", True][n % 4], "text": "\ud800" if n else "x"} for n in range(40)]
    schema = upload("\n".join(map(json.dumps, rows)).encode())
    flag, odd, text = schema.features
    assert flag.classes == ("False", "True")
    assert (odd.classes, odd.missing) == (("1", "a", "True"), 10)
    assert (text.distinct, text.missing) == (2, 0)
    numbers = '{"x": NaN}\n{"x": 1e999}\n{"x": -Infinity}\n{"x": ' + "9" * 5000 + '}\n{"x": 1}\n{"x": 2}'
    assert upload(numbers.encode()).features[0].missing == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a": 1}\n{"a": 2\n', "Line 2"),
        ('{"a": 1}\n[1, 2]\n', "Line 2"),
        ('{"a": 1}\n\nb\n', "Line 3"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "too deep"),
        ('{"a": "' + "x" * 9_000_000, "no end"),
        ('{"type": "x", "features": [1, 2]}', "one object"),
        ('[{"a": [1]}, {"a": [2]}]', "flat table"),
        ("\n".join(json.dumps({f"k{n}-{m}": 1 for m in range(100)}) for n in range(30)), "columns"),
    ],
)
def test_no_rows_of_json(upload: Upload, content: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        upload(content.encode())
    assert str(caught.value).endswith(".")


def test_json_in_another_encoding(upload: Upload) -> None:
    with pytest.raises(Refusal, match="UTF-8"):
        upload('{"a": "ü"}'.encode("latin-1"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b", "c d", "ü"]),
            st.one_of(st.none(), st.floats(-1e9, 1e9), st.text(max_size=5), st.booleans()),
            min_size=1,
        ),
        min_size=1,
        max_size=20,
    ),
    indent=st.sampled_from([None, 2]),
)
def test_any_objects_are_read_or_refused(upload: Upload, rows: list[dict[str, Any]], indent: int | None) -> None:
    schema = upload(json.dumps(rows, indent=indent).encode())
    assert schema.samples == len(rows)
    assert {feature.name for feature in schema.features} == set().union(*rows)
