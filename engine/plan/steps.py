"""The plan: what is to be built, in order, with every setting complete and every wire resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.catalog import Catalog, Entry
from engine.catalog.value import is_value
from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.document.model import Document, Reference
from engine.findings import Finding
from engine.plan.expand import Expanded
from engine.words import Json, JsonObject


@dataclass(frozen=True, kw_only=True)
class InputSpec:
    """What an Input gives: shape and axes without the batch, and the features it reads (none when no data is bound).

    `reading` is in which forms.
    """

    shape: tuple[int | None, ...]
    dtype: str
    axes: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @property
    def encoding(self) -> str:
        """How categories come in."""
        return self.reading.encoding


@dataclass(frozen=True, kw_only=True)
class OutputSpec:
    """What an Output learns: the target (none when no data is bound), and the loss, metrics and weight for it.

    `again` is the Input that it is to give again: then the target has its shape. A text is written after what the Input
    `follows` reads of it, and has its shape and the words that it knows. The loss of one that `is_value`
    compares what it makes with nothing: it has no target.
    """

    target: Feature | None
    loss: JsonObject | None
    metrics: tuple[JsonObject, ...]
    weight: float = 1.0
    again: str | None = None
    follows: str | None = None

    @property
    def is_value(self) -> bool:
        """Whether what the network makes is itself made small."""
        return is_value(self.loss)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One expanded node that can be built: complete valid `params`, wires port by port in the catalogue's order.

    `text` says the params in one canonical way. `shares` is the node whose layer is used, followed to the one that owns
    it. The layer of a `frozen` one does not learn.
    """

    id: str
    entry: Entry
    params: Mapping[str, Json]
    text: str
    inputs: Mapping[str, tuple[Reference, ...]]
    shares: str | None = None
    frozen: bool = False

    def sources(self) -> tuple[Reference, ...]:
        """Return the wires in the order in which the layer takes them."""
        return self._sources

    @cached_property
    def _sources(self) -> tuple[Reference, ...]:
        return tuple(source for wires in self.inputs.values() for source in wires)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a document means. `steps` hold the expanded nodes without a problem of their own, each after what feeds it.

    `document` is as it was given, `expanded` the same with all blocks opened: ids of steps are paths such as
    `res1.0.conv`. `schema` is the data set as the document uses it, `stored` as it is kept. A step may still lack a
    source that has a problem. `part` are the steps from which an Output can be reached: the network; the others take no
    part in it. `names` are what people call the nodes of the document, findings are on those nodes.
    """

    document: Document
    expanded: Expanded
    catalog: Catalog
    stored: Schema | None
    schema: Schema | None
    steps: tuple[Step, ...] = ()
    inputs: Mapping[str, InputSpec] = field(default_factory=dict)
    outputs: Mapping[str, OutputSpec] = field(default_factory=dict)
    part: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    optimizer: JsonObject | None = None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """Return the steps by their nodes' ids."""
        return {step.id: step for step in self.steps}

    def step(self, key: str) -> Step | None:
        """Return the step of a node, or `None` where it has a problem."""
        return self.by_id.get(key)
