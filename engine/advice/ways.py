"""Edits that may mend what a rule found, on the nodes that are drawn."""

from collections.abc import Iterable, Iterator, Mapping

from engine.advice.kinds import WRAPPERS
from engine.advice.network import Network
from engine.document import edits
from engine.findings import Fix
from engine.plan import Step
from engine.plan.changes import Layer, chained, places, taken_out
from engine.words import Json, JsonObject


def setting(network: Network, step: Step, title: str, **values: Json) -> Iterator[Fix]:
    """Propose other settings for one layer."""
    yield Fix(title=title, edits=tuple(changed(network, step, values)))


def settings(network: Network, steps: Iterable[Step], title: str, **values: Json) -> Iterator[Fix]:
    """Propose the same settings for several layers."""
    made = {str(edit): edit for step in steps for edit in changed(network, step, values)}
    yield Fix(title=title, edits=tuple(made.values()))


def changed(network: Network, step: Step, values: Mapping[str, Json]) -> Iterator[JsonObject]:
    """Yield the edits that give a layer settings: at the node that owns it, inside of what wraps it."""
    key = network.drawn(step.shares or step.id)
    if step.entry.kind in WRAPPERS and not any(step.entry.param(name) for name in values):
        yield edits.set_param(key, "layer", _inside(step.params.get("layer"), values))
        return
    for name, value in values.items():
        yield edits.set_param(key, name, value)


def _inside(layer: Json, values: Mapping[str, Json]) -> Json:
    if not isinstance(layer, Mapping):
        return layer
    params = layer.get("params")
    known = dict(params) if isinstance(params, Mapping) else {}
    if layer.get("kind") in WRAPPERS:
        return {**layer, "params": {**known, "layer": _inside(known.get("layer"), values)}}
    return {**layer, "params": {**known, **values}}


def without(network: Network, step: Step, title: str) -> Iterator[Fix]:
    """Propose to take a layer out and to wire through where it stood."""
    change = taken_out(network.plan.document, network.drawn(step.id))
    if change:
        yield Fix(title=title, edits=change)


def put(network: Network, step: Step, layers: list[Layer], title: str) -> Iterator[Fix]:
    """Propose layers on the first wire into a step."""
    document, key = network.plan.document, network.drawn(step.id)
    for port, index, source in places(document.nodes[key])[:1]:
        yield Fix(title=title, edits=chained(document, network.plan.catalog, source, layers, (key, port, index)))


def instead(network: Network, step: Step, layers: list[Layer], title: str) -> Iterator[Fix]:
    """Propose other layers in the place of one."""
    document, key = network.plan.document, network.drawn(step.id)
    out = taken_out(document, key)
    for source in document.nodes[key].sources()[:1]:
        *new, last = chained(document, network.plan.catalog, source, layers, (key, "", 0))
        rewired = [{**edit, "source": last["source"]} for edit in out or () if edit["edit"] == "connect"]
        yield Fix(title=title, edits=(*new, *rewired, edits.remove_node(key)))


def trained(title: str, **values: Json) -> Iterator[Fix]:
    """Propose other settings of training."""
    yield Fix(title=title, edits=tuple(edits.set_part("training", key, value) for key, value in values.items()))
