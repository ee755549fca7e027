"""Where the nodes of a block are put when it is opened."""

from dataclasses import dataclass, field

from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where nodes are put: inside one repetition of one instance, or `loose`, in a block that is used nowhere.

    `owner` is the prefix of the layers it shares.
    """

    block: str | None
    prefix: str = ""
    owner: str = ""
    inside: tuple[str, ...] = ()
    names: JsonObject = field(default_factory=dict)
    frozen: bool = False
    first: bool = True
    loose: bool = False

    @property
    def path(self) -> str:
        """What the report calls the inside of it."""
        return "" if self.loose else self.prefix[:-1]
