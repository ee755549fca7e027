"""Pre-trained networks against Keras: what is offered, counted, prepared, refused, mended, said in code and saved."""

import inspect
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.catalog import catalog, validate
from engine.catalog.pretrained import FUNCTION, PIXELS
from engine.catalog.source import source
from engine.document.edits import apply
from engine.plan import plan
from engine.program import program
from engine.runtime.build import assembled
from engine.runtime.catalogue.layers_pretrained import DROPPED, OWN, PARAMS
from engine.runtime.catalogue.make import make_layer
from engine.runtime.catalogue.pretrained import _wrapped, offered
from engine.runtime.check import Memory, check
from engine.words import Json
from tests.networks import document, loss, node

KINDS = {kind: entry for kind, entry in catalog().layers.items() if entry.pretrained}
LIGHT = ("MobileNet", "MobileNetV2", "MobileNetV3Small", "EfficientNetB0", "EfficientNetV2B0", "Xception")
HEAVY = ("ResNet50", "ResNet50V2", "VGG16", "ConvNeXtTiny")
SOME = [*LIGHT, *HEAVY, *(pytest.param(kind, marks=pytest.mark.slow) for kind in sorted({*KINDS} - {*LIGHT, *HEAVY}))]
SMALL = "MobileNetV3Small"
SIDES = {"NASNetMobile": 224, "NASNetLarge": 331}
"""Those that take one size only, with a classifier and without."""


def complete(kind: str, **params: Json) -> dict[str, Json]:
    settings, problems = validate(KINDS[kind], params)
    assert problems == []
    return settings


def network(kind: str, shape: list[int], **params: Json):
    """A document in which a pre-trained network looks at pictures of this shape."""
    nodes = {
        "x": node("Input", shape=shape),
        "base": node(kind, "x", **{"include_top": False, "pooling": "avg", **params}),
        "one": node("Dense", "base", units=1),
        "out": node("Output", "one", loss=loss("MeanSquaredError")),
    }
    return document(nodes, None)


def report(drawn):
    return check(plan(drawn, catalog()), memory=Memory())


def at_base(drawn):
    return [each for each in report(drawn)["findings"] if each["node"] == "base"]


def at(kind: str, side: int):
    with keras.StatelessScope(initialize_variables=False):
        layer = make_layer(KINDS[kind], complete(kind, include_top=False, pooling="avg"))
        return layer, (layer(keras.KerasTensor((None, side, side, 3))),)


def test_every_network_of_keras_is_a_kind() -> None:
    assert KINDS.keys() == offered().keys()
    assert len(KINDS) >= 38


@pytest.mark.parametrize("kind", KINDS)
def test_settings_are_the_arguments_that_are_not_dropped(kind: str) -> None:
    arguments = set(inspect.signature(offered()[kind]).parameters)
    assert {param.name for param in PARAMS} - {*OWN} == arguments - DROPPED.keys()


def test_what_is_dropped_is_an_argument_somewhere() -> None:
    assert DROPPED.keys() <= {name for each in offered().values() for name in inspect.signature(each).parameters}


@pytest.mark.parametrize("kind", SOME)
def test_every_network_builds_without_memory_and_counts_as_keras_counts(kind: str) -> None:
    layer, (output,) = at(kind, SIDES.get(kind, 96))
    with keras.StatelessScope(initialize_variables=False):
        given = {"input_shape": (SIDES[kind], SIDES[kind], 3)} if kind in SIDES else {}
        plain = getattr(keras.applications, kind)(weights=None, include_top=False, pooling="avg", **given)
    assert layer.count_params() == plain.count_params()
    assert output.shape == (None, plain.output_shape[-1])
    assert layer.trainable_weights == []
    assert all(variable._value is None for variable in layer.weights if "seed" not in variable.path)


@pytest.mark.parametrize("name", PIXELS)
def test_pictures_are_prepared_as_keras_prepares_them(name: str) -> None:
    kind = next(kind for kind, entry in KINDS.items() if entry.pretrained and entry.pretrained.pixels == name)
    pixels = keras.Input((None, None, 3))
    form = PIXELS[name]
    ours = _wrapped(keras.Model(pixels, pixels), "base", scale=form.scale, offset=form.offset, flip=form.flip)
    pictures = np.random.default_rng(0).uniform(size=(2, 4, 4, 3)).astype("float32")
    expected = sys.modules[offered()[kind].__module__].preprocess_input(255 * pictures)
    np.testing.assert_allclose(ours(pictures), expected, atol=1e-3)


