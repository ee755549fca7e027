"""Random layers turn and move masks with their pictures while training, and nothing else knows of it."""

import json
from collections.abc import Mapping
from typing import Any

import keras
import numpy as np
import pytest

from engine.catalog import Entry, catalog
from engine.document import edits
from engine.document.dump import dump
from engine.document.model import Document, Node, Reference
from engine.plan import plan
from engine.plan.together import together
from engine.program import program
from engine.runtime.bring.carried import carried
from engine.runtime.build import build, compile_model
from engine.runtime.catalogue.make import make_layer
from engine.runtime.data.part import Part
from engine.runtime.train.moved import Moving, training_step
from engine.runtime.train.steps import Batches, Steps, ready, shuffled
from tests.propose.test_masks_proposed import proposed, schema_of

RANDOM = tuple(entry for entry in catalog().layers.values() if entry.group == "augmentation")
SIDE, CLASSES = 24, 3
MANY = 6000  # so that nothing is mirrored yet in the network that is proposed


def layer_of(entry: Entry, **more: Any) -> keras.Layer:
    params = {each.name: each.default if each.initial is None else each.initial for each in entry.params}
    made = make_layer(entry, {**params, **{name: value for name, value in more.items() if name in params}}, "random")
    assert isinstance(made, keras.Layer)
    return made


@pytest.mark.parametrize("entry", RANDOM, ids=lambda entry: entry.kind)
def test_the_catalogue_says_what_each_random_layer_moves(entry: Entry) -> None:
    keras.utils.set_random_seed(3)
    draw = np.random.default_rng(0)
    mask = draw.integers(0, 2, (16, 32, 32, 1)).astype("float32")
    picture = np.repeat(mask, 3, axis=-1)
    if entry.moves == "targets":
        # By the nearest pixel a picture of its mask must stay just that.
        found = layer_of(entry, interpolation="nearest", factor=0.4)(
            {"images": picture, "segmentation_masks": mask}, training=True
        )
        moved_picture, moved_mask = (np.asarray(found[name]) for name in ("images", "segmentation_masks"))
        assert moved_mask.shape == mask.shape
        assert (moved_mask != mask).any()
        np.testing.assert_allclose(moved_picture[..., :1], moved_mask, atol=1e-5)
    elif not entry.moves:
        # The middle of a picture of one grey stays where it is, whatever becomes of its values: only values change.
        sides = np.zeros((16, 32, 32, 3), "float32") + 0.5
        sides[:, :, 16:] = 0.6
        changed = np.asarray(layer_of(entry)(sides, training=True))
        assert changed.shape == sides.shape


def drawn(*kinds: tuple[str, Mapping[str, Any]], one_hot: bool = False) -> Document:
    """The network that is proposed for masks, with random layers right behind its Input."""
    document, source = proposed(schema_of(SIDE, SIDE, CLASSES, samples=MANY)), "image"
    for number, (kind, params) in enumerate(kinds):
        node = Node(kind=kind, params=dict(params), inputs={"inputs": (Reference(source),)})
        source = f"random{number}"
        document = edits.apply(document, [edits.add_node(source, node)])
    changes = [edits.connect("down1", "x", 0, Reference(source))]
    if one_hot:
        changes.append(edits.set_param("output", "loss", {"kind": "CategoricalCrossentropy", "params": {}}))
        changes.append(edits.set_param("output", "metrics", []))
    return edits.apply(document, changes)


TURNED = (
    ("RandomBrightness", {"factor": 0.2, "value_range": [0.0, 1.0]}),
    ("RandomFlip", {"mode": "horizontal_and_vertical"}),
)
AFTER = (("RandomContrast", {"factor": 0.2, "value_range": [0.0, 1.0]}),)


def batch(*, one_hot: bool = False) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    draw = np.random.default_rng(1)
    mask = draw.integers(0, CLASSES, (8, SIDE, SIDE)).astype(np.uint8)
    y = np.eye(CLASSES, dtype=np.float32)[mask] if one_hot else mask
    return {"image": (mask[..., np.newaxis] / 4).astype("float32")}, {"output": y}


