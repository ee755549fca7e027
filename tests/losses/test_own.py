"""Losses of ours: what programs are given is what runs learn with."""

import ast

import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.program.own import own_loss
from engine.runtime.catalogue.make import make
from engine.runtime.export.harmless import refuse_strange
from engine.runtime.losses import OWN

SHAPES = {"value": ((5,), (5, 4)), "boxes": ((5, 3, 5), (5, 4, 6, 7))}


@pytest.mark.parametrize("name", OWN)
def test_programs_have_what_runs_have(name: str) -> None:
    own = OWN[name]
    assert catalog().families["losses"][own.entry.kind].function == name
    assert make("losses", {"kind": own.entry.kind, "params": {}}) is own.calculates
    text = own_loss(name)
    refuse_strange(f"import keras\n{text}\n")
    function = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    assert function.returns is None
    assert all(argument.annotation is None for argument in function.args.args)
    assert max(map(len, text.splitlines())) <= 100
    variables: dict = {"keras": keras}
    exec(text, variables)
    draw = np.random.default_rng(1)
    true, made = (draw.uniform(0, 1, shape).astype("float32") for shape in SHAPES[name])
    ours, theirs = (np.asarray(one(true, made)) for one in (own.calculates, variables[name]))
    np.testing.assert_array_equal(ours, theirs)
    assert ours.shape == (5,)
