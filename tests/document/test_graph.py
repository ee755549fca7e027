"""Order and cycles of random graphs."""

from hypothesis import given
from hypothesis import strategies as st

from engine.document.graph import cycle, downstream, order, predecessors, successors, upstream
from engine.document.model import Node, Reference

keys = [f"n{number}" for number in range(8)]
graphs = st.dictionaries(st.sampled_from(keys), st.lists(st.sampled_from([*keys, "gone"]), max_size=3)).map(
    lambda wires: {key: Node(kind="X", inputs={"p": tuple(map(Reference, sources))}) for key, sources in wires.items()}
)


@given(graphs)
def test_each_node_comes_after_what_feeds_it_and_the_rest_cannot(nodes):
    ordered, stuck = order(nodes)
    place = {key: number for number, key in enumerate(ordered)}
    assert set(ordered) | stuck == set(nodes)
    assert len(ordered) + len(stuck) == len(nodes)
    before = predecessors(nodes)
    assert all(place[source] < place[key] for key in ordered for source in before[key])
    assert all(any(source in stuck for source in before[key]) for key in stuck)


@given(graphs)
def test_a_cycle_is_one_in_the_direction_of_the_wires(nodes):
    around = cycle(nodes)
    assert bool(around) == bool(order(nodes)[1])
    before = predecessors(nodes)
    assert all(source in before[target] for source, target in zip(around, (*around[1:], *around[:1]), strict=True))


@given(graphs)
def test_the_order_depends_on_ids_and_wires_alone(nodes):
    assert order(dict(reversed(nodes.items()))) == order(nodes)


@given(graphs)
def test_upstream_and_downstream_mirror_each_other(nodes):
    assert all((one in upstream(nodes, other)) == (other in downstream(nodes, one)) for one in nodes for other in nodes)
    assert all((one in predecessors(nodes)[two]) == (two in successors(nodes)[one]) for one in nodes for two in nodes)


def test_a_chain_of_ten_thousand_is_ordered():
    nodes = {f"n{number}": Node(kind="X", inputs={"p": (Reference(f"n{number + 1}"),)}) for number in range(10_000)}
    assert len(order(nodes)[0]) == 10_000
