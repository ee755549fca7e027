"""What an Output aims at: everything that differs between kinds of targets, one class for each, in a table."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.data.schema import Feature
from engine.plan.aim import Aim, Suited
from engine.plan.boxes import BoxesAim
from engine.plan.labels import LabelsAim
from engine.plan.losses import AREAS, PROBABILITIES, Task, named, task, title
from engine.said import say
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class NumberAim(Aim):
    """A number."""

    def best(self) -> Suited:
        """Return the mean squared error."""
        return Suited(
            units=self.target.width,
            activation="linear",
            loss=named("MeanSquaredError"),
            metrics=(named("MeanAbsoluteError"),),
        )

    def units(self, loss: JsonObject) -> int:
        """Return how many numbers there are."""
        return self.target.width

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that it is no class, and nothing in a picture."""
        if task(kind) == "boxes":
            return self.no_boxes(kind, verb)
        if task(kind) in {"classes", "one-hot", "two"}:
            name = self.target.name
            return say("{title} {verb} classes; “{name}” is a number.", title=title(kind), verb=verb, name=name)
        return None

    def told(self) -> str:
        """Say that it is a number."""
        return say("is a number")

    def is_open(self) -> bool:
        """Whether its numbers may lie anywhere: they may."""
        return True


@dataclass(frozen=True, kw_only=True)
class ClassAim(Aim):
    """One of some classes."""

    axis: ClassVar[str] = "classes"
    METRICS: ClassVar[Mapping[Task, tuple[JsonObject, ...]]] = {
        "two": (named("BinaryAccuracy"),),
        "one-hot": (named("CategoricalAccuracy"),),
    }

    def best(self) -> Suited:
        """Return cross-entropy over the numbers of classes."""
        return Suited(
            units=self.target.width,
            activation="softmax",
            loss=named("SparseCategoricalCrossentropy"),
            metrics=(named("SparseCategoricalAccuracy"),),
        )

    def units(self, loss: JsonObject) -> int:
        """Return one number a class; one alone where a loss learns yes or no."""
        return 1 if task(str(loss["kind"])) == "two" else len(self.target.classes)

    def told(self) -> str:
        """Say how many classes there are."""
        return say("has {classes} classes", classes=len(self.target.classes))

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that it is no number, not yes or no, or no picture."""
        name, classes = self.target.name, len(self.target.classes)
        if task(kind) == "boxes":
            return self.no_boxes(kind, verb)
        if task(kind) == "number":
            return say(
                "{title} {verb} a number; “{name}” is one of {classes} classes.",
                title=title(kind),
                verb=verb,
                name=name,
                classes=classes,
            )
        if task(kind) == "two" and classes != 2:
            return say(
                "{title} {verb} yes or no; “{name}” has {classes} classes.",
                title=title(kind),
                verb=verb,
                name=name,
                classes=classes,
            )
        return self._no_areas(kind, verb)

    def _no_areas(self, kind: str, verb: str) -> str | None:
        if kind not in AREAS:
            return None
        return say(
            "{title} {verb} areas; “{name}” is one class for the whole sample.",
            title=title(kind),
            verb=verb,
            name=self.target.name,
        )


@dataclass(frozen=True, kw_only=True)
class MaskAim(ClassAim):
    """One of some classes for each place of a picture."""

    METRICS: ClassVar[Mapping[Task, tuple[JsonObject, ...]]] = {
        "two": (named("BinaryAccuracy"), named("BinaryIoU")),
        "one-hot": (named("CategoricalAccuracy"),),
    }

    def best(self) -> Suited:
        """Return cross-entropy over the numbers of classes, measured by how well areas overlap."""
        areas = named("MeanIoU", num_classes=len(self.target.classes), sparse_y_pred=False)
        return Suited(
            units=len(self.target.classes),
            activation="softmax",
            loss=named("SparseCategoricalCrossentropy"),
            metrics=(named("SparseCategoricalAccuracy"), areas),
        )

    def shape(self, loss: JsonObject) -> tuple[int, ...]:
        """Return height, width, and the numbers for each place."""
        return (*self.target.shape, self.units(loss))

    def takes(self, shape: tuple[int | None, ...], loss: JsonObject) -> bool:
        """Whether what arrives for one sample, in this shape, can be its answer."""
        return shape == self.shape(loss)

    def unset(self, metric: JsonObject) -> str | None:
        """Say that areas are counted of another number of classes, or of answers that do not come."""
        params = metric.get("params")
        if "IoU" not in str(metric["kind"]) or metric["kind"] == "BinaryIoU" or not isinstance(params, Mapping):
            return None
        classes, what = len(self.target.classes), title(str(metric["kind"]))
        if params.get("num_classes") != classes:
            return say(
                "{title} must count {classes} classes, as “{name}” has.",
                title=what,
                classes=classes,
                name=self.target.name,
            )
        if params.get("sparse_y_pred", metric["kind"] in AREAS) is True:
            return say(
                "{title} takes the network's answers for class numbers, but they are probabilities: switch "
                "“Predictions are numbers” off.",
                title=what,
            )
        return None

    def _no_areas(self, kind: str, verb: str) -> str | None:
        return None


@dataclass(frozen=True, kw_only=True)
class AgainAim(Aim):
    """What an Input gives, given again: shares from 0 to 1, or numbers scaled around 0."""

    def best(self) -> Suited:
        """Return cross-entropy for shares, the mean squared error for the rest."""
        shares = self._is_unit()
        return Suited(
            units=math.prod(self.target.shape),
            activation="sigmoid" if shares else "linear",
            loss=named("BinaryCrossentropy" if shares else "MeanSquaredError"),
            metrics=(named("MeanAbsoluteError"),),
        )

    def units(self, loss: JsonObject) -> int:
        """Return how many numbers there are in all."""
        return math.prod(self.target.shape)

    def shape(self, loss: JsonObject) -> tuple[int, ...]:
        """Return the shape of what is given again."""
        return self.target.shape

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that it is made of numbers, or that these are no shares."""
        what, name = title(kind), self.target.name
        match task(kind):
            case "boxes":
                return self.no_boxes(kind, verb)
            case "classes" | "one-hot":
                return say("{title} {verb} classes; “{target}” is made of numbers.", title=what, verb=verb, target=name)
            case "two" if kind not in PROBABILITIES | {"BinaryAccuracy"}:
                return say(
                    "{title} {verb} yes or no; “{target}” is made of numbers.", title=what, verb=verb, target=name
                )
            case "two" if not self._is_unit():
                return say(
                    "{title} {verb} numbers from 0 to 1; “{target}” is scaled around 0.",
                    title=what,
                    verb=verb,
                    target=name,
                )
        return None

    def told(self) -> str:
        """Say that it is made of numbers."""
        return say("is made of numbers")

    def under_softmax(self) -> str:
        """Say that one number grows at the cost of the others."""
        return say("makes all numbers add up to 1")

    def is_open(self) -> bool:
        """Whether its numbers are no shares."""
        return not self._is_unit()

    def tells_forms_apart(self) -> bool:
        """Whether forms must agree: numbers have one form only."""
        return False

    def _is_unit(self) -> bool:
        return (self.target.min, self.target.max) == (0.0, 1.0)


