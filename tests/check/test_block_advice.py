"""What makes no difference is said as advice with a fix, and a block that is used nowhere is looked at all the same."""

import pytest

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply
from engine.document.load import from_json
from engine.plan import plan
from engine.program import program
from engine.runtime.build import build
from engine.runtime.check import Memory, check
from tests.blocks import between, drawn, expr, inside, instance
from tests.networks import node

CATALOG = catalog()
MEMORY = Memory()


def checked(document):
    return check(plan(document, CATALOG), memory=MEMORY)


def advice(document, code):
    return [each for each in checked(document)["findings"] if each["code"] == code]


def mended(document, finding):
    (fix,) = finding["fixes"]
    after = apply(document, fix["edits"])
    assert not advice(after, finding["code"])
    return fix, after


def network(outputs, repeat):
    body = inside(
        "body", x=node("BlockInput"), d=node("Dense", "x", units=4), y=node("BlockOutput", "d", number=outputs)
    )
    nodes = {**between("u"), **body, "u": instance("body", {"x": "a"}, repeat=repeat)}
    return drawn({**nodes, "last": node("Dense", f"u:{outputs}", units=1)}, body={"n": 3})


def test_a_repeat_of_a_plain_layer_does_nothing_and_says_so():
    nodes = {**between("d"), "d": {**node("Dense", "a", units=2), "repeat": 3}}
    document = drawn(nodes)
    (finding,) = advice(document, "repeat-nothing")
    assert (finding["node"], finding["severity"]) == ("d", "advice")
    fix, after = mended(document, finding)
    assert fix["edits"] == [{"edit": "set_field", "node": "d", "field": "repeat", "value": None}]
    assert after.nodes["d"].repeat == 1
    assert checked(document)["totals"] == checked(after)["totals"]


@pytest.mark.parametrize("repeat", [3, {"expr": "3"}])
def test_repetitions_that_do_not_follow_one_another_are_told(repeat):
    document = network(1, repeat)
    (finding,) = advice(document, "repeat-unchained")
    assert (finding["node"], finding["severity"]) == ("u", "advice")
    _, after = mended(document, finding)
    assert checked(after)["totals"] == checked(document)["totals"]
    assert not advice(network(0, repeat), "repeat-unchained")
    assert not advice(network(1, 1), "repeat-unchained")


@pytest.mark.parametrize(
    ("formula", "wires", "kept", "after"),
    [
        ("a + 1", ["a", "b"], ["a"], "a + 1"),
        ("b * 2", ["a", "b"], ["b"], "a * 2"),
        ("tanh(c) - a", ["a", "b", "c", "b"], ["a", "c"], "tanh(b) - a"),
    ],
)
def test_a_wire_that_a_formula_does_not_read_is_taken_away_and_the_letters_move_up(formula, wires, kept, after):
    feeding = {key: node("Dense", "a", units=3) for key in ("b", "c")}
    nodes = {**between("e"), **feeding, "e": node("Expression", *wires, expression=formula)}
    document = drawn({**nodes, "a": node("Input", shape=[3])})
    (finding,) = advice(document, "unread-input")
    assert finding["node"] == "e"
    _, mend = mended(document, finding)
    assert [str(wire) for wire in mend.nodes["e"].inputs["inputs"]] == kept
    assert mend.nodes["e"].params["expression"] == after
    was, now = (checked(each)["nodes"]["e"]["outputs"] for each in (document, mend))
    assert was == now


def test_a_formula_that_reads_all_or_cannot_be_read_has_no_such_advice():
    for formula in ("a + b", "a +", {"expr": "n"}):
        nodes = {**between("e"), "e": node("Expression", "a", "a", expression=formula)}
        assert not advice(drawn(nodes), "unread-input")


@pytest.mark.parametrize(("formula", "says"), [("a * 2", True), ("a", False)])
def test_a_formula_that_drops_a_mask_says_so(formula, says):
    nodes = {
        "a": node("Input", shape=[7], dtype="int32"),
        "words": node("Embedding", "a", input_dim=9, output_dim=4, mask_zero=True),
        "e": node("Expression", "words", expression=formula),
        "l": node("LSTM", "e", units=2),
        "o": node("Output", "l"),
    }
    found = advice(drawn(nodes), "mask-lost")
    assert [each["node"] for each in found] == (["e"] if says else [])


def loose(**changed):
    """A network, and beside it two blocks that are used nowhere, one in the other."""
    outer = inside(
        "outer", x=node("BlockInput"), i={**instance("inner", {"in1": "x"}), "repeat": 2}, y=node("BlockOutput", "i")
    )
    inner = inside(
        "inner",
        in1=node("BlockInput"),
        d=node("Dense", "in1", units=expr("2 * n")),
        out1=node("BlockOutput", "d"),
        s=node("Input", shape=[3]),
        t=node("Output", "d"),
    )
    return drawn(
        {**between("k"), "k": node("Dense", "a", units=1), **outer, **inner, **changed}, outer={}, inner={"n": 5}
    )


def test_a_block_that_is_used_nowhere_is_looked_at_with_its_defaults():
    report = checked(loose())
    assert report["nodes"]["d"]["values"] == {"units": 10}
    assert report["nodes"]["d"]["outputs"] == []
    assert report["nodes"]["i"]["repeat"] == 2
    assert "i.0.d" in report["nodes"]


def test_what_is_wrong_there_is_advice_and_said_once():
    broken = loose(d={**node("Dense", "in1", units=expr("n // 0")), "block": "inner"})
    (finding,) = advice(broken, "invalid-expression")
    assert (finding["node"], finding["path"], finding["severity"]) == ("d", "", "advice")


def test_it_is_no_part_of_the_network():
    plain = from_json(
        {
            **to_json(loose()),
            "blocks": {},
            "nodes": {k: n for k, n in to_json(loose())["nodes"].items() if "block" not in n},
        }
    )
    with_blocks, without = checked(loose()), checked(plain)
    assert with_blocks["totals"] == without["totals"]
    assert [layer.name for layer in build(plan(loose(), CATALOG)).layers] == ["a", "k", "last"]
    assert "def " not in program(plan(loose(), CATALOG)).text.replace("def main", "")
    assert set(plan(loose(), CATALOG).inputs) == {"a"}


def test_one_that_opens_into_too_much_is_left_out_with_advice():
    huge = loose(i={**instance("inner", {"in1": "x"}), "repeat": 100_000, "block": "outer"})
    (finding,) = advice(huge, "too-many-nodes")
    assert (finding["node"], finding["severity"]) == ("i", "advice")
