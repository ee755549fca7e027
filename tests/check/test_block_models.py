"""A network of blocks is the one that a person gets who draws every repetition by hand; nothing is ever raised."""

from dataclasses import dataclass, field

import keras
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Document, Node, Reference
from engine.findings import problems
from engine.plan import plan
from engine.plan.expand import expand
from engine.runtime.build import assembled
from engine.runtime.check import Memory, check
from tests.blocks import between, drawn, expr, inside, instance
from tests.networks import node

CATALOG = catalog()
MEMORY = Memory()


@dataclass(kw_only=True)
class Spot:
    """Where a block is drawn: what its expressions name, what arrives, and whose layers its nodes use."""

    block: str | None = None
    prefix: str = ""
    scope: dict = field(default_factory=dict)
    arriving: dict = field(default_factory=dict)
    owners: dict = field(default_factory=dict)
    owner: str = ""
    frozen: bool = False


class Hand:
    """Draws a document without blocks, one level after the other, with nothing of the code that is tested."""

    def __init__(self, document):
        self.document, self.nodes = document, {}
        self.draw(Spot())

    def draw(self, spot):
        """Draw the nodes of one block; returns what leaves it, by number."""
        known = {key: [source] for key, source in spot.arriving.items()}
        nodes = self.document.nodes
        todo = [key for key, each in nodes.items() if each.block == spot.block and each.kind != "BlockInput"]
        leaving = {}
        while todo:
            key = next(key for key in todo if all(source.node in known for source in nodes[key].sources()))
            todo.remove(key)
            wires = {
                port: tuple(known[one.node][one.output] for one in ones) for port, ones in nodes[key].inputs.items()
            }
            if nodes[key].kind == "BlockOutput":
                leaving[nodes[key].params["number"]] = wires["inputs"][0]
            elif nodes[key].disabled:
                known[key] = [next(iter(wires.values()))[0]] * 2
            elif nodes[key].kind == "Block":
                known[key] = self.repeated(key, spot, wires)
            else:
                known[key] = [self.layer(key, spot, wires)]
        return leaving

    def layer(self, key, spot, wires):
        drawing = self.document.nodes[key]
        made = self.document.nodes[drawing.shares or key]
        own = spot.owners.get(drawing.shares or key, spot.prefix + (drawing.shares or key))
        self.nodes[spot.prefix + key] = Node(
            kind=drawing.kind,
            params={name: said(value, spot.scope) for name, value in made.params.items()},
            inputs=wires,
            shares=None if own == spot.prefix + key else own,
            frozen=spot.frozen or made.frozen,
        )
        return Reference(spot.prefix + key)

    def repeated(self, key, spot, wires):
        nodes, drawing = self.document.nodes, self.document.nodes[key]
        made = nodes[drawing.shares or key]
        scope = {name: param.default for name, param in self.document.blocks[made.uses].params.items()}
        scope |= {name: said(value, spot.scope) for name, value in made.params.items()}
        arriving = {port: source[0] for port, source in wires.items()}
        for place in range(said(made.repeat, spot.scope)):
            there = f"{spot.owner}{drawing.shares or key}.{place}."
            leaving = self.draw(
                Spot(
                    block=made.uses,
                    prefix=f"{spot.prefix}{key}.{place}.",
                    scope={**scope, "i": place},
                    arriving=arriving,
                    owners={name: there + name for name, each in nodes.items() if each.block == made.uses},
                    owner=there,
                    frozen=spot.frozen or made.frozen,
                )
            )
            arriving = {port: leaving.get(nodes[port].params["number"], source) for port, source in arriving.items()}
        return [leaving[number] for number in sorted(leaving)]


def said(value, scope):
    match value:
        case {"expr": text}:
            return eval(text, {"__builtins__": {}}, dict(scope))
        case list():
            return [said(each, scope) for each in value]
        case _:
            return value


def same_model(document):
    planned, hand = plan(document, CATALOG), plan(Document(nodes=Hand(document).nodes), CATALOG)
    assert [each for each in problems(planned.findings) if each.code != "no-data"] == []
    with keras.StatelessScope(initialize_variables=False):
        keras.backend.clear_session()
        one = assembled(planned)
        keras.backend.clear_session()
        other = assembled(hand)
    assert config(one) == config(other)
    assert one.count_params() == other.count_params()
    frozen = {layer.name for layer in other.layers if not layer.trainable}
    assert {layer.name for layer in one.layers if not layer.trainable} == frozen
    return check(planned, memory=MEMORY), one


