"""Losses and metrics by what they learn or measure."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from engine.catalog import catalog
from engine.catalog.value import KIND as VALUE
from engine.words import Json, JsonObject

Task: TypeAlias = Literal["classes", "two", "one-hot", "number", "value", "boxes"]
"""What a loss learns: the number of a class, one of two, a class spread over as many numbers, a number, nothing that is
right (it makes what comes small), or the boxes in a picture."""

BOXES = "Boxes"
"""The kind of the loss that finds boxes."""


def task(kind: str) -> Task:
    """Return what a loss or metric of this kind learns or measures."""
    if kind == VALUE:
        return "value"
    if kind == BOXES:
        return "boxes"
    if kind.startswith("Sparse") or kind in AREAS:
        return "classes"
    if kind in _TWO:
        return "two"
    return "one-hot" if kind in _ONE_HOT else "number"


def from_logits(loss: JsonObject) -> bool:
    """Whether a loss applies softmax or sigmoid itself, and so wants numbers before that."""
    params = loss.get("params")
    return isinstance(params, Mapping) and params.get("from_logits") is True


def parts_at_zero(loss: JsonObject) -> bool:
    """Whether what a loss learns from is any number, above 0 for the second of two classes."""
    return from_logits(loss) or str(loss.get("kind")) in {"Hinge", "SquaredHinge"}


def title(kind: str) -> str:
    """Return what people call a loss or a metric."""
    families = catalog().families
    entry = families["losses"].get(kind) or families["metrics"].get(kind)
    return entry.title if entry else kind


def named(kind: str, **params: Json) -> JsonObject:
    """Return a loss or a metric with its settings, as documents have it."""
    return {"kind": kind, "params": params}


AREAS = frozenset({"IoU", "MeanIoU"})
"""How well areas of classes overlap, told by the numbers of the classes."""

PROBABILITIES = frozenset({"BinaryCrossentropy", "BinaryFocalCrossentropy"})
_TWO = PROBABILITIES | {
    *("Hinge", "SquaredHinge", "BinaryAccuracy", "BinaryIoU", "AUC", "Precision", "Recall", "PrecisionAtRecall"),
    *("RecallAtPrecision", "SensitivityAtSpecificity", "SpecificityAtSensitivity", "TruePositives", "TrueNegatives"),
    *("FalsePositives", "FalseNegatives"),
}
_ONE_HOT = frozenset(
    {
        *(
            "CategoricalCrossentropy",
            "CategoricalFocalCrossentropy",
            "CategoricalHinge",
            "CategoricalGeneralizedCrossEntropy",
        ),
        *("KLDivergence", "CategoricalAccuracy", "TopKCategoricalAccuracy", "OneHotIoU", "OneHotMeanIoU", "F1Score"),
        *("FBetaScore", "Dice", "Tversky"),
    }
)
