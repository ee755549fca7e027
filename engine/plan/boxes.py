"""What an Output aims at that finds boxes around the things in a picture."""

from dataclasses import dataclass

from engine.plan.aim import Aim, Suited
from engine.plan.losses import BOXES, named, title
from engine.said import say
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class BoxesAim(Aim):
    """Boxes around the things in a picture, told by each place of a grid, as fine as the network makes it."""

    def best(self) -> Suited:
        """Return the loss of boxes; they are measured when training has ended."""
        return Suited(units=self.target.width, activation="linear", loss=named(BOXES), metrics=())

    def units(self, loss: JsonObject) -> int:
        """Return how many numbers each place has."""
        return self.target.width

    def told(self) -> str:
        """Say how many classes there are."""
        return say("has boxes of {classes} classes", classes=len(self.target.classes))

    def takes(self, shape: tuple[int | None, ...], loss: JsonObject) -> bool:
        """Whether they are the numbers of places side by side and below each other; any number of places is right."""
        return (
            len(shape) == 3 and shape[-1] == self.units(loss) and all(size is not None and size > 1 for size in shape)
        )

    def unsuited(self, kind: str, verb: str) -> str | None:
        """Say that it is neither a class nor a number."""
        if kind == BOXES:
            return None
        return say(
            "{title} {verb} something else; “{name}” are boxes in a picture.",
            title=title(kind),
            verb=verb,
            name=self.target.name,
        )