@pytest.mark.parametrize("one_hot", [False, True], ids=["numbers", "one-hot"])
def test_masks_move_with_their_pictures(one_hot: bool) -> None:
    known = plan(
        drawn(*TURNED[1:], ("RandomRotation", {"factor": 0.2, "interpolation": "nearest"}), one_hot=one_hot),
        catalog(),
        _S,
    )
    found = together(known)
    assert found is not None
    assert [step.entry.kind for step in found.steps] == ["RandomFlip", "RandomRotation"]
    x, y = batch(one_hot=one_hot)
    after, masks = ({key: np.asarray(each) for key, each in part.items()} for part in Moving(known, found)(x, y, 0))
    assert masks["output"].dtype == y["output"].dtype
    assert (masks["output"] != y["output"]).any()
    classes = masks["output"].argmax(-1) if one_hot else masks["output"]
    np.testing.assert_allclose(after["image"][..., 0] * 4, classes, atol=1e-4)


def test_what_comes_after_the_last_that_moves_stays_in_the_network() -> None:
    found = together(plan(drawn(*TURNED, *AFTER), catalog(), _S))
    assert found is not None
    assert [step.id for step in found.steps] == ["random0", "random1"]
    assert together(plan(drawn(*AFTER), catalog(), _S)) is None


def test_the_network_passes_by_what_was_done_before() -> None:
    known = plan(drawn(*TURNED), catalog(), _S)
    model, (x, y) = build(known), batch()
    plain = build(plan(drawn(), catalog(), _S))
    plain.set_weights(model.get_weights())
    for training in (False, True):
        same = [np.asarray(each(x, training=training)["output"]) for each in (model, plain)]
        np.testing.assert_allclose(*same, atol=1e-6)
    compile_model(model, known)
    before = [np.array(weight) for weight in model.trainable_weights]
    training_step(model, known)((x, y))
    assert any((was != np.asarray(now)).any() for was, now in zip(before, model.trainable_weights, strict=True))


def test_many_steps_in_one_call_move_each_batch_anew() -> None:
    known, seen = plan(drawn(*TURNED), catalog(), _S), []
    x, y = batch()
    for _ in range(2):
        keras.utils.set_random_seed(7)
        model = build(known)
        compile_model(model, known)
        batches = Batches(Part(x=x, y=y, rows=np.arange(8)), 4)
        ready(model, batches)
        steps = Steps(model, batches, training_step(model, known))
        for epoch in (1, 2):
            (piece,) = batches.pieces(shuffled(batches, 0, epoch))
            step = 0
            while step < piece.steps:
                step, values = steps.run(piece, step)
        assert np.isfinite(values["loss"])
        seen.append([np.array(weight) for weight in model.trainable_weights])
    for one, two in zip(*seen, strict=True):
        np.testing.assert_allclose(one, two, atol=1e-5)


def test_what_is_drawn_follows_from_seed_and_step() -> None:
    known = plan(drawn(*TURNED), catalog(), _S)
    found, seen = together(known), []
    assert found
    for _ in range(2):
        seen.append(np.asarray(Moving(known, found)(*batch(), 5)[1]["output"]))
    np.testing.assert_array_equal(*seen)
    assert (np.asarray(Moving(known, found)(*batch(), 6)[1]["output"]) != seen[0]).any()


@pytest.mark.parametrize("one_hot", [False, True], ids=["numbers", "one-hot"])
def test_the_program_moves_masks_with_their_pictures(
    one_hot: bool, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = drawn(*TURNED, one_hot=one_hot)
    document = edits.apply(document, [edits.set_part("training", "epochs", 1)])
    (x, y), draw = batch(), np.random.default_rng(0)
    rows = draw.integers(0, 8, 40)
    np.savez(tmp_path / "data.npz", image=(x["image"][rows] * 255).astype(np.uint8), mask=y["output"][rows])
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(program(plan(document, catalog(), _S)).text, "program.py", "exec"), variables)
    given, masks = variables["moved"](*variables["samples"](variables["training"][:8]))
    classes = masks["output"].argmax(-1) if one_hot else masks["output"]
    order = [np.unique(each.round(2), return_inverse=True)[1] for each in given["image"][..., 0]]
    for picture, mask in zip(order, classes, strict=True):
        np.testing.assert_array_equal(
            picture.reshape(mask.shape), np.unique(mask, return_inverse=True)[1].reshape(mask.shape)
        )


def test_a_model_that_carries_its_document_is_still_believed() -> None:
    document = drawn(*TURNED, *AFTER)
    model = build(plan(document, catalog(), _S))
    assert {"random0", "random1", "random2"} & {layer.name for layer in model.layers} == {"random2"}
    assert carried(dump(document), json.loads(model.to_json()), catalog()).document == document


_S = schema_of(SIDE, SIDE, CLASSES, samples=MANY)
