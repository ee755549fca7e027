"""Receptive fields against networks themselves: how many inputs change one place of a map."""

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document.model import Document
from engine.plan import plan
from engine.runtime.build import assembled
from engine.runtime.check import Memory, check
from engine.runtime.check.walk import walk
from engine.runtime.cost.field import fields, rounded
from tests.networks import document, node
from tests.residual import residual

LENGTH = 240
INPUT = {"kind": "Input", "params": {"shape": [LENGTH, 2], "dtype": "float32"}}
Settings = dict[str, Any]


def chain(layers: list[tuple[str, Settings]]) -> Document:
    """A document whose last layer is `last`."""
    names = [*(f"l{number}" for number in range(len(layers) - 1)), "last"]
    before = ["given", *names]
    nodes = {
        name: node(kind, source, **params)
        for name, source, (kind, params) in zip(names, before[:-1], layers, strict=True)
    }
    nodes["out"] = node("Output", "last", loss={"kind": "MeanSquaredError", "params": {}})
    return document({"given": INPUT, **nodes}, None)


def seen(found: Document) -> list[int]:
    planned = plan(found, catalog())
    return rounded(fields(planned, walk(planned, Memory()))["last"])


def reached(found: Document) -> int:
    """The most inputs in a row that change one place in the middle, read off gradients of positive weights."""
    model = assembled(plan(found, catalog()))
    model.set_weights([np.full(weight.shape, 0.5, "float32") for weight in model.get_weights()])
    given = tf.Variable(np.ones((1, LENGTH, 2), "float32"))
    with tf.GradientTape(persistent=True) as tape:
        made = tf.reduce_sum(model({"given": given})["out"], axis=-1)[0]
        middle = made.shape[0] // 2
        places = [made[place] for place in range(middle - 4, middle + 4)]
    spans = []
    for place in places:
        at = np.flatnonzero(tf.reduce_sum(tape.gradient(place, given), axis=-1)[0])
        spans.append(int(at[-1] - at[0] + 1))
    return max(spans)


few = st.integers(1, 5)
same = st.just("same")
LAYERS = st.one_of(
    st.tuples(
        st.sampled_from(["Conv1D", "DepthwiseConv1D", "SeparableConv1D"]),
        st.one_of(
            st.fixed_dictionaries({"kernel_size": few, "padding": same}),
            st.fixed_dictionaries({"kernel_size": few, "strides": st.just(2)}),
            st.fixed_dictionaries({"kernel_size": few, "dilation_rate": st.just(3)}),
        ),
    ),
    st.tuples(st.just("AveragePooling1D"), st.fixed_dictionaries({"pool_size": st.just(2)})),
    st.tuples(st.just("AveragePooling1D"), st.just({"pool_size": 3, "strides": 1, "padding": "same"})),
    st.tuples(st.just("Dense"), st.just({"units": 3})),
    st.tuples(st.just("ZeroPadding1D"), st.just({})),
    st.tuples(st.just("Rescaling"), st.just({"scale": 2.0})),
)


def filled(layer: tuple[str, Settings]) -> tuple[str, Settings]:
    kind, params = layer
    return kind, {**params, "filters": 2} if kind in ("Conv1D", "SeparableConv1D") else params


@given(st.lists(LAYERS.map(filled), min_size=1, max_size=5))
@settings(max_examples=12, deadline=None)
def test_a_place_sees_what_changes_it(layers: list[tuple[str, Settings]]) -> None:
    found = chain(layers)
    assert seen(found) == [reached(found)]


@pytest.mark.parametrize(
    "layers",
    [
        [("Conv1DTranspose", {"filters": 2, "kernel_size": 4, "strides": 2, "padding": "same"})],
        [("Conv1D", {"filters": 2, "kernel_size": 3, "strides": 2}), ("UpSampling1D", {"size": 2})],
        [("UpSampling1D", {"size": 2}), ("Conv1D", {"filters": 2, "kernel_size": 3})],
    ],
    ids=["transposed", "widened", "widened first"],
)
def test_wider_maps_see_no_more_than_they_are_made_of(layers: list[tuple[str, Settings]]) -> None:
    found = chain(layers)
    assert seen(found) == [reached(found)]


def test_branches_see_what_the_wider_one_sees() -> None:
    wide = node("Conv1D", "given", filters=2, kernel_size=7, padding="same")
    found = document(
        {
            "given": INPUT,
            "wide": wide,
            "narrow": node("Conv1D", "given", filters=2, kernel_size=3, padding="same"),
            "last": node("Add", "wide", "narrow"),
            "out": node("Output", "last", loss={"kind": "MeanSquaredError", "params": {}}),
        },
        None,
    )
    assert seen(found) == [7] == [reached(found)]


def test_what_sees_everything_has_none() -> None:
    report = check(plan(chain([("Flatten", {}), ("Dense", {"units": 2})]), catalog()))
    assert report["nodes"]["given"]["field"] == [1]
    assert not any("field" in report["nodes"][name] for name in ("l0", "last"))


def test_blocks_see_what_they_end_with() -> None:
    report = check(plan(residual(), catalog()))
    instances = [each for each in report["nodes"].values() if "repeat" in each or "field" in each]
    assert any(each["field"][0] > 30 for each in instances if "field" in each)
