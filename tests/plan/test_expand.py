"""Blocks opened: where each node goes, what its expressions come to, what feeds it, whose layer it uses."""

import json

import pytest

from engine.assets import asset
from engine.document.load import from_json
from engine.document.model import Reference
from engine.plan.expand import MOST_NODES, NOWHERE, expand
from engine.plan.instances import opens_into
from tests.blocks import between, drawn, expr, inside, instance
from tests.networks import node

UNIT = inside(
    "unit",
    x=node("BlockInput"),
    d=node("Dense", "x", units=expr("units * (i + 1)"), activation=expr("act")),
    y=node("BlockOutput", "d"),
)


def unit(**more):
    return drawn({**between("u", u=instance("unit", {"x": "a"}, **more)), **UNIT}, unit={"units": 2, "act": "relu"})


def wires(expanded, key):
    return [str(source) for source in expanded.document.nodes[key].sources()]


def test_a_document_without_blocks_is_as_it_was():
    document = drawn(between("a"))
    expanded = expand(document)
    assert expanded.document == document
    assert set(expanded.origin) == set(document.nodes)
    assert not expanded.passed


def test_each_repetition_stands_on_its_own_and_feeds_the_next():
    expanded = expand(unit(repeat=3))
    assert set(expanded.document.nodes) == {"a", "u.0.d", "u.1.d", "u.2.d", "last", "answer"}
    assert [wires(expanded, key) for key in ("u.0.d", "u.1.d", "u.2.d", "last")] == [
        ["a"],
        ["u.0.d"],
        ["u.1.d"],
        ["u.2.d"],
    ]
    assert [expanded.document.nodes[f"u.{i}.d"].params["units"] for i in range(3)] == [2, 4, 6]
    assert {expanded.origin[f"u.{i}.d"].node for i in range(3)} == {"d"}
    assert [expanded.origin[f"u.{i}.d"].path for i in range(3)] == ["u.0", "u.1", "u.2"]
    assert [expanded.origin[f"u.{i}.d"].first for i in range(3)] == [True, False, False]
    assert expanded.repeats == {"u": 3}
    assert expanded.values["u.0.d"] == {"units": 2, "activation": "relu"}
    assert expanded.paths == {None: "", "unit": "u.0"}


def test_an_instance_gives_parameters_their_values():
    nodes = expand(unit(params={"units": 5, "act": "tanh"})).document.nodes
    assert nodes["u.0.d"].params == {"units": 5, "activation": "tanh"}


def test_what_stands_in_a_block_in_a_block_has_a_longer_path():
    outer = inside(
        "stage",
        sx=node("BlockInput"),
        u=instance("unit", {"x": "sx"}, repeat=expr("depth"), params={"units": expr("width + i")}),
        sy=node("BlockOutput", "u"),
    )
    network = drawn(
        {**between("s", s=instance("stage", {"sx": "a"}, repeat=2, params={"width": 8})), **outer, **UNIT},
        stage={"depth": 2, "width": 3},
        unit={"units": 2, "act": "relu"},
    )
    expanded = expand(network)
    units = {key: node.params["units"] for key, node in expanded.document.nodes.items() if node.kind == "Dense"}
    assert units == {"s.0.u.0.d": 8, "s.0.u.1.d": 16, "s.1.u.0.d": 9, "s.1.u.1.d": 18, "last": 1}
    assert wires(expanded, "s.1.u.0.d") == ["s.0.u.1.d"]
    assert expanded.origin["s.1.u.0.d"].inside == ("s", "s.1.u")
    assert expanded.repeats == {"s": 2, "s.0.u": 2, "s.1.u": 2}


def test_an_input_without_an_output_of_its_number_gets_the_same_wire_each_time():
    block = inside(
        "mix",
        x=node("BlockInput"),
        memory=node("BlockInput", number=1),
        add=node("Add", "x", "memory"),
        y=node("BlockOutput", "add"),
        sum=node("BlockOutput", "x", number=2),
    )
    network = {
        **between("m", "m:2", m=instance("mix", {"x": "a", "memory": "b"}, repeat=2), b=node("Input", shape=[4]))
    }
    expanded = expand(drawn({**network, **block}, mix={}))
    assert wires(expanded, "m.0.add") == ["a", "b"]
    assert wires(expanded, "m.1.add") == ["m.0.add", "b"]
    assert wires(expanded, "last") == ["m.1.add", "m.0.add"]