@dataclass(frozen=True, kw_only=True)
class TextAim(Aim):
    """A text: at each of its places one of the words or letters that are known, however it is written."""

    def best(self) -> Suited:
        """Return cross-entropy over the numbers of words, but where the text has ended."""
        return Suited(
            units=self._known,
            activation="softmax",
            loss=named("SparseCategoricalCrossentropy", ignore_class=0),
            metrics=(named("SparseCategoricalAccuracy"),),
        )

    def units(self, loss: JsonObject) -> int:
        """Return one number for each word or letter that is known."""
        return self._known

    def shape(self, loss: JsonObject) -> tuple[int, ...]:
        """Return the places, and the numbers for each."""
        return (*self.target.shape, self._known)

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that it takes no numbers of words."""
        if task(kind) == "classes" and kind not in AREAS:
            return None
        return say(
            "{title} {verb} no texts; “{name}” is one of {words} words or letters at each place, told by its number.",
            title=title(kind),
            verb=verb,
            name=self.target.name,
            words=self._known,
        )

    def told(self) -> str:
        """Say that it is a text."""
        return say("is a text")

    @property
    def _known(self) -> int:
        return self.target.wording.vocabulary if self.target.wording else 1


def aim_of(target: Feature) -> Aim:
    """Return what a target is to an Output."""
    return _AIMS.get(target.type, AgainAim if target.shape else NumberAim)(target=target)


_AIMS: Mapping[str, type[Aim]] = {
    "category": ClassAim,
    "mask": MaskAim,
    "token": ClassAim,
    "labels": LabelsAim,
    "boxes": BoxesAim,
    "text": TextAim,
}
"""By type of a column; what has a shape otherwise is an Input given again, and the rest are numbers."""
