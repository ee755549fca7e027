"""A target as an Output learns it: what every kind of target says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.data.schema import Feature
from engine.plan.losses import Task, title
from engine.said import say
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Suited:
    """What an Output for a target needs, and the last layer before it: `units` numbers, for each place of a picture."""

    units: int
    activation: str
    loss: JsonObject
    metrics: tuple[JsonObject, ...]


@dataclass(frozen=True, kw_only=True)
class Aim(ABC):
    """A target as an Output learns it. `METRICS` says what measures a loss of a kind where the best metrics do not.

    `axis` names the numbers of its answer, where they have a name.
    """

    METRICS: ClassVar[Mapping[Task, tuple[JsonObject, ...]]] = {}
    axis: ClassVar[str] = ""

    target: Feature

    @abstractmethod
    def best(self) -> Suited:
        """Return what suits it best."""

    @abstractmethod
    def units(self, loss: JsonObject) -> int:
        """Return how many numbers the last layer makes, for a loss that goes with it."""

    def shape(self, loss: JsonObject) -> tuple[int, ...]:
        """Return the shape of one sample's answer."""
        return (self.units(loss),)

    @abstractmethod
    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say why a loss or metric of this kind does not go with it, or nothing; `verb` is what it does."""

    def takes(self, shape: tuple[int | None, ...], loss: JsonObject) -> bool:
        """Whether what arrives for one sample, in this shape, can be its answer."""
        return shape == self.shape(loss)

    def unset(self, metric: JsonObject) -> str | None:
        """Say which setting of a metric does not go with it, or nothing."""
        return None

    def no_boxes(self, kind: str, verb: str) -> str:
        """Say that a loss is for boxes, of which it has none."""
        name = self.target.name
        return say("{title} {verb} boxes in pictures; “{name}” has none.", title=title(kind), verb=verb, name=name)

    @abstractmethod
    def told(self) -> str:
        """Say of the target why its answer has so many numbers."""

    def under_softmax(self) -> str:
        """Say what softmax does to an answer that a loss wants from 0 to 1."""
        return say("over one number is always 1")

    def is_open(self) -> bool:
        """Whether its numbers may lie anywhere."""
        return False

    def tells_forms_apart(self) -> bool:
        """Whether a metric must take the answer, and the class, in the form in which the loss does."""
        return True
