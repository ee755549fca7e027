"""Fixes for kinds, settings and names."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from engine.document import edits
from engine.document.model import Training
from engine.findings import Finding, Fix
from engine.plan.changes import replaced, taken_out
from engine.runtime.check.examine import Examined
from engine.said import say


def invalid_param(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the usual value of a setting."""
    document, key, name = examined.plan.document, str(finding.node), str(finding.param)
    param = examined.plan.catalog.layers[document.nodes[key].kind].param(name)
    if param is None:
        yield Fix(title=say("Forget “{name}”", name=name[:30]), edits=(edits.unset_param(key, name),))
    elif param.initial is not None:
        yield Fix(
            title=say("Set {lower} to {initial}", lower=param.label.lower(), initial=str(param.initial)),
            edits=(edits.set_param(key, name, param.initial),),
        )
    elif not param.required:
        yield Fix(title=say("Use the usual value"), edits=(edits.unset_param(key, name),))


def unknown_kind(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the kind that was probably meant, or to go without the node."""
    document, key = examined.plan.document, str(finding.node)
    node = document.nodes[key]
    for near in get_close_matches(node.kind[:60], examined.plan.catalog.layers, n=1):
        needed = {param.name: param.initial for param in examined.plan.catalog.layers[near].params if param.required}
        meant = replace(node, kind=near, params={**needed, **node.params})
        yield Fix(title=say("Use {near}", near=near), edits=replaced(document, key, meant))
    change = taken_out(document, key)
    if change:
        yield Fix(title=say("Take this node out"), edits=change)


def all_features(_: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to read every feature."""
    yield Fix(title=say("Read every feature"), edits=(edits.unset_param(str(finding.node), "features"),))


def another_name(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose a name that no other node has."""
    key, nodes = str(finding.node), examined.plan.document.nodes
    taken = {node.name for node in nodes.values()}
    name = next(f"{nodes[key].name} {n}" for n in range(2, len(nodes) + 3) if f"{nodes[key].name} {n}" not in taken)
    yield Fix(title=say("Call it {name}", name=name[:30]), edits=({"edit": "rename_node", "node": key, "name": name},))


def remove(_: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to remove a node that takes no part."""
    yield Fix(title=say("Remove it"), edits=(edits.remove_node(str(finding.node)),))


def usual_optimizer(_: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose the usual value of a training setting that is out of range."""
    usual = Training()
    if finding.param in {"epochs", "batch_size", "patience", "seed"}:
        value = getattr(usual, finding.param)
        label = finding.param.replace("_", " ")
        yield Fix(
            title=say("Set {label} to {value}", label=label, value=value),
            edits=(edits.set_part("training", finding.param, value),),
        )
    if finding.param == "optimizer":
        yield Fix(title=say("Use Adam"), edits=(edits.set_part("training", "optimizer", usual.optimizer),))
