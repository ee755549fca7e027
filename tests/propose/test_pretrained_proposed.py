"""For few pictures a pre-trained network is offered: ready but for its weights, and only where it suits."""

import keras
import pytest

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Feature, Schema
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Data, Document
from engine.plan import plan
from engine.propose.pretrained import KIND, for_few_pictures, helps
from engine.runtime.build import build
from engine.runtime.catalogue import imagenet
from engine.runtime.check import check
from tests.catalog.test_imagenet import legacy

CLASS = Feature(name="class", type="category", classes=("a", "b", "c"), counts=(50, 50, 50))
AGE = Feature(name="class", type="number", mean=40.0, std=10.0)
MASK = Feature(name="class", type="mask", shape=(64, 64), classes=("0", "1"))
DATA = Data(source="x", targets=("class",))


def _pictures(*shape: int, samples: int = 150, target: Feature = CLASS) -> Schema:
    image = Feature(name="image", type="image", shape=shape, axes=("height", "width", "channels"), role="feature")
    return Schema(id="x", title="x", kind="images", samples=samples, features=(image, target), target="class")


def _proposed(schema: Schema) -> Document:
    return for_few_pictures(apply(schema, DATA), DATA)


@pytest.mark.parametrize("target", [CLASS, AGE], ids=["class", "number"])
@pytest.mark.parametrize("shape", [(64, 64, 3), (32, 40, 1), (200, 120, 3)])
def test_it_lacks_nothing_but_its_weights(shape: tuple[int, int, int], target: Feature) -> None:
    schema = _pictures(*shape, target=target)
    assert helps(apply(schema, DATA))
    document = _proposed(schema)
    report = check(plan(document, catalog(), schema))
    assert [finding["code"] for finding in report["findings"]] == ["weights-missing"]
    assert from_json(to_json(document)) == document
    assert document.notes


def test_only_its_last_layer_learns_and_it_is_ready_once_the_weights_are_here() -> None:
    schema = _pictures(32, 32, 3)
    network = getattr(keras.applications, KIND)(weights=None, include_top=False, pooling="avg")
    path = imagenet.kept(KIND, classifier=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        legacy(path, network)
        planned = plan(_proposed(schema), catalog(), schema)
        assert check(planned)["ready"]
        model = build(planned)
        assert [variable.path.split("/")[-1] for variable in model.trainable_variables] == ["kernel", "bias"]
    finally:
        path.unlink()


@pytest.mark.parametrize(
    "schema",
    [
        _pictures(64, 64, 3, samples=5000),
        _pictures(8, 8, 1),
        _pictures(64, 64, 4),
        _pictures(64, 64, 3, target=MASK),
    ],
    ids=["many", "tiny", "other channels", "masks"],
)
def test_it_is_offered_only_where_it_helps(schema: Schema) -> None:
    assert not helps(apply(schema, DATA))
