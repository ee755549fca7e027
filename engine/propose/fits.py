"""Which data sets a network can learn from as it stands, and what is changed to bind one."""

from collections.abc import Sequence

from engine.data.apply import apply
from engine.data.reading import Reading, input_shape
from engine.data.schema import Feature, Schema
from engine.document.edits import set_param, set_part
from engine.document.model import Data, Document, Node
from engine.plan.targets import suited
from engine.words import Json, JsonObject

_PASSING = frozenset({"Activation", "Softmax", "Dropout", "Rescaling"})
"""Layers that leave the number of values as it is."""


def waits(document: Document) -> bool:
    """Say whether a network is there whose Input says its shape, and nothing that it learns from."""
    return document.data.source is None and any(_shape(node) is not None for node in _ends(document, "Input").values())


def takes(document: Document) -> str:
    """Return in words what goes into the first Input: `8 × 8 × 1`, an open length as `any`."""
    shape = next((shape for node in _ends(document, "Input").values() if (shape := _shape(node)) is not None), [])
    return " × ".join("any" if size is None else str(size) for size in shape)


def binding(document: Document, schema: Schema) -> tuple[JsonObject, ...] | None:
    """Return the edits that let a network learn the usual target of a data set.

    `None` where its Input takes another shape than the data has, or its answer has another size than the target.
    """
    inputs, outputs = _ends(document, "Input"), _ends(document, "Output")
    used = apply(schema, Data(source=schema.id, targets=(schema.target,) if schema.target else ()))
    if len(inputs) != 1 or len(outputs) != 1 or len(used.targets()) != 1:
        return None
    (entry,), ((end, output),), (target,) = inputs.values(), outputs.items(), used.targets()
    if not _feeds(used, entry) or not _answers(document, output, target):
        return None
    return (
        set_part("data", "source", schema.id),
        set_part("data", "targets", [target.name]),
        set_part("data", "columns", {}),
        *_learning(end, output, target),
    )


def _ends(document: Document, kind: str) -> dict[str, Node]:
    return {key: node for key, node in document.nodes.items() if node.kind == kind and node.block is None}


def _shape(node: Node) -> Sequence[Json] | None:
    shape = node.params.get("shape")
    return shape if isinstance(shape, list) else None


def _feeds(schema: Schema, entry: Node) -> bool:
    wanted = _shape(entry)
    given = input_shape(schema, Reading.of({"encoding": entry.params.get("encoding")}))
    if wanted is None or given is None or len(given) != len(wanted) or entry.params.get("features"):
        return False
    return all(want in (None, size) for want, size in zip(wanted, given, strict=True))


def _answers(document: Document, output: Node, target: Feature) -> bool:
    units = _units(document, output)
    wanted = {suited(target).units, 1 if len(target.classes) == 2 else suited(target).units}
    return units is None or units in wanted


def _units(document: Document, node: Node) -> int | None:
    """Return how many numbers come to a node; `None` where its layers do not say it."""
    for _ in range(len(document.nodes)):
        source = next(iter(node.sources()), None)
        if source is None or source.node not in document.nodes:
            return None
        node = document.nodes[source.node]
        units = node.params.get("units")
        if node.kind == "Dense" and isinstance(units, int):
            return units
        if node.kind not in _PASSING:
            return None
    return None


def _learning(key: str, output: Node, target: Feature) -> list[JsonObject]:
    """Return the edits of an Output: its target, and how that is learned where nothing is said."""
    said = [set_param(key, "target", target.name)]
    if not output.params.get("loss"):
        fit = suited(target)
        said += [set_param(key, "loss", fit.loss), set_param(key, "metrics", list(fit.metrics))]
    return said
