"""The tasks as the engine host calls them: JSON in, JSON out, a sentence for what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.data import builtin, schema_json
from engine.document.dump import to_json
from engine.document.model import Data, Document
from engine.runtime.data import jobs
from engine.words import Refusal


def _quiet(share: float, sentence: str) -> None:
    assert 0 <= share <= 1
    assert sentence


def test_inspecting_writes_the_schema(data_home: Path) -> None:
    folder = data_home / "datasets" / "mine"
    folder.mkdir(parents=True)
    (folder / "raw.csv").write_text("x,label\n1.5,a\n2.5,b\n3.5,a\n4.5,b\n")
    answer = jobs.inspect({"folder": str(folder), "id": "mine", "title": "<b>mine</b>"}, _quiet)
    assert json.loads((folder / "schema.json").read_text("utf-8")) == json.loads(json.dumps(answer))
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_failed_inspection_leaves_the_old_schema(data_home: Path) -> None:
    folder = data_home / "datasets" / "mine"
    folder.mkdir(parents=True)
    (folder / "raw.csv").write_text("x,label\n1.5,a\n2.5,b\n")
    request = {"folder": str(folder), "id": "mine", "title": "mine"}
    before = jobs.inspect(request, _quiet)
    (folder / "raw.csv").write_bytes(b"")
    with pytest.raises(Refusal):
        jobs.inspect(request, _quiet)
    assert json.loads((folder / "schema.json").read_text("utf-8")) == json.loads(json.dumps(before))


def test_the_fingerprint_is_of_bytes_and_reading(upload: Callable[..., object]) -> None:
    content = b"1.5,2\n2.5,3\n3.5,4\n"
    one, same = upload(content), upload(content)
    otherwise, other = upload(content, read={"header": True}), upload(content + b"4.5,5\n")
    prints = [schema.fingerprint for schema in (one, same, otherwise, other)]  # type: ignore[attr-defined]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_nothing_arrived(data_home: Path) -> None:
    with pytest.raises(Refusal, match="did not arrive"):
        jobs.inspect({"folder": str(data_home), "id": "mine", "title": "mine"}, _quiet)


@pytest.mark.parametrize("name", ["digits", "iris", "sine_waves"])
def test_samples_of_a_part(name: str) -> None:
    schema = builtin.schema(name)
    document = Document(data=Data(source=name, targets=(schema.target or "",)))
    request = {"document": to_json(document), "schema": schema_json.dump(schema), "count": 10}
    validation = jobs.samples({**request, "part": "validation"}, _quiet)
    assert len(validation["samples"]) == 10  # type: ignore[arg-type]
    assert set(validation["samples"][0]) == {feature.name for feature in schema.features}  # type: ignore[index]
    json.dumps(validation, allow_nan=False)
    test = jobs.samples({**request, "part": "test"}, _quiet)
    assert not set(validation["rows"]) & set(test["rows"])  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="training, validation or test"):
        jobs.samples({**request, "part": "everything"}, _quiet)
