"""Layers inside others, and what recurrent layers remember: every combination builds, or is refused in a sentence."""

from collections.abc import Iterator
from dataclasses import replace

import keras
import numpy as np
import pytest

from engine.catalog import Entry, catalog, validate
from engine.catalog.entries import Example
from engine.catalog.states import outputs_for
from engine.plan import plan
from engine.runtime.build import assembled
from engine.runtime.catalogue.examine import built
from engine.runtime.check import Memory, check
from engine.words import Json, JsonObject
from tests.networks import document, loss, node

LAYERS = catalog().layers
WRAPPERS = [entry for entry in LAYERS.values() if any(param.type == "layer" for param in entry.params)]
PAIRS = [(wrapper, entry) for wrapper in WRAPPERS for entry in LAYERS.values() if entry.layer]
CELLS: dict[str, JsonObject] = {
    "lstm": {"kind": "LSTMCell", "params": {"units": 4}},
    "gru": {"kind": "GRUCell", "params": {"units": 5}},
    "simple": {"kind": "SimpleRNNCell", "params": {"units": 6}},
}
STACKS: dict[str, tuple[JsonObject, int]] = {
    "lstm": (CELLS["lstm"], 2),
    "gru": (CELLS["gru"], 1),
    **{
        " ".join(names): ({"kind": "StackedRNNCells", "params": {"cells": [CELLS[name] for name in names]}}, count)
        for names, count in ((("lstm",), 2), (("gru", "gru"), 2), (("lstm", "gru"), 3), (("gru", "lstm", "lstm"), 5))
    },
}


def ids(value: object) -> str:
    return value.kind if isinstance(value, Entry) else str(value)


def at(entry: Entry, shape: tuple[int, ...], params: JsonObject) -> tuple[keras.KerasTensor, ...]:
    """The outputs of a kind with settings, for an input of this shape."""
    complete, problems = validate(entry, params)
    assert problems == []
    example = Example(inputs=((shape, "float32"),), params=complete)
    outputs = built(replace(entry, example=example), catalog())[1]
    assert len(outputs) == len(outputs_for(entry, complete)) == len(outputs_for(entry, params))
    return outputs


@pytest.mark.parametrize(("wrapper", "entry"), PAIRS, ids=ids)
def test_every_layer_in_every_wrapper_builds_or_is_refused_in_a_sentence(wrapper: Entry, entry: Entry) -> None:
    value: Json = {"kind": entry.kind, "params": dict(entry.example.params)}
    complete, problems = validate(wrapper, {"layer": value})
    if problems:
        assert entry.kind not in (wrapper.param("layer") or wrapper.params[0]).choices
        assert problems[0][1].startswith(f"Layer cannot be {entry.title} here, but ")
        return
    ((shape, dtype),) = entry.example.inputs
    outer = ((4, *shape), dtype) if wrapper.kind == "TimeDistributed" else (shape, dtype)
    built(replace(wrapper, example=Example(inputs=(outer,), params=complete)), catalog())


def inside() -> Iterator[tuple[str, tuple[int, ...], JsonObject, int]]:
    for kind, count in (("LSTM", 2), ("GRU", 1), ("SimpleRNN", 1)):
        yield kind, (8, 3), {"units": 4}, count
    for axes in (1, 2, 3):
        yield (
            f"ConvLSTM{axes}D",
            (3, *[5] * axes, 2),
            {"filters": 2, "kernel_size": [2] * axes if axes > 1 else 2, "padding": "same"},
            2,
        )
    for cell, count in STACKS.values():
        yield "RNN", (8, 3), {"cell": cell}, count


INSIDE = list(inside())


