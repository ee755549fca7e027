"""Outputs whose target is no column: one that gives an input again, and one whose value is itself made small."""

from collections.abc import Mapping

from engine.catalog.value import is_value
from engine.data.schema import Feature
from engine.document.model import Document
from engine.plan.names import LONGEST
from engine.plan.steps import InputSpec
from engine.said import say
from engine.words import Json


def input_of(params: Mapping[str, Json]) -> str | None:
    """Return the id of the Input that an Output is to give again, or `None` where its target is a column."""
    match params.get("target"):
        case {"input": str(key)} if not is_value(params.get("loss")):
            return key
        case _:
            return None


def wants_column(document: Document) -> bool:
    """Whether a network has an Output that predicts a column, or none yet that learns without one."""
    ends = [
        node.params
        for node in document.nodes.values()
        if node.kind == "Output" and node.block is None and not node.disabled
    ]
    return not ends or any(input_of(params) is None and not is_value(params.get("loss")) for params in ends)


def itself(document: Document, key: str) -> str:
    """Return what people call the target of an Output that gives the Input `key` again."""
    node = document.nodes.get(key)
    return say("{node} itself", node=((node.name if node else "") or key)[:LONGEST])


def as_target(name: str, given: InputSpec) -> Feature:
    """Return what an Input gives as something to be learnt: `shape` without the batch, the range where it is known.

    Pictures lie between 0 and 1, and so does a row of categories; columns and sequences are scaled around 0.
    """
    types = {feature.type for feature in given.features}
    unit = types == {"image"} or (types == {"category"} and given.encoding == "one-hot") or _is_drawn_picture(given)
    return Feature(
        name=name,
        type="image" if len(given.shape) == 3 else "sequence" if len(given.shape) == 2 else "number",
        shape=tuple(size or 0 for size in given.shape),
        axes=given.axes,
        min=0.0 if unit else None,
        max=1.0 if unit else None,
    )


def _is_drawn_picture(given: InputSpec) -> bool:
    """Whether an Input without data has the shape of a picture, whose values will be from 0 to 1."""
    return not given.features and len(given.shape) == 3 and given.dtype == "float32"
