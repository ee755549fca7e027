"""Words that every part shares: the types of JSON values, and the error that is a sentence for a person."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
JsonObject: TypeAlias = Mapping[str, Json]


class Refusal(ValueError):  # noqa: N818 - it is no fault of the program
    """An error whose text is one sentence for a person: what came, what is needed, how to mend it."""
