"""The catalogue as frozen records, as read from `assets/catalog.json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.data.types import FeatureType
from engine.words import Json

FAMILIES = (
    "layers",
    "cells",
    "losses",
    "optimizers",
    "metrics",
    "activations",
    "initializers",
    "regularizers",
    "constraints",
    "schedules",
)


@dataclass(frozen=True, kw_only=True)
class Param:
    """One setting of a kind: its name is the argument's name in Keras.

    `type` is a key of `engine.catalog.params.TYPES`. `default` is what an absent setting means, `initial` what a new
    node gets where that differs. `section` is `main` or `advanced`. `choices` of a layer are the kinds allowed inside.
    `call` marks an argument that is given when the layer is called, not when it is made. `states`: the layer inside may
    give what it remembers as well. `applies`: types of columns; the setting matters to an Input that reads one of them.
    """

    name: str
    type: str
    label: str
    help: str
    required: bool = False
    nullable: bool = False
    default: Json = None
    initial: Json = None
    min: float | None = None
    max: float | None = None
    unit: str = ""
    section: str = "advanced"
    choices: tuple[Json, ...] = ()
    length: int | None = None
    call: bool = False
    states: bool = False
    applies: tuple[FeatureType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InputPort:
    """Where wires arrive. `rank` is the least and greatest number of axes taken, the batch counted.

    A port of `many` that is not optional takes at least two wires, or one where it is content with one `alone`.
    """

    name: str
    many: bool = False
    alone: bool = False
    optional: bool = False
    rank: tuple[int, int] = (1, 8)


@dataclass(frozen=True, kw_only=True)
class OutputPort:
    """Where wires leave.

    `when` names the boolean setting that makes the port appear; `layer.return_state` is one of the layer inside. `of`
    names a setting with a cell or a layer: the port stands for one port for each value that is remembered there, which
    are two for the kinds in `two`, else one.
    """

    name: str
    when: str | None = None
    of: str = ""
    two: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Example:
    """A smallest use of a kind: shapes and dtypes of its inputs (without the batch) and its settings."""

    inputs: tuple[tuple[tuple[int | None, ...], str], ...] = ()
    params: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pretrained:
    """A network of `keras.applications`: the usual and the least height of its pictures, and how they are prepared.

    `pixels` is a key of `engine.catalog.pretrained.PIXELS`.
    """

    side: int
    least: int
    pixels: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One kind of one family.

    `call` is `"list"` when Keras takes all inputs as one list, else `"ports"`: the first port in first place, the
    others by their names (a port of many as a list). `layer` is false for ends and blocks, which are no Keras layers.
    `pretrained` is there for a network of `keras.applications`. `function` names the function of ours that stands for
    a loss which Keras has no class for, and which compares with no target (`engine.catalog.value`). `suits` ranks the
    kind, 1 first, among those that suit a kind of data. `curve` samples an activation on [-4, 4]. `moves` is there for
    a layer that puts what is in a picture elsewhere at random: `"targets"` where it can move a mask in the same way,
    else `"picture"`.
    """

    family: str
    kind: str
    title: str
    sentence: str
    group: str = ""
    purpose: str = ""
    suits: Mapping[str, int] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    link: str = ""
    params: tuple[Param, ...] = ()
    inputs: tuple[InputPort, ...] = ()
    outputs: tuple[OutputPort, ...] = ()
    call: str = "ports"
    summary: tuple[str, ...] = ()
    example: Example = field(default_factory=Example)
    trainable: bool = False
    layer: bool = True
    curve: tuple[float, ...] = ()
    pretrained: Pretrained | None = None
    function: str = ""
    moves: str = ""

    def param(self, name: str) -> Param | None:
        """The setting of that name, or nothing."""
        return next((param for param in self.params if param.name == name), None)

    @cached_property
    def calculates(self) -> str | None:
        """The name of the setting with the formula of a node that calculates and is no layer of Keras."""
        return next((param.name for param in self.params if param.type == "expression"), None)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading of the palette with its colour."""

    id: str
    title: str
    hue: int


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Everything that can be named in a document.

    `excluded` says for each family what Keras has and the catalogue leaves out, and why.
    """

    keras: str
    groups: tuple[Group, ...]
    families: Mapping[str, Mapping[str, Entry]]
    excluded: Mapping[str, Mapping[str, str]]

    @property
    def layers(self) -> Mapping[str, Entry]:
        """The kinds a node can have, `Input` and `Output` among them."""
        return self.families["layers"]

    def entry(self, kind: str) -> Entry | None:
        """The entry of a node's kind, or nothing."""
        return self.families["layers"].get(kind)

    def find(self, family: str, name: str) -> Entry | None:
        """The entry that `name` means in a family: its kind or one of its aliases."""
        entries = self.families[family]
        return entries.get(name) or next((entry for entry in entries.values() if name in entry.aliases), None)
