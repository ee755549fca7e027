"""What an Output for several labels wants, and what is said of networks that do not fit it."""

import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.labels import Labels, as_labels
from engine.data.schema import Feature, Schema
from engine.data.texts import Wording
from engine.document import edits
from engine.document.model import Data, Document
from engine.plan import plan
from engine.propose import propose
from engine.runtime.check import check

LABELS = Labels(separator=";", names=("beach", "city", "sunset"), counts=(60, 50, 40), distinct=8)


def schema_of(*others: Feature) -> Schema:
    tags = as_labels(Feature(name="tags", type="category", labels=LABELS))
    read = others or (Feature(name="size", type="number", mean=1.0, std=1.0, distinct=90),)
    return Schema(id="x", title="x", kind="table", samples=200, features=(*read, tags), target="tags")


READ = {
    "table": Feature(name="size", type="number", mean=1.0, std=1.0, distinct=90),
    "pictures": Feature(name="image", type="image", shape=(32, 32, 3), axes=("height", "width", "channels")),
    "sounds": Feature(name="sound", type="sound", shape=(8000,), axes=("sample",), rate=8000),
    "texts": Feature(
        name="text", type="text", wording=Wording(words=40, characters=200, vocabulary=900, alphabet=40), distinct=190
    ),
    "labels": as_labels(Feature(name="others", type="category", labels=LABELS)),
}


def proposed(schema: Schema) -> Document:
    data = Data(source="x", targets=("tags",))
    return propose(apply(schema, data), data)


def found(document: Document, schema: Schema) -> list[dict]:
    findings = check(plan(document, catalog(), schema))["findings"]
    return [each for each in findings if each["severity"] != "advice"]


def last_of(document: Document) -> tuple[str, str]:
    output = next(key for key, node in document.nodes.items() if node.kind == "Output")
    return document.nodes[output].sources()[0].node, output


@pytest.mark.parametrize("what", READ)
def test_a_network_is_proposed(what: str) -> None:
    schema = schema_of(READ[what])
    document = proposed(schema)
    report = check(plan(document, catalog(), schema))
    assert report["findings"] == []
    last, output = last_of(document)
    assert (document.nodes[last].params["units"], document.nodes[last].params["activation"]) == (3, "sigmoid")
    assert "label" in document.notes[f"why_{last}"].text
    assert report["nodes"][output]["outputs"][0]["axes"] == ["batch", "labels"]


WRONG = {
    "softmax": ("last", "activation", "softmax", "a sample may have several"),
    "one class": ("output", "loss", {"kind": "SparseCategoricalCrossentropy", "params": {}}, "one class alone"),
    "one of them": ("output", "loss", {"kind": "CategoricalCrossentropy", "params": {}}, "one class alone"),
    "a number": ("output", "loss", {"kind": "MeanSquaredError", "params": {}}, "some of 3 labels"),
    "too few": ("last", "units", 2, "has 3 labels"),
    "an accuracy of classes": ("output", "metrics", [{"kind": "CategoricalAccuracy", "params": {}}], "one class alone"),
    "the likeliest": ("output", "metrics", [{"kind": "F1Score", "params": {}}], "threshold"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_said_and_mended(case: str) -> None:
    where, param, value, sentence = WRONG[case]
    schema = schema_of()
    document = proposed(schema)
    node = dict(zip(("last", "output"), last_of(document), strict=True))[where]
    wrong = edits.apply(document, (edits.set_param(node, param, value),))
    first = found(wrong, schema)[0]
    assert sentence in first["sentence"]
    assert found(edits.apply(wrong, first["fixes"][0]["edits"]), schema) == []


def test_what_was_made_for_one_class_is_mended_at_once() -> None:
    schema = schema_of()
    document = proposed(schema)
    last, output = last_of(document)
    wrong = edits.apply(
        document,
        (
            edits.set_param(last, "activation", "softmax"),
            edits.set_param(output, "loss", {"kind": "CategoricalCrossentropy", "params": {}}),
            edits.set_param(output, "metrics", [{"kind": "CategoricalAccuracy", "params": {}}]),
        ),
    )
    first = found(wrong, schema)[0]
    assert any(found(edits.apply(wrong, fix["edits"]), schema) == [] for fix in first["fixes"])
