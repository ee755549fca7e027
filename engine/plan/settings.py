"""Training and data settings of a document: what is out of range, in words."""

from collections.abc import Iterator

from engine.catalog import Catalog, Param
from engine.catalog.validate import check
from engine.document.model import Document
from engine.findings import Finding
from engine.said import say
from engine.words import JsonObject

_OPTIMIZER = Param(name="optimizer", type="optimizer", label="Optimizer", help="")
_RANGES = {"epochs": (1, 100_000), "batch_size": (1, 65_536), "patience": (0, 100_000), "seed": (0, 2**32 - 1)}
_LABELS = {"epochs": "Epochs", "batch_size": "Batch size", "patience": "Patience", "seed": "Seed"}


def optimizer(document: Document, catalog: Catalog) -> tuple[JsonObject | None, tuple[Finding, ...]]:
    """Return the optimizer with valid settings, or what is wrong with it."""
    value, sentence = check(_OPTIMIZER, document.training.optimizer, catalog)
    if sentence is None and isinstance(value, dict):
        return value, ()
    return None, (_finding("optimizer", sentence or say("Choose an optimizer.")),)


def setting_findings(document: Document) -> Iterator[Finding]:
    """Yield training and split settings that are out of range."""
    for key, (low, high) in _RANGES.items():
        value = getattr(document.training, key)
        if not low <= value <= high:
            yield _finding(
                key,
                say(
                    "{labels} must be from {low} to {high}, not {value}.",
                    labels=_LABELS[key],
                    low=low,
                    high=high,
                    value=value,
                ),
            )


def _finding(param: str, sentence: str) -> Finding:
    return Finding(code="invalid-setting", param=param, sentence=sentence)
