"""Fixes inside blocks: each is an edit of what is drawn, mends its finding, and what it adds stands in the block."""

import pytest

from engine.catalog import catalog
from engine.document.edits import apply
from engine.findings import problems
from engine.plan import plan
from engine.runtime.check import Memory, check
from tests.blocks import between, drawn, expr, inside, instance
from tests.networks import node

CATALOG = catalog()
MEMORY = Memory()


def network(size=(8, 8, 3), repeat=1, **changed):
    body = inside(
        "body",
        x=node("BlockInput"),
        c=node("Conv2D", "x", filters=expr("n"), kernel_size=3, padding="same"),
        y=node("BlockOutput", "c"),
    )
    nodes = {**between("flat"), **body, "a": node("Input", shape=list(size)), "flat": node("Flatten", "u")}
    nodes |= {"u": instance("body", {"x": "a"}, repeat=repeat)}
    return drawn({**nodes, **changed}, body={"n": 3}, other={})


def stands(kind, *sources, **params):
    return {**node(kind, *sources, **params), "block": "body"}


BROKEN = {
    "wrong axes": (
        {"c": stands("Dense", "g", units=3), "g": stands("Conv1D", "x", filters=3, kernel_size=2)},
        "rank-mismatch",
    ),
    "wrong sizes": (
        {
            "c": stands("Conv2D", "x", filters=2, kernel_size=3, padding="same"),
            "s": stands("Add", "x", "c"),
            "y": stands("BlockOutput", "s"),
        },
        "size-mismatch",
    ),
    "nothing comes in": ({"c": stands("Conv2D", filters=2, kernel_size=3)}, "missing-input"),
    "nothing goes out": ({"y": stands("BlockOutput")}, "missing-input"),
    "an instance without input": ({"u": instance("body", {})}, "missing-input"),
    "no such port": ({"u": instance("body", {"x": "a", "w": "a"})}, "unknown-port"),
    "two wires": ({"u": {**instance("body", {}), "inputs": {"x": ["a", "a"]}}}, "too-many-inputs"),
    "a wrong value": ({"c": stands("Conv2D", "x", filters=-1, kernel_size=3)}, "invalid-param"),
    "an expression": ({"c": stands("Conv2D", "x", filters=expr("n // 0"), kernel_size=3)}, "invalid-expression"),
    "no such kind": ({"c": stands("Conv2", "x", filters=3, kernel_size=3)}, "unknown-kind"),
    "a cycle": ({"s": stands("Add", "x", "x", "t"), "t": stands("ReLU", "s"), "c": stands("ReLU", "t")}, "cycle"),
    "two of one number": ({"z": stands("BlockOutput", "x")}, "port-twice"),
    "an Input in it": ({"i": stands("Input"), "c": stands("Add", "x", "i")}, "end-misplaced"),
    "over the border": ({"c": stands("Add", "x", "a")}, "wire-over-border"),
    "in itself": ({"c": {**instance("body", {"x": "x"}), "block": "body"}, "y": stands("BlockOutput", "x")}, None),
    "too often": ({"u": instance("body", {"x": "a"}, repeat=100_000)}, "too-many-nodes"),
    "never": ({"u": instance("body", {"x": "a"}, repeat=0)}, "invalid-repeat"),
    "off with nothing": (
        {"d": {**stands("Dropout", rate=0.1), "disabled": True}, "c": stands("Add", "x", "d")},
        "bypass-nothing",
    ),
    "shares what does not fit": (
        {"s": stands("Dense", "x", units=5), "c": {**stands("Dense", "s"), "shares": "s"}},
        "shares-other-shape",
    ),
    "a block that is gone": ({"u": instance("gone", {"x": "a"}), "flat": node("Flatten", "a")}, None),
}


@pytest.mark.parametrize(("changed", "code"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("repeat", [1, 3])
def test_every_fix_mends_what_it_is_for(changed, code, repeat):
    document = network(**{"repeat": repeat, **changed})
    report = check(plan(document, CATALOG), memory=MEMORY)
    found = [each for each in report["findings"] if each["code"] == code]
    assert code is None or len(found) == 1
    for finding in found:
        assert finding["fixes"]
        for fix in finding["fixes"]:
            after = apply(document, fix["edits"])
            planned = plan(after, CATALOG)
            assert (finding["node"], code) not in {(each.node, each.code) for each in problems(planned.findings)}
            block = document.nodes[finding["node"]].block
            added = set(after.nodes) - set(document.nodes)
            assert all(after.nodes[key].block == block for key in added)


def test_a_problem_in_a_repeated_block_is_one_finding_with_the_path_of_the_first_place():
    document = network(repeat=9, c=stands("Dense", "f", units=3), f=stands("Conv1D", "x", filters=3, kernel_size=2))
    report = check(plan(document, CATALOG), memory=MEMORY)
    (finding,) = [each for each in report["findings"] if each["code"] == "rank-mismatch"]
    assert (finding["node"], finding["path"]) == ("f", "u.0")


def test_a_layer_that_no_longer_fits_behind_a_disabled_one_offers_to_switch_that_on():
    changed = {"last": node("Dense", "c1", units=1), "c1": node("Conv1D", "p", filters=2, kernel_size=2)}
    document = network(**changed, p={**node("Reshape", "a", target_shape=[64, 3]), "disabled": True})
    report = check(plan(document, CATALOG), memory=MEMORY)
    (finding,) = [each for each in report["findings"] if each["code"] == "rank-mismatch"]
    assert [{"edit": "set_field", "node": "p", "field": "disabled", "value": None}] in [
        fix["edits"] for fix in finding["fixes"]
    ]


def test_sizes_that_stop_fitting_in_a_later_repetition_are_told_where_they_do():
    document = network(repeat=5, c=stands("Conv2D", "x", filters=3, kernel_size=3))
    report = check(plan(document, CATALOG), memory=MEMORY)
    (finding,) = [each for each in report["findings"] if each["code"] == "window-too-large"]
    assert (finding["node"], finding["path"]) == ("c", "u.3")