def test_an_instance_that_shares_uses_every_layer_of_the_other():
    network = drawn(
        {
            **between("sum", one=instance("unit", {"x": "a"}, repeat=2, params={"units": 7})),
            "two": instance("unit", {"x": "a"}, shares="one", frozen=True),
            "sum": node("Add", "one", "two"),
            **UNIT,
        },
        unit={"units": 2, "act": "relu"},
    )
    nodes = expand(network).document.nodes
    assert [nodes[f"two.{i}.d"].shares for i in (0, 1)] == ["one.0.d", "one.1.d"]
    assert [nodes[f"two.{i}.d"].params["units"] for i in (0, 1)] == [7, 14]
    assert not any(node.frozen for node in nodes.values())


def test_layers_shared_inside_a_block_are_each_repetitions_own():
    block = inside("pair", x=node("BlockInput"), d=node("Dense", "x", units=4), y=node("BlockOutput", "e"))
    block["e"] = {**node("Dense", "d"), "shares": "d", "block": "pair"}
    nodes = {
        **between("q", p=instance("pair", {"x": "a"}, repeat=2), q=instance("pair", {"x": "p"}, shares="p")),
        **block,
    }
    shares = {key: node.shares for key, node in expand(drawn(nodes, pair={})).document.nodes.items()}
    assert shares["p.1.e"] == "p.1.d"
    assert shares["q.1.d"] == "p.1.d"
    assert shares["q.1.e"] == "p.1.d"


def test_a_disabled_node_hands_on_what_comes_in_first():
    network = drawn(
        {
            **between("off", "u", "lost", u=instance("unit", {"x": "a"}, disabled=True, params={"units": 0})),
            "off": {**node("Add", "u", "lost"), "disabled": True},
            "lost": {**node("Dense"), "disabled": True},
            **UNIT,
        },
        unit={"units": 2, "act": "relu"},
    )
    expanded = expand(network)
    assert wires(expanded, "last") == ["a", "a", str(NOWHERE)]
    assert "off" not in expanded.document.nodes


def test_what_is_frozen_is_frozen_inside():
    block = inside("pair", x=node("BlockInput"), d=node("Dense", "x"), y=node("BlockOutput", "e"))
    block["e"] = {**node("Dense", "d"), "frozen": True, "block": "pair"}
    nodes = {**between("q", p=instance("pair", {"x": "a"}), q=instance("pair", {"x": "p"}, frozen=True)), **block}
    frozen = {key: node.frozen for key, node in expand(drawn(nodes, pair={})).document.nodes.items()}
    assert (frozen["p.0.d"], frozen["p.0.e"], frozen["q.0.d"], frozen["last"]) == (False, True, True, False)


@pytest.mark.parametrize("repeat", [10_001, 100_000, 10**12, expr("100000"), expr("1000000 * 1000000")])
def test_too_many_repetitions_are_refused_before_any_is_opened(repeat):
    expanded = expand(unit(repeat=repeat))
    assert [(each.code, each.node, each.param) for each in expanded.findings] == [("too-many-nodes", "u", "repeat")]
    assert set(expanded.document.nodes) == {"a", "u", "last", "answer"}
    assert "u" in expanded.faulty


def test_as_many_as_fit_are_opened():
    most = (MOST_NODES - 4) // 3
    assert not expand(unit(repeat=most)).findings
    assert expand(unit(repeat=most + 1)).findings


