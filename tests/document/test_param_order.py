"""Parameters of a block stand in the order that a person gave them, in files, in Yjs and in programs."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document import edits, yjs
from engine.document.dump import digest, dump, to_json
from engine.document.load import from_json, load
from engine.document.model import FORMAT, VERSION, Block, BlockParam, Document, Node, Reference
from engine.plan import plan
from engine.program import program

names = st.lists(st.from_regex(r"[a-h][a-z0-9_]{0,5}", fullmatch=True), max_size=80, unique=True)


def with_params(params):
    block = Block(name="B", params={name: BlockParam(default=1) for name in params})
    return Document(name="x", blocks={"b": block})


def params_of(document):
    return list(document.blocks["b"].params)


@given(names)
def test_the_order_is_kept_in_files_and_in_yjs(params):
    document = with_params(params)
    assert params_of(load(dump(document))) == params
    assert params_of(yjs.read(yjs.write(document, lambda kind, port: False))) == params


@given(names, names)
def test_the_order_is_kept_by_edits(before, after):
    changed = edits.apply(with_params(before), [edits.set_block("b", with_params(after).blocks["b"])])
    assert params_of(changed) == after
    for name in before:
        changed = edits.apply(changed, [edits.set_block_param("b", name, {"default": 2, "help": ""})])
    assert params_of(changed) == [*after, *(name for name in before if name not in after)]


@given(names)
def test_a_room_of_before_has_them_by_name(params):
    room = yjs.to_content(with_params(params), lambda kind, port: False)
    for param in room["blocks"]["b"]["params"].values():
        del param["order"]
    assert params_of(yjs.from_content(room)) == sorted(params)


def test_another_order_is_another_program():
    """So that the program is written anew when parameters are moved."""
    assert digest(with_params(["a", "b"])) != digest(with_params(["b", "a"]))


def test_a_function_has_its_arguments_in_that_order():
    inside = {
        "x": Node(kind="BlockInput", block="b", params={"number": 0}),
        "dense": Node(
            kind="Dense", block="b", params={"units": {"expr": "zeta + alpha"}}, inputs={"inputs": (Reference("x"),)}
        ),
        "y": Node(kind="BlockOutput", block="b", params={"number": 0}, inputs={"inputs": (Reference("dense"),)}),
        "in": Node(kind="Input", params={"shape": [4]}),
        "use": Node(kind="Block", uses="b", inputs={"x": (Reference("in"),)}),
        "out": Node(kind="Output", inputs={"inputs": (Reference("use"),)}),
    }
    document = replace(with_params(["zeta", "alpha"]), nodes=inside)
    assert "zeta=1, alpha=1" in program(plan(document, catalog())).text


def test_an_order_in_a_file_says_nothing():
    content = {
        "b": {
            "name": "",
            "help": "",
            "params": {"z": {"default": 1, "order": "a1"}, "a": {"default": 2, "order": "a0"}},
        }
    }
    document = from_json({"format": FORMAT, "version": VERSION, "blocks": content})
    assert params_of(document) == ["z", "a"]
    assert "order" not in json.dumps(to_json(document))
