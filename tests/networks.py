"""Documents and schemas that tests of plan, check and program build on; and random networks."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from engine.catalog import Entry
from engine.data.schema import Feature, Schema
from engine.document.load import from_json
from engine.document.model import Document
from engine.words import Json, JsonObject

CLASSES = ("cat", "dog", "fox")

PICTURES = Schema(
    id="animals",
    title="Animals",
    kind="images",
    samples=90,
    target="animal",
    features=(
        Feature(
            name="image", type="image", shape=(8, 8, 3), axes=("height", "width", "channels"), role="feature", max=255
        ),
        Feature(name="animal", type="category", classes=CLASSES, counts=(30, 30, 30), role="target"),
    ),
)
TABLE = Schema(
    id="homes",
    title="Homes",
    kind="table",
    samples=90,
    target="price",
    features=(
        Feature(name="area", type="number", mean=80.0, std=20.0),
        Feature(name="town", type="category", classes=("Ulm", "Zug")),
        Feature(name="owner", type="text"),
        Feature(name="price", type="number", mean=3.0, std=1.0),
        Feature(name="sold", type="category", classes=("no", "yes")),
    ),
)


LOSS: JsonObject = {"loss": {"kind": "MeanSquaredError", "params": {}}}


def loss(kind: str, **params: Json) -> JsonObject:
    """A loss as an Output has it."""
    return {"kind": kind, "params": params}


def document(nodes: JsonObject, schema: Schema | None = PICTURES, **more: Json) -> Document:
    """A document on a data set."""
    data = {"source": schema.id, "targets": [schema.target]} if schema else {}
    return from_json({"format": "layerloom", "version": 1, "data": data, "nodes": nodes, **more})


def node(kind: str, *sources: str, **params: Json) -> dict[str, Any]:
    """A node with all its wires in the port `inputs`."""
    return {"kind": kind, "params": params, "inputs": {"inputs": list(sources)} if sources else {}}


def classifier(**changed: Any) -> Document:
    """Pictures → convolution with a skip → three classes; `changed` replaces nodes."""
    nodes: dict[str, Any] = {
        "image": node("Input", features=["image"]),
        "conv": node("Conv2D", "image", filters=4, kernel_size=[3, 3], activation="relu"),
        "side": node("Conv2D", "conv", filters=4, kernel_size=[3, 3], padding="same"),
        "sum": node("Add", "conv", "side"),
        "flat": node("Flatten", "sum"),
        "dense": node("Dense", "flat", units=3, activation="softmax"),
        "animal": node(
            "Output",
            "dense",
            target="animal",
            loss=loss("SparseCategoricalCrossentropy"),
            metrics=[loss("SparseCategoricalAccuracy")],
        ),
    }
    return document({key: {"name": key, **content} for key, content in {**nodes, **changed}.items()})


def regressor(**changed: Any) -> Document:
    """Columns of a table → one number."""
    nodes: dict[str, Any] = {
        "home": node("Input"),
        "hidden": node("Dense", "home", units=4, activation="relu"),
        "last": node("Dense", "hidden", units=1),
        "price": node("Output", "last", target="price", loss=loss("MeanSquaredError"), metrics=[]),
    }
    return document({**nodes, **changed}, TABLE)


def twins() -> Document:
    """Two Inputs, one layer for both, an LSTM whose states go on, two Outputs."""
    nodes = {
        "left": node("Input", shape=[6, 4]),
        "right": node("Input", shape=[6, 4]),
        "seen": node("Dense", "left", units=5),
        "also": {**node("Dense", "right"), "shares": "seen"},
        "first": node("LSTM", "seen", units=3, return_sequences=True, return_state=True),
        "second": {
            "kind": "LSTM",
            "params": {"units": 3},
            "inputs": {"inputs": ["also"], "initial_state": ["first:1", "first:2"]},
        },
        "pool": node("GlobalAveragePooling1D", "first"),
        "both": node("Concatenate", "pool", "second"),
        "number": node("Dense", "both", units=1),
        "yes": node("Dense", "both", units=1, activation="sigmoid"),
        "how_much": node("Output", "number", loss=loss("Huber", delta=2.0), metrics=[], weight=2.0),
        "whether": node("Output", "yes", loss=loss("BinaryCrossentropy"), metrics=[loss("BinaryAccuracy")]),
    }
    return document(nodes, None)


def around(entry: Entry, params: dict[str, Any]) -> Document:
    """The smallest document around one layer: an Input for each value of its example, an Output for each of its own."""
    nodes: dict[str, Any] = {}
    sources = []
    for number, (shape, dtype) in enumerate(entry.example.inputs):
        key = f"given{number}"
        nodes[key] = {"kind": "Input", "params": {"shape": list(shape), "dtype": dtype}}
        sources.append(key)
    inputs: dict[str, Any] = {}
    for port in entry.inputs:
        if sources:
            count = len(sources) if port.many else 1
            inputs[port.name], sources = sources[:count], sources[count:]
    nodes["here"] = {"kind": entry.kind, "params": params, "inputs": inputs}
    nodes["out0"] = {"kind": "Output", "params": LOSS, "inputs": {"inputs": ["here"]}}
    return from_json({"format": "layerloom", "version": 2, "nodes": nodes})


@st.composite
def networks(draw: st.DrawFn) -> Document:
    """Small networks without data that Keras can build: pictures through layers, joined now and then."""
    nodes: dict[str, Any] = {"x0": node("Input", shape=[8, 8, 2])}
    ends = ["x0"]
    for number in range(1, draw(st.integers(1, 7)) + 1):
        source = draw(st.sampled_from(ends))
        nodes[f"x{number}"] = draw(_layers(source, draw(st.sampled_from(ends))))
        ends.append(f"x{number}")
    nodes["flat"] = node("Flatten", ends[-1])
    nodes["last"] = node("Dense", "flat", units=draw(st.integers(1, 4)))
    nodes["out"] = node("Output", "last", loss=loss("MeanSquaredError"), metrics=[])
    return document(nodes, None)


def _layers(source: str, other: str) -> st.SearchStrategy[dict[str, Any]]:
    activations = st.sampled_from(["relu", "tanh", "linear", "gelu"])
    sizes = st.sampled_from([[1, 1], [3, 3]])
    plain = st.one_of(
        st.builds(
            lambda size, activation: node(
                "Conv2D", source, filters=2, kernel_size=size, padding="same", activation=activation
            ),
            sizes,
            activations,
        ),
        st.builds(lambda rate: node("Dropout", source, rate=rate), st.sampled_from([0.25, 0.5])),
        st.builds(lambda activation: node("Activation", source, activation=activation), activations),
        st.just(node("BatchNormalization", source)),
        st.just(node("Dense", source, units=2)),
        st.just(node("DepthwiseConv2D", source, kernel_size=[3, 3], padding="same")),
    )
    # Every value is 8 × 8 × 2, so any two can be joined.
    return st.one_of(plain, st.just(node("Add", source, other))) if source != other else plain


def retyped(schema: Schema, **types: Any) -> Schema:
    """The schema with other types of features."""
    features = tuple(replace(each, type=types.get(each.name, each.type)) for each in schema.features)
    return replace(schema, features=features)
