"""The document: a network, its data and its training settings, as plain frozen values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from engine.findings import Finding
from engine.words import Json

FORMAT = "layerloom"
VERSION = 2
ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
PARAM = re.compile(r"(?!i$)[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """Where a node stands on the canvas, in pixels of the unscaled canvas."""

    x: float
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A text on the canvas, at the top level or in a block, that means nothing to the network."""

    text: str
    x: float
    y: float
    width: float
    height: float
    block: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A titled area on the canvas, at the top level or in a block. `hue` is in degrees of the colour circle."""

    text: str
    x: float
    y: float
    width: float
    height: float
    hue: float = 210
    block: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockParam:
    """A name that expressions inside a block use. An instance gives it a value, else it has its default."""

    default: Json = None
    help: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """The definition of a block. What it is made of are the nodes whose `block` is its id."""

    name: str = ""
    help: str = ""
    params: Mapping[str, BlockParam] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """One output of a node: `"id"` is its first, `"id:n"` its output number n from 0."""

    node: str
    output: int = 0

    def __str__(self) -> str:
        return f"{self.node}:{self.output}" if self.output else self.node


def reference(text: str) -> Reference | None:
    """Read `"id"` or `"id:n"`; `None` where `text` is neither."""
    node, colon, number = text.partition(":")
    if not ID.fullmatch(node):
        return None
    if not colon:
        return Reference(node)
    if not (number.isascii() and number.isdigit() and len(number) <= 3):
        return None
    return Reference(node, int(number))


@dataclass(frozen=True, kw_only=True)
class Node:
    """A catalogue entry placed in a document. Wires belong to their target: `inputs` maps a port to its sources.

    `block` is the block it stands in, `None` the top level. `shares` is the node whose layer it uses. `uses` is the
    block that an instance stands for, `repeat` how often in a row: a whole number or an expression. A `disabled` node
    hands on what comes in; a `frozen` one does not learn. `hidden` are rules whose advice a person does not want here.
    """

    kind: str
    name: str = ""
    params: Mapping[str, Json] = field(default_factory=dict)
    inputs: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    block: str | None = None
    shares: str | None = None
    uses: str | None = None
    repeat: Json = 1
    disabled: bool = False
    frozen: bool = False
    hidden: tuple[str, ...] = ()

    def sources(self) -> tuple[Reference, ...]:
        """Return what is wired to this node, port by port."""
        return self._sources

    @cached_property
    def _sources(self) -> tuple[Reference, ...]:
        return tuple(source for wires in self.inputs.values() for source in wires)


SplitBy: TypeAlias = Literal["share", "column", "group", "time"]
PartName: TypeAlias = Literal["training", "validation", "test"]
SPLITS: tuple[SplitBy, ...] = ("share", "column", "group", "time")
PARTS: tuple[PartName, ...] = ("training", "validation", "test")


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Which samples are kept for validation and test; training gets the rest.

    `validation` and `test` are shares. `column` says the part itself, or the group that stays together, or the time.
    `parts` says for cells of it which part they mean, where the word alone does not. With `folds` what is no test is
    cut into so many, of which number `fold` (from 0) validates, in place of the share.
    """

    validation: float = 0.15
    test: float = 0.15
    seed: int = 0
    by: SplitBy = "share"
    column: str | None = None
    parts: Mapping[str, PartName] = field(default_factory=dict)
    folds: int = 0
    fold: int = 0

    @property
    def shares(self) -> tuple[float, float, float]:
        """The shares of training, validation and test, where no column says them."""
        validation = (1 - self.test) / self.folds if self.folds > 1 else self.validation
        return 1 - validation - self.test, validation, self.test


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """That rows are steps of a series, or of several: then a sample is a window of them.

    `order` is the column that says when, without it rows follow one another as they stand; `group` the one that tells
    several series apart. `steps` past rows can be read. What is answered lies `ahead` rows after the last of them (0:
    in it), and is `count` rows long. After `season` rows it begins again (0: it does not).
    """

    order: str | None = None
    group: str | None = None
    season: int = 0
    steps: int = 12
    ahead: int = 1
    count: int = 1

    @property
    def span(self) -> int:
        """How many rows a sample takes, from the first that is read to the last that is answered."""
        return self.steps + max(0, self.ahead + self.count - 1)


MadeWay: TypeAlias = Literal["pairs", "turned", "again", "masked", "unusual"]
Compared: TypeAlias = Literal["weighed", "distance"]
COMPARED: tuple[Compared, ...] = ("weighed", "distance")


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """That the app makes of the samples, in a `way`, what a network learns (`engine/data/made.py`).

    Of pairs: `each` sample begins so many of the same class and as many of different ones. `compared` says how
    a proposed network compares two: by how far apart they come out, or by weighing all that differs.

    What is unusual differs from how it is given again by more than `percent` of the validation samples do. Where a
    column tells, only samples of its class `usual` are learnt from (nothing said: of the most frequent one).
    """

    way: MadeWay = "pairs"
    each: int = 1
    compared: Compared = "distance"
    percent: float = 99.0
    usual: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Data:
    """Which data set a document learns from, and how it reads it.

    With a `series` its rows are steps; with `made` the app makes of its samples what is learnt.
    """

    source: str | None = None
    targets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    split: Split = field(default_factory=Split)
    series: Series | None = None
    made: Made | None = None


def _adam() -> Json:
    return {"kind": "Adam", "params": {"learning_rate": 0.001}}


@dataclass(frozen=True, kw_only=True, slots=True)
class Training:
    """How a document is trained. `patience` is in epochs; 0 never stops early."""

    epochs: int = 20
    batch_size: int = 32
    optimizer: Json = field(default_factory=_adam)
    patience: int = 5
    seed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A whole project as one value. `weights` names the imported weights that it starts from.

    `direction` is the way in which wires lead where it is drawn. `hidden` are rules whose advice is not
    wanted anywhere. `faults` are findings of reading it: what had to be left out or put right.
    """

    name: str = ""
    weights: str | None = None
    direction: Literal["down", "right"] = "down"
    data: Data = field(default_factory=Data)
    training: Training = field(default_factory=Training)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    layout: Mapping[str, Position] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = field(default=(), compare=False)
