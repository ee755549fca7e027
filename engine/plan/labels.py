"""What an Output aims at that learns labels, of which a sample has none, one or several."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.plan.aim import Aim, Suited
from engine.plan.losses import named, task, title
from engine.said import say
from engine.words import JsonObject

_EACH_LABEL = frozenset({"F1Score", "FBetaScore"})
"""Metrics of a row of zeros and ones that count several ones too, above a threshold."""


@dataclass(frozen=True, kw_only=True)
class LabelsAim(Aim):
    """Any of some labels: none, one or several."""

    axis: ClassVar[str] = "labels"

    def best(self) -> Suited:
        """Return cross-entropy of each label by itself."""
        # Where most labels are absent, saying none at all has a high accuracy; the F1 score sees that.
        found = named("F1Score", average="macro", threshold=0.5)
        return Suited(
            units=len(self.target.classes),
            activation="sigmoid",
            loss=named("BinaryCrossentropy"),
            metrics=(named("BinaryAccuracy"), found),
        )

    def units(self, loss: JsonObject) -> int:
        """Return one number a label."""
        return len(self.target.classes)

    def told(self) -> str:
        """Say how many labels there are."""
        return say("has {labels} labels", labels=len(self.target.classes))

    def under_softmax(self) -> str:
        """Say that one label grows at the cost of the others."""
        return say("lets labels win only at the cost of others, for all add up to 1, and a sample may have several")

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that a sample has no number, and may have several labels."""
        what, name, labels = title(kind), self.target.name, len(self.target.classes)
        if task(kind) == "boxes":
            return self.no_boxes(kind, verb)
        if task(kind) == "number":
            return say(
                "{title} {verb} a number; “{name}” is some of {labels} labels.",
                title=what,
                verb=verb,
                name=name,
                labels=labels,
            )
        if task(kind) in {"classes", "one-hot"} and kind not in _EACH_LABEL:
            return say(
                "{title} {verb} one class alone; of the {labels} labels of “{name}” a sample may have several.",
                title=what,
                verb=verb,
                name=name,
                labels=labels,
            )
        return None

    def unset(self, metric: JsonObject) -> str | None:
        """Say that a metric takes the likeliest label alone for an answer."""
        params = metric.get("params")
        known = params if isinstance(params, Mapping) else {}
        if metric["kind"] not in _EACH_LABEL or known.get("threshold") is not None:
            return None
        return say(
            "{title} takes the likeliest label alone for an answer; set its threshold, 0.5 say, so that it counts all.",
            title=title(str(metric["kind"])),
        )

    def tells_forms_apart(self) -> bool:
        """Whether forms must agree: labels have one form only."""
        return False
