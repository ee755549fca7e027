"""What is proposed for pictures with boxes, and what is said of networks that do not fit them."""

from collections.abc import Mapping

import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Feature, Schema
from engine.document import edits
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Data, Document, Node, Reference
from engine.plan import plan
from engine.plan.aims import aim_of
from engine.propose import propose
from engine.runtime.check import check


def schema_of(height: int = 120, width: int = 160, *, classes: int = 3, samples: int = 150, size: float = 25) -> Schema:
    image = Feature(name="image", type="image", shape=(height, width, 3), axes=("height", "width", "channels"))
    names = tuple(map(str, range(classes)))
    boxes = Feature(name="boxes", type="boxes", shape=(20, 5), classes=names, counts=(9,) * classes, median=size)
    return Schema(
        id="x", title="x", kind="images", samples=samples, features=(image, boxes), target="boxes", size=(height, width)
    )


def proposed(schema: Schema) -> Document:
    data = Data(source=schema.id, targets=("boxes",))
    return propose(apply(schema, data), data)


def found(document: Document, schema: Schema) -> list[dict]:
    return check(plan(document, catalog(), schema))["findings"]


def put(document: Document, *changes: Mapping) -> Document:
    return edits.apply(document, changes)


@pytest.mark.parametrize("classes", [1, 20])
@pytest.mark.parametrize(("size", "median"), [((120, 160), 25), ((160, 160), 90), ((16, 24), 6), ((128, 88), 5)])
def test_a_network_without_findings(size: tuple[int, int], median: float, classes: int) -> None:
    schema = schema_of(*size, classes=classes, size=median)
    document = proposed(schema)
    assert found(document, schema) == []
    assert from_json(to_json(document)) == document
    assert set(document.layout) == set(document.nodes)
    assert document.notes


def test_small_things_have_a_finer_grid() -> None:
    halved = [
        sum(node.kind == "MaxPooling2D" for node in proposed(schema_of(160, 160, size=size)).nodes.values())
        for size in (8, 25, 70)
    ]
    assert halved == [2, 3, 4]


def ends(document: Document) -> tuple[str, str]:
    output = next(key for key, node in document.nodes.items() if node.kind == "Output")
    return document.nodes[output].sources()[0].node, output


WRONG = {
    "another number of classes": (0, "filters", 9),
    "an activation": (0, "activation", "relu"),
    "a loss for numbers": (1, "loss", {"kind": "MeanSquaredError", "params": {}}),
    "a loss for classes": (1, "loss", {"kind": "SparseCategoricalCrossentropy", "params": {}}),
    "accuracy": (1, "metrics", [{"kind": "SparseCategoricalAccuracy", "params": {}}]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_said_and_mended(case: str) -> None:
    schema, (end, param, value) = schema_of(), WRONG[case]
    document = proposed(schema)
    wrong = put(document, edits.set_param(ends(document)[end], param, value))
    first = found(wrong, schema)[0]
    assert first["fixes"], first
    mended = put(wrong, *first["fixes"][0]["edits"])
    assert [each for each in found(mended, schema) if each["severity"] != "advice"] == []


def test_one_answer_for_the_whole_picture_becomes_a_grid() -> None:
    schema = schema_of()
    document = proposed(schema)
    last, output = ends(document)
    source = document.nodes[last].sources()[0]
    pooled = Node(kind="GlobalAveragePooling2D", inputs={"inputs": (source,)})
    dense = Node(kind="Dense", params={"units": 8}, inputs={"inputs": (Reference("pooled"),)})
    wrong = put(
        document,
        edits.add_node("pooled", pooled),
        edits.add_node("dense", dense),
        edits.connect(output, "inputs", 0, Reference("dense")),
        edits.remove_node(last),
    )
    (finding,) = (each for each in found(wrong, schema) if each["severity"] == "problem")
    assert finding["code"] == "output-boxes"
    assert finding["sentence"].startswith(
        "Makes 8 numbers; the boxes “boxes” want a grid of places with 8 numbers each"
    )
    mended = put(wrong, *finding["fixes"][0]["edits"])
    assert [each for each in found(mended, schema) if each["severity"] != "advice"] == []


def test_layers_that_move_pictures_are_advised_against() -> None:
    schema = schema_of()
    document = proposed(schema)
    node = Node(kind="RandomFlip", inputs={"inputs": (Reference("input"),)})
    after = next(key for key, each in document.nodes.items() if Reference("input") in each.sources())
    moved = put(document, edits.add_node("flip", node), edits.connect(after, "inputs", 0, Reference("flip")))
    advice = next(each for each in found(moved, schema) if each["code"] == "mask-moved")
    assert "the boxes “boxes” stay where they are" in advice["sentence"]
    assert "mask-moved" not in [each["code"] for each in found(put(moved, *advice["fixes"][0]["edits"]), schema)]


@pytest.mark.parametrize("type_", ["number", "category", "mask", "image"])
def test_other_targets_have_no_boxes(type_: str) -> None:
    target = Feature(name="x", type=type_, shape=(4, 4) if type_ in {"mask", "image"} else (), classes=("a", "b"))  # type: ignore[arg-type]
    assert "boxes in pictures" in str(aim_of(target).unsuited("Boxes", "learns"))
