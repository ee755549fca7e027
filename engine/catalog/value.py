"""The loss that compares with nothing: what a network makes is made small itself."""

from collections.abc import Mapping

from engine.words import Json

KIND = "Value"


def is_value(loss: Json) -> bool:
    """Whether a loss, as an Output has it, compares with no target."""
    return isinstance(loss, Mapping) and loss.get("kind") == KIND
