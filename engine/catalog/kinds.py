"""Types of settings that name other kinds of the catalogue: an activation, an initializer, a layer inside another."""

from dataclasses import dataclass

from engine.words import Json


@dataclass(frozen=True)
class Named:
    """The bare name of a kind without settings, such as an activation."""

    family: str
    noun: str


@dataclass(frozen=True)
class Reference:
    """`{"kind", "params"}` of a family, or the bare kind; a list when `many`, or a bare number when `number`."""

    family: str
    noun: str
    many: bool = False
    number: bool = False


def split(value: Json) -> tuple[str, dict[str, Json]] | None:
    """The kind and settings a reference names, or nothing when it is no reference."""
    match value:
        case str():
            return value, {}
        case {"kind": str(kind), "params": dict(params), **rest} if not rest:
            return kind, params
        case {"kind": str(kind), **rest} if not rest:
            return kind, {}
        case _:
            return None
