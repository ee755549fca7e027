"""The catalogue against Keras itself: arguments, defaults, what builds, and that code and model are the same."""

import inspect
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import keras
import pytest

from engine.assets import asset
from engine.catalog import Entry, Param, catalog, validate
from engine.catalog.entries import FAMILIES, Example
from engine.catalog.kinds import Named, Reference
from engine.catalog.params import TYPES
from engine.catalog.source import source
from engine.catalog.states import outputs_for
from engine.runtime.catalogue.derive import normal
from engine.runtime.catalogue.examine import built
from engine.runtime.catalogue.excluded import DROPPED, DROPPED_OF
from engine.runtime.catalogue.make import make, make_layer
from engine.runtime.catalogue.public import FUNCTIONS, included, offered
from engine.words import Json

EVERY = [entry for family in FAMILIES for entry in catalog().families[family].values()]
MADE = [
    entry
    for entry in EVERY
    if entry.family != FUNCTIONS and entry.layer and not (entry.calculates or entry.pretrained or entry.function)
]
LAYERS = [entry for entry in MADE if entry.family == "layers"]
WRAPPED = [
    (entry, kind) for entry in LAYERS for param in entry.params if param.type == "layer" for kind in param.choices
]

NEVER_WORKS = {("CategoryEncoding", "num_tokens"): "Keras's default, nothing, is refused by Keras"}
"""Settings that are required here although Keras has a default."""

TOGETHER = {
    *((kind, "groups") for kind in ("Conv1D", "Conv2D", "Conv3D")),
    *(("Conv1DTranspose", name) for name in ("output_padding", "dilation_rate")),
    *(("GroupQueryAttention", name) for name in ("num_query_heads", "num_key_value_heads")),
    *(("Normalization", name) for name in ("axis", "mean", "variance")),
    *(("Discretization", name) for name in ("num_bins", "bin_boundaries")),
    *(
        (kind, name)
        for kind in ("StringLookup", "IntegerLookup", "TextVectorization")
        for name in ("max_tokens", "idf_weights", "output_mode", "pad_to_max_tokens", "vocabulary", "salt")
    ),
    ("Permute", "dims"),
    ("MelSpectrogram", "sequence_length"),
    ("STFTSpectrogram", "fft_length"),
    ("STFTSpectrogram", "frame_step"),
    ("AUC", "num_labels"),
    ("PiecewiseConstantDecay", "values"),
}
"""Settings whose good values depend on other settings, which Keras says when a layer is made."""

DRAWN = ("RandomCrop", "seed", None)
"""Keras writes down the seed that it drew, which differs each time."""


def ids(entry: Entry) -> str:
    return f"{entry.family}-{entry.kind}"


def inner_ids(value: Entry | str) -> str:
    return value.kind if isinstance(value, Entry) else value


def arguments(entry: Entry) -> Mapping[str, inspect.Parameter]:
    return {argument.name: argument for argument in included(entry.family)[entry.kind].parameters}


def say(entry: Entry, params: Mapping[str, Json]) -> tuple[Any, Any]:
    """The object that the engine makes and the one that its code makes; what Keras names by counting starts anew."""
    name = "node" if entry.family == "layers" else None
    counts = name is None or any(param.type in ("layer", "layers", "cell", "cells") for param in entry.params)
    if counts:
        keras.utils.clear_session(free_memory=False)
    made = make_layer(entry, params, name) if name else make(entry.family, {"kind": entry.kind, "params": dict(params)})
    if counts:
        keras.utils.clear_session(free_memory=False)
    return made, eval(source(entry, params, name), {"keras": keras})


def variations(entry: Entry) -> Iterator[tuple[Param, Json]]:
    """Every setting at each of its good values; of kinds inside it some, and for Dense all."""
    for param in entry.params:
        kind = TYPES[param.type]
        if param.nullable:
            yield param, None
        match kind:
            case Named():
                yield from ((param, "tanh"), (param, "softmax"))
            case Reference(family=family, many=False) if family != "layers":
                known = list(catalog().families[family].values())
                for inner in known if entry.kind == "Dense" else known[1:3]:
                    initial = {each.name: each.initial for each in inner.params if each.initial is not None}
                    yield param, {"kind": inner.kind, "params": initial}
            case Reference():
                pass
            case plain:
                yield from ((param, value) for value in plain.good(param))


def test_the_committed_catalogue_is_what_keras_gives() -> None:
    command = [sys.executable, "-m", "engine.runtime.catalogue"]
    written = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
    assert written == asset("catalog.json").read_text("utf-8"), "write it anew: python -m engine.runtime.catalogue"


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "cells"])
def test_every_public_kind_is_in_the_catalogue_or_left_out_with_a_reason(family: str) -> None:
    known = catalog().families[family].keys() | catalog().excluded[family].keys()
    assert offered(family).keys() <= known
    assert catalog().excluded[family].keys() <= offered(family).keys()


