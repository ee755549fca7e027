"""What a sample becomes at every node is what Keras makes of it."""

import base64
import io
import json
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from engine.assets import asset
from engine.catalog import catalog
from engine.data import builtin, schema_json
from engine.document.load import from_json
from engine.plan import plan
from engine.runtime.build import build
from engine.runtime.check import check_document
from engine.runtime.data.prepare import prepare
from engine.runtime.trace.shown import MOST_VALUES, attention, shown
from engine.runtime.trace.traced import Traced
from engine.runtime.trace.tracer import Tracer
from engine.words import Refusal

HERE = ("digits-cnn", "digits-autoencoder", "digits-vae", "iris-mlp", "sine-lstm", "two-inputs")


def _template(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((asset("templates") / f"{name}.json").read_text("utf-8"))
    return content


@pytest.mark.parametrize("name", HERE)
def test_every_node_that_has_a_shape_shows_what_comes_out(name: str) -> None:
    content = _template(name)
    schema = builtin.schema(content["data"]["source"])
    found: Any = Traced(from_json(content), schema, None).at("validation", 3)
    report: Any = check_document(content, schema_json.dump(schema))
    assert found["nodes"].keys() == {key for key, node in report["nodes"].items() if node["outputs"]}
    for key, node in found["nodes"].items():
        assert len(node["outputs"]) == len(report["nodes"][key]["outputs"])
        assert not any(each["strange"] for each in node["outputs"])
    assert not found["trained"]


def test_the_values_are_those_of_the_network_that_would_be_trained() -> None:
    content = _template("iris-mlp")
    document, schema = from_json(content), builtin.schema("iris")
    found: Any = Traced(document, schema, None).at("training", 5)
    keras.utils.set_random_seed(document.training.seed % 2**32)
    prepared = prepare(schema, document)
    model = build(plan(document, catalog(), schema))
    expected = model({key: values[5:6] for key, values in prepared.train.x.items()})
    (answer,) = (np.asarray(value)[0] for value in expected.values())
    (said,) = found["answers"].values()
    np.testing.assert_allclose(said["probabilities"], answer, atol=1e-6)
    assert found["row"] == prepared.train.rows[5]
    shown_values = found["nodes"]["measures"]["outputs"][0]["values"]
    np.testing.assert_allclose(shown_values, prepared.train.x["measures"][5], rtol=1e-3)


def test_samples_go_round_and_parts_are_told_apart() -> None:
    content = _template("iris-mlp")
    traced = Traced(from_json(content), builtin.schema("iris"), None)
    first: Any = traced.at("training", 0)
    assert traced.at("training", first["count"])["row"] == first["row"]
    rows = {traced.at(part, number)["row"] for part in ("training", "test") for number in range(5)}
    assert len(rows) == 10
    with pytest.raises(Refusal, match="another part"):
        traced.at("all", 0)


def test_what_cannot_be_built_is_refused_with_its_problem() -> None:
    content = _template("iris-mlp")
    content["nodes"]["dense2"]["params"]["units"] = 0
    with pytest.raises(Refusal):
        Tracer().trace({"document": content, "schema": _schema("iris"), "run": None, "part": "training", "number": 0})


def test_attention_is_shown_for_each_head() -> None:
    content = _template("sine-lstm")
    (wave, lstm) = ("wave", "lstm")
    content["nodes"][lstm] = {
        "kind": "MultiHeadAttention",
        "params": {"num_heads": 3, "key_dim": 4},
        "inputs": {"query": [wave], "value": [wave]},
    }
    content["nodes"]["flat"] = {"kind": "Flatten", "inputs": {"inputs": [lstm]}}
    content["nodes"]["dense1"]["inputs"] = {"inputs": ["flat"]}
    found: Any = Traced(from_json(content), builtin.schema(content["data"]["source"]), None).at("training", 0)
    seen = found["nodes"][lstm]["attention"]
    assert seen["of"] == 3
    assert 0 <= seen["min"] <= seen["max"] <= 1


def _schema(name: str) -> Any:
    return schema_json.dump(builtin.schema(name))


@settings(max_examples=60, deadline=None)
@given(
    values=arrays.arrays(
        np.float32, arrays.array_shapes(min_dims=1, max_dims=4, max_side=70), elements=st.floats(width=32)
    )
)
def test_any_values_can_be_shown(values: np.ndarray) -> None:
    found = shown(values)
    json.dumps(found, allow_nan=False)
    if found["kind"] == "values":
        assert len(found["values"]) == min(MOST_VALUES, values.size)  # type: ignore[arg-type]


def test_maps_are_tiles_from_black_to_white() -> None:
    maps = np.stack([np.arange(4.0).reshape(2, 2), -np.arange(4.0).reshape(2, 2)], axis=-1)
    pixels = _pixels(shown(maps)["picture"])
    assert pixels.tolist() == [[0, 85, 102, 255, 170], [170, 255, 102, 85, 0]]


def test_what_heads_look_at_is_a_tile_for_each() -> None:
    scores = np.stack([np.eye(3), np.full((3, 3), 1 / 3)])
    pixels = _pixels(attention(scores)["picture"])
    assert pixels[:, :3].tolist() == (255 * np.eye(3)).tolist()


def _pixels(address: Any) -> np.ndarray:
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
        return np.asarray(picture)