def config(model):
    """The config without the order of layers, which follows from names alone."""
    config = model.get_config()
    return {**config, "layers": sorted(config["layers"], key=lambda layer: layer["name"])}


numbers = st.one_of(st.integers(1, 3), st.sampled_from(["n", "n + i", "2 * n", "(i + 1) * n", "3 - i // 2"]).map(expr))
layers = st.sampled_from(["Dense", "ReLU", "Add", "Dropout", "Concatenate"])


@st.composite
def blocks(draw_, names):
    """Nodes of blocks, of which each uses only those that come after it."""
    nodes = {}
    for place, name in enumerate(names):
        made = {f"{name}_x": node("BlockInput", number=0), f"{name}_z": node("BlockInput", number=1)}
        lines = list(made)
        for number in range(draw_(st.integers(1, 4))):
            key = f"{name}_{number}"
            one, other = draw_(st.sampled_from(lines)), draw_(st.sampled_from(lines))
            if names[place + 1 :] and draw_(st.booleans()):
                uses = draw_(st.sampled_from(names[place + 1 :]))
                made[key] = instance(uses, {f"{uses}_x": one, f"{uses}_z": other}, params={"n": draw_(numbers)})
                made[key] |= draw_(
                    st.sampled_from([{}, {"repeat": 2}, {"repeat": expr("1 + n // n")}, {"frozen": True}])
                )
            else:
                made[key] = layer(draw_, one, other)
            if draw_(st.integers(0, 7)) == 0:
                made[key]["disabled"] = True
            lines.append(key)
        # Sizes fit wherever they meet, for all is brought to four numbers.
        made[f"{name}_out"] = node("Dense", lines[-1], units=4)
        made[f"{name}_y"] = node("BlockOutput", f"{name}_out", number=0)
        if draw_(st.booleans()):
            made[f"{name}_more"] = {**node("Dense", f"{name}_out"), "shares": f"{name}_out"}
            made[f"{name}_w"] = node("BlockOutput", f"{name}_more", number=1)
        nodes |= inside(name, **made)
    return nodes


def layer(draw_, one, other):
    match draw_(st.sampled_from(["Dense", "ReLU", "Dropout", "Concatenate", "LayerNormalization"])):
        case "Dense":
            return node("Dense", one, units=draw_(numbers), activation=expr("act"))
        case "Concatenate":
            return node("Concatenate", one, other)
        case "Dropout":
            return node("Dropout", one, rate=0.5)
        case kind:
            return {**node(kind, one), "frozen": draw_(st.booleans())}


@st.composite
def networks(draw_):
    names = ["p", "q", "r"][: draw_(st.integers(1, 3))]
    nodes = draw_(blocks(names))
    first = instance(
        "p", {"p_x": "a", "p_z": "a"}, repeat=draw_(st.integers(1, 3)), params={"n": draw_(st.integers(1, 3))}
    )
    second = instance(
        "p", {"p_x": "one", "p_z": "a"}, **draw_(st.sampled_from([{}, {"shares": "one"}, {"frozen": True}]))
    )
    nodes |= between("sum", one=first, two=second, sum=node("Add", "one", "two"))
    return drawn(nodes, **{name: {"n": 2, "act": "tanh"} for name in names})


@given(networks())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_random_blocks_are_the_network_drawn_by_hand(document):
    report = check(plan(document, CATALOG), memory=MEMORY)
    keys_are_as_promised(document, report)
    assert in_the_network(document) == Hand(document).nodes
    # Where sizes do not fit from one repetition to the next there is no model: Keras says so by hand too.
    if all(each["code"] == "no-data" for each in report["findings"] if each["severity"] == "problem"):
        report, model = same_model(document)
        assert report["totals"]["parameters"] == model.count_params()


def in_the_network(document):
    """The expanded nodes without those of blocks that are used nowhere, which are looked at beside the network."""
    expanded = expand(document)
    drawn_at = {key: document.nodes[(*origin.inside, origin.node)[0]] for key, origin in expanded.origin.items()}
    return {key: node for key, node in expanded.document.nodes.items() if drawn_at[key].block is None}