@pytest.mark.parametrize(("kind", "shape", "params", "count"), INSIDE, ids=ids)
@pytest.mark.parametrize("every", [False, True], ids=["last", "every-step"])
def test_what_is_remembered_comes_out_by_ports(
    kind: str, shape: tuple[int, ...], params: JsonObject, count: int, every: bool
) -> None:
    shown = {**params, "return_state": True, "return_sequences": every}
    assert len(at(LAYERS[kind], shape, params)) == 1
    assert len(at(LAYERS[kind], shape, shown)) == 1 + count
    both = at(LAYERS["Bidirectional"], shape, {"layer": {"kind": kind, "params": shown}})
    assert len(both) == 1 + 2 * count
    names = [port.name for port in outputs_for(LAYERS["Bidirectional"], {"layer": {"kind": kind, "params": shown}})]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("kind", "shape", "params", "count"), INSIDE, ids=ids)
@pytest.mark.parametrize("both_ways", [False, True], ids=["one-way", "both-ways"])
def test_what_one_layer_remembers_another_starts_with(
    kind: str, shape: tuple[int, ...], params: JsonObject, count: int, both_ways: bool
) -> None:
    shown = {**params, "return_state": True}
    states = [f"reader:{number + 1}" for number in range(count * (1 + both_ways))]
    plain: JsonObject = {"kind": kind, "params": params}
    reader, writer = (
        ("Bidirectional", {"layer": {"kind": kind, "params": shown}}) if both_ways else (kind, shown),
        ("Bidirectional", {"layer": plain}) if both_ways else (kind, params),
    )
    network = document(
        {
            "x": node("Input", shape=list(shape)),
            "reader": node(reader[0], "x", **reader[1]),
            "writer": {**node(writer[0], "x", **writer[1]), "inputs": {"inputs": ["x"], "initial_state": states}},
            "flat": node("Flatten", "writer"),
            "one": node("Dense", "flat", units=1),
            "out": node("Output", "one", loss=loss("MeanSquaredError")),
        },
        None,
    )
    planned = plan(network, catalog())
    assert [each for each in check(planned, memory=Memory())["findings"] if each["node"]] == []
    values = np.random.default_rng(0).normal(size=(2, *shape)).astype("float32")
    assert assembled(planned)({"x": values})["out"].shape == (2, 1)


@pytest.mark.parametrize("states", [["reader:1"], ["reader:1", "reader:2", "reader:1"]], ids=len)
def test_half_a_memory_is_refused_in_words(states: list[str]) -> None:
    network = document(
        {
            "x": node("Input", shape=[8, 3]),
            "reader": node("LSTM", "x", units=4, return_state=True),
            "writer": {**node("LSTM", units=4), "inputs": {"inputs": ["x"], "initial_state": states}},
        },
        None,
    )
    sentences = [each["sentence"] for each in check(plan(network, catalog()), memory=Memory())["findings"]]
    said = f"LSTM remembers as much as 2 wires into “initial_state” would bring, not {len(states)}."
    assert said in sentences


@pytest.mark.parametrize("kind", ["LSTM", "RNN", "ConvLSTM2D"])
def test_what_is_remembered_stays_inside_where_no_port_is_for_it(kind: str) -> None:
    params = {**LAYERS[kind].example.params, "return_state": True}
    _, problems = validate(LAYERS["TimeDistributed"], {"layer": {"kind": kind, "params": params}})
    assert "gives one output only" in problems[0][1]


@pytest.mark.parametrize("junk", [None, 3, "LSTM", [], {"kind": "RNN", "params": {"cell": 7}}, {"params": {}}])
def test_ports_are_counted_of_anything(junk: Json) -> None:
    assert [port.name for port in outputs_for(LAYERS["Bidirectional"], {"layer": junk})] == ["output"]


def test_ports_of_an_endless_nest_are_counted() -> None:
    nest: Json = {"kind": "LSTMCell", "params": {}}
    for _ in range(2_000):
        nest = {"kind": "RNN", "params": {"cell": nest}}
    assert len(outputs_for(LAYERS["RNN"], {"return_state": True, "cell": nest})) == 2
