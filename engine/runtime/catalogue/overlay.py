"""What people add to what Keras says of itself: words, ranges, choices, ports. One `Overlay` is one kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.catalog.entries import InputPort, OutputPort
from engine.words import Json

MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a signature cannot say of an argument.

    `per_axis` makes it a list with one value for each spatial axis, counted by the kind's name (`Conv2D`: 2).
    `nullable` is needed only where nothing is allowed although the default is something. `required` where Keras
    has a default that never works. `states`: the layer inside may give what it remembers as well. `initial` is what a
    new node gets where that is not the default.
    """

    type: str
    label: str
    help: str
    min: float | None = None
    max: float | None = None
    unit: str = ""
    choices: tuple[Json, ...] = ()
    length: int | None = None
    nullable: bool | None = None
    required: bool = False
    main: bool = False
    per_axis: bool = False
    states: bool = False
    initial: Json = None


Example = tuple[tuple[tuple[int | None, ...], str], ...]


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """One kind: what it does in a sentence for people without a course, and how it looks and is wired.

    `example` is the shape and dtype of each input without the batch, `params` the example's settings besides `initial`.
    `settings` replaces what the tables by name say of an argument; `call` holds arguments given when the layer is
    called; `main` names the settings shown first, where the tables do not fit. `moves` as in `Entry`.
    """

    kind: str
    sentence: str
    purpose: str = ""
    title: str = ""
    search: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    example: Example = ()
    params: Mapping[str, Json] = field(default_factory=dict)
    initial: Mapping[str, Json] = field(default_factory=dict)
    main: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    call: Mapping[str, Setting] = field(default_factory=dict)
    inputs: tuple[InputPort, ...] = (InputPort(name="inputs"),)
    outputs: tuple[OutputPort, ...] = (OutputPort(name="output"),)
    takes: str = "ports"
    moves: str = ""


def floats(*shape: int | None) -> Example:
    """One input of numbers."""
    return ((shape, "float32"),)


def wholes(*shape: int | None) -> Example:
    """One input of whole numbers."""
    return ((shape, "int32"),)


def texts(*shape: int | None) -> Example:
    """One input of texts."""
    return ((shape, "string"),)