@pytest.mark.parametrize("depth", [2, 3, 8, 31])
def test_repeats_of_repeats_are_counted_before_any_is_opened(depth):
    nodes = between("b0", b0=instance("l0", {}, repeat=100))
    for level in range(depth):
        nodes |= inside(f"l{level}", **{f"b{level + 1}": instance(f"l{level + 1}", {}, repeat=100)})
    expanded = expand(drawn(nodes, **{f"l{level}": {} for level in range(depth + 1)}))
    assert [each.code for each in expanded.findings] == ["too-many-nodes"]
    assert len(expanded.document.nodes) == 4


def test_blocks_that_stand_in_one_another_too_deeply_end_with_a_finding():
    nodes = between("b0", b0=instance("l0", {}))
    for level in range(500):
        nodes |= inside(f"l{level}", **{f"b{level + 1}": instance(f"l{level + 1}", {})})
    expanded = expand(drawn(nodes, **{f"l{level}": {} for level in range(501)}))
    assert [each.code for each in expanded.findings] == ["too-deep"]


def test_a_ring_of_blocks_is_never_opened_twice():
    count = 1_000
    nodes = between("b0", b0=instance("l0", {}))
    for level in range(count):
        nodes |= inside(f"l{level}", **{f"c{level}": instance(f"l{(level + 1) % count}", {})})
    expanded = expand(drawn(nodes, **{f"l{level}": {} for level in range(count)}))
    assert set(expanded.document.nodes) == {"a", "b0.0.c0", "last", "answer"}
    assert expanded.faulty == {"b0.0.c0"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(("units // 0", "divides by zero"), ("width", "“width” is not known here; there is act, i, units")),
        *(("act * 2", "no number"), ("1000000 * 1000000 * units", "more than"), ("x" * 10_000, "10,000 characters")),
        *(
            ("(" * 40 + "1" + ")" * 40, "nested more than 32"),
            ("units +", "breaks off"),
            ("__import__('os')", "cannot"),
        ),
    ],
)
def test_what_an_expression_cannot_say_is_one_finding_for_all_repetitions(text, words):
    document = drawn(
        {
            **between("u", u=instance("unit", {"x": "a"}, repeat=5)),
            **UNIT,
            **inside("unit", d=node("Dense", "x", units=expr(text))),
        },
        unit={"units": 2, "act": "relu"},
    )
    (finding,) = expand(document).findings
    assert (finding.code, finding.node, finding.path, finding.param) == ("invalid-expression", "d", "u.0", "units")
    assert words in finding.sentence
    assert expand(document).faulty == {f"u.{i}.d" for i in range(5)}


@pytest.mark.parametrize("repeat", [0, -4, expr("0"), expr("1.5"), expr("-2")])
def test_a_block_is_repeated_at_least_once(repeat):
    (finding,) = expand(unit(repeat=repeat)).findings
    assert (finding.code, finding.node, finding.param) == ("invalid-repeat", "u", "repeat")


def test_at_the_top_level_an_expression_knows_no_names():
    (finding,) = expand(unit(params={"units": expr("i")})).findings
    assert (finding.node, finding.param, finding.path) == ("u", "units", "")
    assert "at the top level" in finding.sentence


def test_a_wire_over_a_border_leads_nowhere():
    network = drawn({**between("d"), **UNIT}, unit={"units": 2, "act": "relu"})
    assert expand(network).document.nodes["last"].sources() == (NOWHERE,)
    assert Reference("d") not in expand(network).document.nodes["last"].sources()


@pytest.mark.parametrize("path", sorted(asset("architectures").glob("*.json")), ids=lambda path: path.stem)
def test_how_many_nodes_a_document_opens_into_is_known_without_opening_it(path):
    document = from_json(json.loads(path.read_text("utf-8")))
    assert opens_into(document, MOST_NODES) == len(expand(document).origin)


@pytest.mark.parametrize("repeat", [1, 7, expr("2 * 3")])
def test_repetitions_count_as_often_as_they_are_opened(repeat):
    document = unit(repeat=repeat)
    assert opens_into(document, MOST_NODES) == len(expand(document).origin)


@pytest.mark.parametrize("repeat", [0, expr("width"), 10**9])
def test_what_cannot_be_opened_is_counted_all_the_same(repeat):
    assert opens_into(unit(repeat=repeat), 50) >= 3