@pytest.mark.parametrize("entry", MADE, ids=ids)
def test_settings_are_exactly_the_arguments_that_are_not_dropped(entry: Entry) -> None:
    dropped = DROPPED.keys() | DROPPED_OF.get(entry.kind, {}).keys()
    assert [param.name for param in entry.params if not param.call] == [
        name for name in arguments(entry) if name not in dropped
    ]


@pytest.mark.parametrize("entry", [entry for entry in LAYERS if any(param.call for param in entry.params)], ids=ids)
def test_settings_of_the_call_are_arguments_of_the_call(entry: Entry) -> None:
    known = inspect.signature(getattr(keras.layers, entry.kind).call).parameters
    assert {param.name for param in entry.params if param.call} <= known.keys()
    ports = [port.name for port in entry.inputs] if entry.call == "ports" else []
    assert set(ports[1:]) <= known.keys()


@pytest.mark.parametrize("entry", MADE, ids=ids)
def test_defaults_are_those_of_keras(entry: Entry) -> None:
    for param in (param for param in entry.params if not param.call):
        default = arguments(entry)[param.name].default
        if param.required:
            assert default is inspect.Parameter.empty or (entry.kind, param.name) in NEVER_WORKS
        else:
            assert param.default == normal(param, default)


@pytest.mark.parametrize("entry", LAYERS, ids=ids)
def test_every_layer_builds_at_its_example(entry: Entry) -> None:
    complete, problems = validate(entry, entry.example.params)
    assert problems == []
    layer, outputs = built(replace(entry, example=replace(entry.example, params=complete)), catalog())
    assert len(outputs) == len(outputs_for(entry, complete))
    assert bool(layer.trainable_variables) == entry.trainable
    assert all(variable._value is None or variable.dtype == "uint32" for variable in layer.trainable_variables)


@pytest.mark.parametrize(
    "entry", [entry for entry in LAYERS if len(entry.outputs) > 1 and not entry.outputs[1].of], ids=ids
)
def test_every_output_port_can_appear(entry: Entry) -> None:
    shown = {port.when: True for port in entry.outputs if port.when}
    example = replace(entry.example, params={**entry.example.params, **shown})
    _, outputs = built(replace(entry, example=example), catalog())
    assert len(outputs) == len(entry.outputs)


@pytest.mark.parametrize("entry", MADE, ids=ids)
def test_code_and_model_have_equal_configurations(entry: Entry) -> None:
    refused = set()
    for param, value in variations(entry):
        if (entry.kind, param.name, value) == DRAWN:
            continue
        complete, problems = validate(entry, {**entry.example.params, "seed": 7, param.name: value})
        assert [problem for problem in problems if problem[0] != "seed"] == []
        try:
            made, said = say(entry, complete)
        except (ValueError, TypeError):
            refused.add((entry.kind, param.name))
            continue
        assert repr(made.get_config()) == repr(said.get_config()), (param.name, value)
    assert refused <= TOGETHER


@pytest.mark.parametrize(("entry", "kind"), WRAPPED, ids=inner_ids)
def test_every_layer_that_can_stand_inside_another_builds_there(entry: Entry, kind: str) -> None:
    inner = catalog().layers[kind]
    ((shape, dtype),) = inner.example.inputs
    outer = ((4, *shape), dtype) if entry.kind == "TimeDistributed" else (shape, dtype)
    value: Json = {"kind": kind, "params": {**inner.example.params}}
    example = Example(inputs=(outer,), params={"layer": value})
    complete, problems = validate(entry, example.params)
    assert problems == []
    built(replace(entry, example=replace(example, params=complete)), catalog())


@pytest.mark.parametrize("kind", catalog().families["cells"])
def test_every_cell_builds_inside_rnn(kind: str) -> None:
    entry = catalog().layers["RNN"]
    initial = {
        param.name: param.initial for param in catalog().families["cells"][kind].params if param.initial is not None
    }
    complete, problems = validate(entry, {"cell": {"kind": kind, "params": initial}})
    assert problems == []
    built(replace(entry, example=replace(entry.example, params=complete)), catalog())


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("StringLookup", {"vocabulary": ["/etc/passwd"]}),
        ("TextVectorization", {"vocabulary": ["/etc/passwd"]}),
        ("StringLookup", {"vocabulary": ["a"], "oov_token": "/etc/passwd", "mask_token": "file:///etc/hostname"}),
        ("Hashing", {"num_bins": 3, "mask_value": "/etc/passwd"}),
    ],
)
def test_texts_that_look_like_paths_are_never_opened(
    kind: str, params: dict[str, Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = catalog().layers[kind]
    complete, problems = validate(entry, params)
    assert problems == []
    opened: list[object] = []
    for reader in ("builtins.open", "tensorflow.io.gfile.GFile", "tensorflow.io.gfile.exists"):
        monkeypatch.setattr(reader, lambda path, *rest, **more: opened.append(path))
    make_layer(entry, complete, "node")
    monkeypatch.undo()
    assert opened == []
