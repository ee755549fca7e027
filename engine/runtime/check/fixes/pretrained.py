"""Fixes for pre-trained networks: pictures of another kind, and weights that are not here."""

from collections.abc import Iterator

from engine.document import edits
from engine.document.model import Node, Reference
from engine.findings import Finding, Fix
from engine.runtime.check.examine import Examined
from engine.runtime.check.fixes.layers import Layer, chained, free_id, places
from engine.words import JsonObject

_SIZES = (96, 160, 224)


def three_channels(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to show grey as red, green and blue; other channels are mixed into three."""
    document, key = examined.plan.document, str(finding.node)
    for port, index, source in places(document.nodes[key]):
        tensor = examined.walk.tensor(source)
        if tensor is None:
            continue
        if tensor.shape[-1] == 1:
            new = free_id(set(document.nodes), "Concatenate")
            joined = Node(kind="Concatenate", inputs={"inputs": (source, source, source)}, block=_block(examined, key))
            change: tuple[JsonObject, ...] = (
                edits.add_node(new, joined),
                edits.connect(key, port, index, Reference(new)),
            )
            yield Fix(title="Show grey as red, green and blue", edits=change)
        else:
            layer = Layer(kind="Conv2D", params={"filters": 3, "kernel_size": [1, 1]})
            change = chained(document, examined.plan.catalog, source, [layer], (key, port, index))
            yield Fix(title="Mix the channels into three", edits=change)


def another_size(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to go without the classifier, which takes one size only, or to bring pictures to another size."""
    yield from without_classifier(examined, finding)
    document, key = examined.plan.document, str(finding.node)
    pretrained = examined.plan.catalog.layers[document.nodes[key].kind].pretrained
    if pretrained is None:
        return
    sizes = [size for size in _SIZES if pretrained.least <= size < pretrained.side]
    for port, index, source in places(document.nodes[key]):
        for size in (*sizes[:1], pretrained.side):
            layer = Layer(kind="Resizing", params={"height": size, "width": size})
            change = chained(document, examined.plan.catalog, source, [layer], (key, port, index))
            yield Fix(title=f"Bring pictures to {size} × {size}", edits=change)


def without_classifier(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to leave the classifier off."""
    key = str(finding.node)
    step = examined.plan.step(key)
    if step is None or step.params["include_top"] is True:
        change = (edits.set_param(key, "include_top", False), edits.set_param(key, "pooling", "avg"))
        yield Fix(title="Leave the classifier off", edits=change)


def at_random(_examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to do without weights that are not here."""
    yield Fix(title="Start at random", edits=(edits.set_param(str(finding.node), "weights", "none"),))


def _block(examined: Examined, key: str) -> str | None:
    return examined.plan.document.nodes[key].block
