"""Fixes for pre-trained networks: pictures of another kind, and weights that are not here."""

from collections.abc import Iterator

from engine.catalog.entries import Pretrained
from engine.document import edits
from engine.document.model import Node, Reference
from engine.findings import Finding, Fix
from engine.plan.changes import Layer, chained, free_id, places
from engine.runtime.check.examine import Examined
from engine.said import say
from engine.words import JsonObject

_SMALLER = (96, 160)

Place = tuple[str, str, int]


def three_channels(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to show grey as red, green and blue, and to mix others into three; in a larger size where needed."""
    document, key = examined.plan.document, str(finding.node)
    known = _pretrained(examined, key)
    for port, index, source in places(document.nodes[key]):
        tensor = examined.walk.tensor(source)
        if tensor is None or known is None:
            continue
        grey = tensor.shape[-1] == 1
        for size in _sizes(examined, key, known) if _is_small(tensor.shape[1:-1], known) else [None]:
            place, first = (key, port, index), [Layer(kind="Resizing", params={"height": size, "width": size})]
            enlarged = first if size else []
            change = _coloured(examined, source, enlarged, place) if grey else _mixed(examined, source, enlarged, place)
            title = say("Show grey as red, green and blue") if grey else say("Mix the channels into three")
            yield Fix(
                title=say("{title}, {size} × {size} large", title=title, size=size) if size else title, edits=change
            )


def another_size(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to go without the classifier, which takes one size only, or to bring pictures to another size."""
    yield from without_classifier(examined, finding)
    document, key = examined.plan.document, str(finding.node)
    known = _pretrained(examined, key)
    for port, index, source in places(document.nodes[key]):
        for size in _sizes(examined, key, known) if known else []:
            layer = Layer(kind="Resizing", params={"height": size, "width": size})
            change = chained(document, examined.plan.catalog, source, [layer], (key, port, index))
            yield Fix(title=say("Bring pictures to {size} × {size}", size=size), edits=change)


def without_classifier(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to leave the classifier off."""
    key = str(finding.node)
    step = examined.plan.step(key)
    if step is None or step.params["include_top"] is True:
        change = (edits.set_param(key, "include_top", False), edits.set_param(key, "pooling", "avg"))
        yield Fix(title=say("Leave the classifier off"), edits=change)


def at_random(examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Propose to do without weights that are not here; what starts at random must learn."""
    key = str(finding.node)
    step = examined.plan.step(key)
    learns = (edits.set_param(key, "trainable_from", 0),) if step and step.params["trainable_from"] is None else ()
    yield Fix(title=say("Start at random"), edits=(edits.set_param(key, "weights", "none"), *learns))


def without_weights(_examined: Examined, _finding: Finding) -> Iterator[Fix]:
    """Propose to do without the weights that a project was brought in with."""
    yield Fix(title=say("Go on without them"), edits=(edits.set_part("meta", "weights", None),))


def _coloured(examined: Examined, source: Reference, first: list[Layer], place: Place) -> tuple[JsonObject, ...]:
    """Edits that join one channel three times, which takes nothing from it and learns nothing."""
    document = examined.plan.document
    *made, wired = chained(document, examined.plan.catalog, source, first, place)
    grey = str(wired["source"])
    new = free_id(set(document.nodes), "Concatenate")
    wires = (Reference(grey),) * 3 if made else (source,) * 3
    joined = Node(kind="Concatenate", inputs={"inputs": wires}, block=document.nodes[place[0]].block)
    return (*made, edits.add_node(new, joined), edits.connect(*place, Reference(new)))


def _mixed(examined: Examined, source: Reference, first: list[Layer], place: Place) -> tuple[JsonObject, ...]:
    mixing = Layer(kind="Conv2D", params={"filters": 3, "kernel_size": [1, 1]})
    return chained(examined.plan.document, examined.plan.catalog, source, [*first, mixing], place)


def _pretrained(examined: Examined, key: str) -> Pretrained | None:
    return examined.plan.catalog.layers[examined.plan.document.nodes[key].kind].pretrained


def _sizes(examined: Examined, key: str, known: Pretrained) -> list[int]:
    """A small size, which is quick, and the one that a network was trained with; with a classifier only that."""
    step = examined.plan.step(key)
    fixed = step is None or step.params["include_top"] is True
    small = [size for size in _SMALLER if known.least <= size < known.side]
    return [*([] if fixed else small[:1]), known.side]


def _is_small(size: tuple[int | None, ...], known: Pretrained) -> bool:
    return any(each is not None and each < known.least for each in size)
