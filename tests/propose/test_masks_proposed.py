"""What is proposed for pictures with masks, and what is said of networks that do not fit them."""

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
from engine.propose import propose
from engine.propose.masks import halvings
from engine.runtime.check import check


def schema_of(height: int = 64, width: int = 64, classes: int = 2, samples: int = 40) -> Schema:
    image = Feature(name="image", type="image", shape=(height, width, 1), axes=("height", "width", "channels"))
    names = tuple(map(str, range(classes)))
    counts = (9,) * classes
    mask = Feature(name="mask", type="mask", shape=(height, width), classes=names, counts=counts, distinct=classes)
    return Schema(
        id="x", title="x", kind="images", samples=samples, features=(image, mask), target="mask", size=(height, width)
    )


def proposed(schema: Schema) -> Document:
    data = Data(source=schema.id, targets=("mask",))
    return propose(apply(schema, data), data)


def found(document: Document, schema: Schema) -> list[dict]:
    return check(plan(document, catalog(), schema))["findings"]


def put(document: Document, *changes: Mapping) -> Document:
    return edits.apply(document, changes)


@pytest.mark.parametrize("classes", [2, 5])
@pytest.mark.parametrize("size", [(64, 64), (192, 192), (20, 36), (15, 9), (8, 8)])
def test_a_network_without_findings(size: tuple[int, int], classes: int) -> None:
    schema = schema_of(*size, classes)
    document = proposed(schema)
    assert found(document, schema) == []
    assert from_json(to_json(document)) == document
    assert document.notes
    assert set(document.layout) == set(document.nodes)
    assert sum(node.uses == "unet_down" for node in document.nodes.values()) == halvings(*size)


WRONG = {
    "another number of classes": ("classes", "filters", 3),
    "another activation too": ("classes", "activation", "relu"),
    "places that are lost": ("classes", "strides", [2, 2]),
    "a loss for numbers": ("output", "loss", {"kind": "MeanSquaredError", "params": {}}),
    "areas of other classes": ("output", "metrics", [{"kind": "MeanIoU", "params": {"num_classes": 3}}]),
    "areas of class numbers": ("output", "metrics", [{"kind": "MeanIoU", "params": {"num_classes": 2}}]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_said_and_mended(case: str) -> None:
    schema, (node, param, value) = schema_of(), WRONG[case]
    wrong = put(proposed(schema), edits.set_param(node, param, value))
    first = found(wrong, schema)[0]
    assert first["fixes"], first
    mended = put(wrong, *first["fixes"][0]["edits"])
    assert [each for each in found(mended, schema) if each["severity"] != "advice"] == []


def test_the_sentence_names_both_shapes() -> None:
    schema = schema_of()
    wrong = put(proposed(schema), edits.set_param("classes", "filters", 3))
    said = "Makes 64 × 64 places with 3 channels; the mask “mask” wants 64 × 64 places with 2 channels."
    assert found(wrong, schema)[0]["sentence"] == said


@pytest.mark.parametrize("loss", ["BinaryCrossentropy", "Dice", "CategoricalCrossentropy", "BinaryFocalCrossentropy"])
def test_other_losses_for_each_place(loss: str) -> None:
    schema = schema_of()
    document = put(
        proposed(schema),
        edits.set_param("output", "loss", {"kind": loss, "params": {}}),
        edits.set_param("output", "metrics", []),
    )
    if loss.startswith("Binary"):
        document = put(
            document, edits.set_param("classes", "filters", 1), edits.set_param("classes", "activation", "sigmoid")
        )
    assert [each for each in found(document, schema) if each["severity"] != "advice"] == []


def test_areas_are_not_for_whole_pictures() -> None:
    schema = schema_of()
    label = Feature(name="class", type="category", classes=("a", "b"), counts=(20, 20), distinct=2)
    schema = Schema(id="x", title="x", kind="images", samples=40, features=(schema.features[0], label), target="class")
    data = Data(source="x", targets=("class",))
    document = propose(apply(schema, data), data)
    key = next(key for key, node in document.nodes.items() if node.kind == "Output")
    wrong = put(document, edits.set_param(key, "metrics", [{"kind": "MeanIoU", "params": {"num_classes": 2}}]))
    assert "areas" in next(each for each in found(wrong, schema) if each["code"] == "metric-target")["sentence"]


def test_few_pictures_are_mirrored_with_their_masks() -> None:
    assert proposed(schema_of()).nodes["flip"].kind == "RandomFlip"
    assert "flip" not in proposed(schema_of(samples=6000)).nodes


def put_before(document: Document, kind: str, reader: tuple[str, str], source: str) -> Document:
    initial = {each.name: each.initial for each in catalog().layers[kind].params if each.initial is not None}
    node = Node(kind=kind, params=initial, inputs={"inputs": (Reference(source),)})
    return put(document, edits.add_node("moving", node), edits.connect(*reader, 0, Reference("moving")))


def codes(document: Document, schema: Schema) -> list[str]:
    return [each["code"] for each in found(document, schema)]


def test_what_moves_pictures_right_behind_the_input_moves_masks_too() -> None:
    schema = schema_of(samples=6000)
    assert codes(put_before(proposed(schema), "RandomFlip", ("down1", "x"), "image"), schema) == []


@pytest.mark.parametrize(
    ("kind", "ways"),
    [("RandomRotation", ["right behind", "Leave"]), ("RandAugment", ["Leave"])],
    ids=["moves", "mixes"],
)
def test_what_moves_pictures_alone_is_advised_against(kind: str, ways: list[str]) -> None:
    schema = schema_of(samples=6000)
    wrong = put_before(proposed(schema), kind, ("deep1", "inputs"), "down3")
    advice = next(each for each in found(wrong, schema) if each["code"] == "mask-moved")
    assert advice["node"] == "moving"
    assert len(advice["fixes"]) == len(ways)
    for fix, way in zip(advice["fixes"], ways, strict=True):
        assert way in fix["title"]
        mended = put(wrong, *fix["edits"])
        assert codes(mended, schema) == []
        assert mended.nodes["deep1"].sources() == (Reference("down3" if way == "right behind" else "moving"),)
