"""Which data sets a network that was opened can learn from as it stands, and what one press changes."""

from typing import Any

import pytest

from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply as used
from engine.data.reading import input_shape
from engine.document.edits import apply
from engine.document.load import from_json
from engine.document.model import Data, Document
from engine.plan import plan
from engine.propose import fits

INCLUDED = [name for name, one in builtin.BUILTIN.items() if one.origin != "online"]


def network(shape: list[int | None] | None, units: int | None, **output: Any) -> Document:
    last = {"kind": "Dense", "params": {"units": units}} if units else {"kind": "Flatten"}
    nodes = {
        "x": {"kind": "Input", "params": {"shape": shape} if shape else {}},
        "flat": {"kind": "Flatten", "inputs": {"inputs": ["x"]}},
        "last": {**last, "inputs": {"inputs": ["flat"]}},
        "soft": {"kind": "Activation", "params": {"activation": "softmax"}, "inputs": {"inputs": ["last"]}},
        "out": {"kind": "Output", "params": output, "inputs": {"inputs": ["soft"]}},
    }
    return from_json({"format": "layerloom", "version": 2, "nodes": nodes})


def fitting(document: Document) -> list[str]:
    return [name for name in INCLUDED if fits.binding(document, builtin.schema(name)) is not None]


@pytest.mark.parametrize(
    ("shape", "units", "found"),
    [
        ([8, 8, 1], 10, ["digits"]),
        ([None, None, 1], 10, ["digits"]),
        ([8, 8, 1], None, ["digits"]),
        ([8, 8, 1], 7, []),
        ([8, 8, 3], 10, []),
        ([4], 3, ["iris"]),
        ([13], 3, ["wine"]),
        ([30], 1, ["breast_cancer"]),
        ([30], 2, ["breast_cancer"]),
        ([224, 224, 3], 1000, []),
        (None, 10, []),
    ],
)
def test_what_fits_is_told_by_what_goes_in_and_comes_out(
    shape: list[int | None] | None, units: int | None, found: list[str]
) -> None:
    assert fitting(network(shape, units)) == found


@pytest.mark.parametrize("name", INCLUDED)
def test_one_press_leaves_nothing_to_bind(name: str) -> None:
    schema = builtin.schema(name)
    shape = input_shape(used(schema, Data(source=name, targets=(str(schema.target),))))
    assert shape is not None
    document = network(list(shape), None)
    edits = fits.binding(document, schema)
    assert edits is not None
    bound = plan(apply(document, edits), catalog(), schema)
    assert [each.code for each in bound.findings if each.severity == "problem"] == []
    assert bound.inputs["x"].shape == shape
    assert bound.outputs["out"].target is not None
    assert bound.outputs["out"].target.name == schema.target


def test_how_it_was_compiled_is_kept() -> None:
    loss = {"kind": "CategoricalFocalCrossentropy", "params": {}}
    document = network([8, 8, 1], 10, loss=loss)
    edits = fits.binding(document, builtin.schema("digits"))
    assert edits is not None
    assert apply(document, edits).nodes["out"].params["loss"] == loss


def test_a_network_waits_while_it_has_a_shape_and_no_data() -> None:
    document = network([8, None, 1], 10)
    assert fits.waits(document)
    assert fits.takes(document) == "8 × any × 1"
    edits = fits.binding(network([8, 8, 1], 10), builtin.schema("digits"))
    assert edits is not None
    assert not fits.waits(apply(network([8, 8, 1], 10), edits))
    assert not fits.waits(network(None, 10))
    assert not fits.waits(Document(name="Empty"))
