"""What is wrong with blocks is said on the node that is drawn, in one sentence, and nothing is ever raised."""

import json

import pytest

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.load import load
from engine.findings import problems
from engine.plan import plan
from tests.blocks import between, drawn, expr, inside, instance
from tests.networks import loss, node

CATALOG = catalog()
BODY = inside("body", x=node("BlockInput"), d=node("Dense", "x", units=expr("n")), y=node("BlockOutput", "d"))
OUTPUT = node("Output", "d", loss=loss("MeanSquaredError"))


def network(**changed):
    nodes = {**between("u", u=instance("body", {"x": "a"}, repeat=2)), **BODY, **changed}
    return drawn({key: each for key, each in nodes.items() if each}, body={"n": 4}, other={}, ring={})


def stands(block, kind, *sources, **params):
    return {**node(kind, *sources, **params), "block": block}


BROKEN = {
    "none chosen": ({"u": {"kind": "Block", "inputs": {}}}, ("unknown-block", "u", "")),
    "not there": ({"u": instance("gone", {"x": "a"})}, ("unknown-block", "u", "")),
    "no such parameter": ({"u": instance("body", {"x": "a"}, params={"width": 4})}, ("invalid-param", "u", "")),
    "nothing comes in": ({"u": instance("body", {})}, ("missing-input", "u", "")),
    "no such input": ({"u": instance("body", {"x": "a", "z": "a"})}, ("unknown-port", "u", "")),
    "two wires": ({"u": {**instance("body", {}), "inputs": {"x": ["a", "a"]}}}, ("too-many-inputs", "u", "")),
    "no such output": ({"last": node("Dense", "u:1", units=1)}, ("dangling-wire", "last", "")),
    "out of a block": ({"last": node("Dense", "d", units=1)}, ("wire-over-border", "last", "")),
    "into a block": ({"d": stands("body", "Dense", "a", units=4)}, ("wire-over-border", "d", "u.0")),
    "two of one number": ({"z": stands("body", "BlockOutput", "d")}, ("port-twice", "z", "u.0")),
    "an Input in a block": (
        {"i": stands("body", "Input", shape=[4]), "d": stands("body", "Add", "x", "i")},
        ("end-misplaced", "i", "u.0"),
    ),
    "a port at the top": ({"p": node("BlockInput"), "last": node("Dense", "p", units=1)}, ("end-misplaced", "p", "")),
    "in itself": ({"d": {**instance("body", {"x": "x"}), "block": "body"}}, ("block-in-itself", "d", "u.0")),
    "no such kind": ({"d": stands("body", "Dens", "x", units=4)}, ("unknown-kind", "d", "u.0")),
    "a cycle": ({"d": stands("body", "Add", "x", "e"), "e": stands("body", "ReLU", "d")}, ("cycle", "e", "u.0")),
    "nothing given": ({"y": stands("body", "BlockOutput")}, ("missing-input", "y", "u.0")),
    "a wrong value": ({"u": instance("body", {"x": "a"}, params={"n": "many"})}, ("invalid-param", "d", "u.0")),
    "no whole number": ({"u": instance("body", {"x": "a"}, params={"n": 1.5})}, ("invalid-param", "d", "u.0")),
    "shares a plain node": ({"u": instance("body", {"x": "a"}, shares="last")}, ("shares-other-kind", "u", "")),
    "shares out of a block": (
        {"last": {**node("Dense", "u", units=1), "shares": "d"}},
        ("shares-elsewhere", "last", ""),
    ),
    "shares nothing": ({"u": instance("body", {"x": "a"}, shares="gone")}, ("shares-nothing", "u", "")),
    "shares another block": (
        {"v": instance("other", {}), "u": instance("body", {"x": "a"}, shares="v")},
        ("shares-other-kind", "u", ""),
    ),
    "an expression": ({"d": stands("body", "Dense", "x", units=expr("m"))}, ("invalid-expression", "d", "u.0")),
    "repeated never": ({"u": instance("body", {"x": "a"}, repeat=0)}, ("invalid-repeat", "u", "")),
    "repeated too often": ({"u": instance("body", {"x": "a"}, repeat=100_000)}, ("too-many-nodes", "u", "")),
    "off with nothing": ({"d": {**stands("body", "Dense"), "disabled": True}}, ("bypass-nothing", "d", "u.0")),
}


@pytest.mark.parametrize(("changed", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_once_on_the_node_that_is_drawn(changed, said):
    planned = plan(network(**changed), CATALOG)
    found = [(each.code, each.node, each.path) for each in problems(planned.findings) if each.code != "no-data"]
    assert found == [said]
    (finding,) = [each for each in problems(planned.findings) if each.code == said[0]]
    assert finding.sentence.endswith(".")
    assert finding.to_json()["path"] == said[2]


def test_a_sound_network_has_nothing_wrong():
    assert {each.code for each in plan(network(), CATALOG).findings} == {"no-data"}


def test_an_output_in_a_block_takes_no_part():
    (finding,) = [each for each in plan(network(o={**OUTPUT, "block": "body"}), CATALOG).findings if each.node]
    assert (finding.code, finding.node, finding.severity) == ("end-misplaced", "o", "advice")


def test_what_is_wrong_in_a_block_that_is_not_used_is_advice():
    nodes = {"o": stands("other", "Nonsense"), "p": stands("other", "BlockOutput", "o")}
    (finding,) = [each for each in plan(network(**nodes), CATALOG).findings if each.node == "o"]
    assert (finding.code, finding.severity, finding.path) == ("unknown-kind", "advice", "")


def test_nodes_of_a_block_that_is_gone_are_told_of_once():
    nodes = {"g1": stands("gone", "Dense"), "g2": stands("gone", "Dense", "g1")}
    (finding,) = [each for each in plan(network(**nodes), CATALOG).findings if each.code != "no-data"]
    assert (finding.code, finding.node, finding.severity) == ("block-lost", "g1", "advice")
    assert finding.sentence.startswith("2 nodes")


def test_names_are_told_apart_within_one_block_only():
    planned = plan(network(e=stands("body", "Dense", "x", units=1)), CATALOG)
    assert (planned.names["d"], planned.names["last"], planned.names["u"]) == ("Dense (d)", "Dense", "Body")


def test_a_file_with_an_expression_of_ten_megabytes_is_refused_and_a_long_one_is_one_sentence():
    text = json.dumps(to_json(network(d=stands("body", "Dense", "x", units=expr("1+" * 2_000_000)))))
    (finding,) = [each for each in problems(plan(load(text), CATALOG).findings) if each.code != "no-data"]
    assert (finding.code, finding.node) == ("invalid-expression", "d")
    assert len(finding.sentence) < 200
    with pytest.raises(ValueError, match="at most 5 MB"):
        load(json.dumps(to_json(network(d=stands("body", "Dense", "x", units=expr("")))) | {"name": "x" * 10_000_000}))


def test_a_sharer_is_called_in_its_own_way():
    attention = {
        **node("MultiHeadAttention", num_heads=2, key_dim=2, use_causal_mask=True),
        "inputs": {"query": ["a"], "value": ["a"]},
    }
    other = {**attention, "shares": "one", "params": {"use_causal_mask": False, "num_heads": 9}}
    nodes = {
        **between("sum", size=4),
        "a": node("Input", shape=[3, 4]),
        "one": attention,
        "two": other,
        "sum": node("Add", "one", "two"),
    }
    params = plan(drawn(nodes), CATALOG).by_id["two"].params
    assert (params["num_heads"], params["use_causal_mask"]) == (2, False)