def keys_are_as_promised(document, report):
    """Every key is a path of ids and zeros to a node, and every node that stands somewhere has one."""
    expanded = expand(document)
    for key, known in report["nodes"].items():
        *path, last = key.split(".")
        assert last in document.nodes
        assert set(path[1::2]) <= {"0"}
        assert all(document.nodes[each].kind == "Block" for each in path[0::2])
        assert known["outputs"] is not None
        opened = document.nodes[last].kind == "Block" and key in expanded.repeats
        assert ("repeat" in known) == opened
    placed = {key for key, origin in expanded.origin.items() if origin.first}
    assert placed <= set(report["nodes"])
    for finding in report["findings"]:
        assert finding["node"] is None or finding["node"] in document.nodes
        here = f"{finding['path']}." if finding["path"] else ""
        assert finding["node"] is None or here + finding["node"] in expanded.origin or finding["path"] == ""


KEYS = [f"n{place}" for place in range(9)]
BLOCKS = [None, None, "b", "c", "gone"]
wild_node = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["Block", "Block", "BlockInput", "BlockOutput", "Dense", "Add", "Input", "Output", "Flatten", "?"]
        ),
        "params": st.dictionaries(
            st.sampled_from(["units", "n", "number", "shape", "rate"]),
            st.sampled_from(
                [1, 4, 0, -1, 1.5, [4], None, "x", expr("n"), expr("n // i"), expr("("), [expr("n"), 2], {"expr": 5}]
            ),
            max_size=3,
        ),
        "inputs": st.dictionaries(
            st.sampled_from(["inputs", *KEYS]),
            st.lists(st.sampled_from([*KEYS, "n1:1", "n2:2", "gone"]), max_size=2),
            max_size=2,
        ),
        "block": st.sampled_from(BLOCKS),
        "uses": st.sampled_from(BLOCKS),
        "shares": st.sampled_from([None, None, *KEYS]),
        "repeat": st.sampled_from([1, 2, 3, 0, -1, 50, 10**6, expr("n"), expr("i"), "x", 2.5]),
        "disabled": st.sampled_from([False, False, False, True]),
        "frozen": st.booleans(),
    }
)


@given(st.dictionaries(st.sampled_from(KEYS), wild_node, min_size=2), st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_drawn_nothing_is_raised_and_all_is_said_the_same_twice(nodes, default):
    document = drawn(nodes, b={"n": default}, c={})
    report = check(plan(document, CATALOG), memory=Memory())
    keys_are_as_promised(document, report)
    again = from_json(to_json(document))
    assert expand(again) == expand(document)
    assert check(plan(document, CATALOG), memory=Memory()) == report
    for finding in report["findings"]:
        assert finding["sentence"].endswith(".")


def test_a_layer_of_a_block_is_built_frozen_shared_and_as_often_as_it_is_repeated():
    body = inside(
        "body",
        x=node("BlockInput", number=0),
        d=node("Dense", "x", units=4),
        n={**node("BatchNormalization", "d"), "frozen": True},
        y=node("BlockOutput", "n", number=0),
    )
    one = instance("body", {"x": "a"}, repeat=3)
    document = drawn({**between("two", one=one, two=instance("body", {"x": "one"}, shares="one")), **body}, body={})
    report, model = same_model(document)
    assert [layer.name for layer in model.layers if layer.name.endswith(".d")] == ["one.0.d", "one.1.d", "one.2.d"]
    assert model.get_layer("one.1.n").trainable is False
    nodes = report["nodes"]
    assert (nodes["one"]["trainable"], nodes["one"]["frozen"], nodes["one"]["repeat"]) == (60, 48, 3)
    assert (nodes["two"]["trainable"], nodes["two"]["frozen"]) == (60, 48)
    assert (nodes["one.0.n"]["trainable"], nodes["one.0.n"]["frozen"]) == (0, 16)
    assert report["totals"]["parameters"] == model.count_params() == 60 + 48 + 5
    assert nodes["one.0.x"]["outputs"][0]["shape"] == [None, 4]


@pytest.mark.parametrize("repeat", [1, 4])
def test_a_repetition_without_parameters_is_a_row_of_layers(repeat):
    body = inside(
        "body", x=node("BlockInput", number=0), d=node("Dense", "x", units=4), y=node("BlockOutput", "d", number=0)
    )
    report, _ = same_model(drawn({**between("r", r=instance("body", {"x": "a"}, repeat=repeat)), **body}, body={}))
    assert report["nodes"]["r"]["trainable"] == 20 * repeat