@pytest.mark.parametrize(
    "kind", [SMALL, *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("MobileNetV2", "EfficientNetV2B0"))]
)
@pytest.mark.parametrize("params", [{"trainable_from": 20}, {"trainable_from": 0, "prepare": False}, {"classes": 3}])
def test_code_and_model_have_equal_configurations(kind: str, params: dict[str, Json]) -> None:
    settings = complete(kind, **{"include_top": "classes" in params, **params})
    names: dict[str, object] = {"keras": keras}
    exec(FUNCTION, names)
    with keras.StatelessScope(initialize_variables=False):
        keras.utils.clear_session(free_memory=False)
        made = make_layer(KINDS[kind], settings, "base")
        keras.utils.clear_session(free_memory=False)
        said = eval(source(KINDS[kind], settings, "base"), names)
    assert made.get_config() == said.get_config()
    assert [each.trainable for each in made.layers[-1].layers] == [each.trainable for each in said.layers[-1].layers]


def test_the_program_of_a_network_with_it_runs_and_gives_the_same_model() -> None:
    planned = plan(network(SMALL, [64, 64, 3], trainable_from=20), catalog())
    text = program(planned).text.replace("model.summary()\n", "")
    assert text.count("def pretrained(") == 1
    variables: dict[str, object] = {}
    keras.utils.clear_session(free_memory=False)
    exec(text, variables)
    keras.utils.clear_session(free_memory=False)
    assert variables["model"].get_config() == assembled(planned).get_config()


def test_the_report_counts_what_learns_from_a_layer_on() -> None:
    counts = {}
    for first in (None, 0, 100, 1000):
        answer = report(network("MobileNetV2", [96, 96, 3], trainable_from=first))["nodes"]["base"]
        assert answer["outputs"][0]["shape"] == [None, 1280]
        counts[first] = (answer["trainable"], answer["frozen"])
    total = sum(counts[None])
    assert {sum(each) for each in counts.values()} == {total}
    assert counts[None][0] == counts[1000][0] == 0
    assert 0 < counts[100][0] < counts[0][0] < total


@pytest.mark.parametrize(
    ("kind", "shape", "params", "sentence"),
    [
        ("MobileNetV2", [96, 96, 1], {}, "MobileNetV2 takes pictures with 3 channels (red, green, blue); it gets 1."),
        ("MobileNetV2", [96, 96, 4], {}, "MobileNetV2 takes pictures with 3 channels (red, green, blue); it gets 4."),
        ("Xception", [64, 64, 3], {}, "Xception takes pictures of at least 71 × 71; it gets 64 × 64."),
        (
            "NASNetMobile",
            [96, 96, 3],
            {},
            "NASNetMobile takes pictures of 224 × 224 and no others; it gets 96 × 96.",
        ),
        ("MobileNetV2", [28, 28, 1], {}, "MobileNetV2 takes pictures with 3 channels (red, green, blue); it gets 1."),
        (
            "MobileNetV2",
            [96, 96, 3],
            {"include_top": True, "pooling": None},
            "MobileNetV2 as it is set takes pictures of 224 × 224; it gets 96 × 96. Without its classifier it takes "
            "any size.",
        ),
        (
            "MobileNetV2",
            [224, 224, 3],
            {"include_top": True, "pooling": None, "classes": 3, "weights": "imagenet"},
            "With the weights of ImageNet the classifier has its 1,000 classes; leave the classifier off and let a "
            "Dense of your own answer.",
        ),
    ],
)
def test_pictures_that_do_not_fit_are_said_and_mended(
    kind: str, shape: list[int], params: dict[str, Json], sentence: str, home: Path
) -> None:
    drawn = network(kind, shape, **params)
    found = at_base(drawn)[0]
    assert found["sentence"] == sentence
    assert found["fixes"]
    for fix in found["fixes"]:
        after = at_base(apply(drawn, fix["edits"]))
        assert {each["code"] for each in after} <= {"weights-missing", "pretrained-random"}


def test_a_table_is_no_picture() -> None:
    assert at_base(network("MobileNetV2", [8]))[0]["code"] == "rank-mismatch"


def test_a_network_with_and_without_preparing_is_saved_and_opened_without_us(tmp_path: Path) -> None:
    model = assembled(plan(network(SMALL, [64, 64, 3], trainable_from=10), catalog()))
    pictures = np.random.default_rng(0).uniform(size=(2, 64, 64, 3)).astype("float32")
    expected = model({"x": pictures})["out"]
    model.save(tmp_path / "model.keras")
    opened = keras.saving.load_model(tmp_path / "model.keras", safe_mode=True)
    np.testing.assert_allclose(opened({"x": pictures})["out"], expected, atol=1e-5)
    assert len(opened.trainable_weights) == len(model.trainable_weights)


@pytest.mark.slow
def test_layers_that_only_keras_applications_have_are_opened_too(tmp_path: Path) -> None:
    model = assembled(plan(network("ConvNeXtTiny", [32, 32, 3]), catalog()))
    model.save(tmp_path / "model.keras")
    assert keras.saving.load_model(tmp_path / "model.keras", safe_mode=True).count_params() == model.count_params()
