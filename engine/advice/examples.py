"""Small networks that show a rule: a row of layers between what goes in and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.catalog import catalog
from engine.document.model import Data, Document, Node, Position, Reference, Split, Training
from engine.words import Json, JsonObject

_STEP = 92

# What each data set's network is to answer, and of how many classes; 1: a number.
_ANSWERS = {
    "digits": ("digit", 10),
    "iris": ("species", 3),
    "wine": ("grower", 3),
    "moons": ("moon", 2),
    "shapes": ("shape", 4),
    "diabetes": ("progression", 1),
    "sine_waves": ("next", 1),
    "breast_cancer": ("diagnosis", 2),
}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One layer of a row. `also` are more nodes that are wired into it, `ports` what goes into which port instead.

    `node` holds what else is said of it, such as `shares` or `frozen`.
    """

    kind: str
    params: JsonObject = field(default_factory=dict)
    also: tuple[str, ...] = ()
    ports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shares: str | None = None
    frozen: bool = False


def layer(kind: str, *also: str, **params: Json) -> Drawn:
    """Return a layer of a row."""
    return Drawn(kind=kind, params=params, also=also)


def itself(kind: str, **params: Json) -> Drawn:
    """Return attention that looks from what comes in at what comes in."""
    return Drawn(kind=kind, params=params, ports={"query": ("",), "value": ("",)})


def row(
    data: str | None,
    *layers: Drawn,
    given: JsonObject | None = None,
    loss: str | None = None,
    training: Training | None = None,
    split: Split | None = None,
    columns: Mapping[str, str] | None = None,
) -> Document:
    """Return a network of layers in a row, on a built-in data set or on none. `given`: settings of its Input."""
    nodes: dict[str, Node] = {"input": Node(kind="Input", params=given or {})}
    last = "input"
    for number, drawn in enumerate(layers, start=1):
        key = f"{drawn.kind.lower()}{number}"
        nodes[key] = _node(drawn, last)
        last = key
    nodes["output"] = Node(kind="Output", params=_output(data, loss), inputs={"inputs": (Reference(last),)})
    target = _ANSWERS[data][0] if data else None
    return Document(
        data=Data(source=data, targets=(target,) if target else (), columns=columns or {}, split=split or Split()),
        training=training or Training(),
        nodes=nodes,
        layout={key: Position(x=0, y=_STEP * place) for place, key in enumerate(nodes)},
    )


def classes(count: int = 10) -> Drawn:
    """Return the usual last layer of a network that tells classes apart."""
    return layer("Dense", units=count, activation="softmax")


def number() -> Drawn:
    """Return the usual last layer of a network that answers a number."""
    return layer("Dense", units=1)


def _node(drawn: Drawn, last: str) -> Node:
    first = catalog().layers[drawn.kind].inputs[0].name
    wired = {first: (last, *drawn.also)} if not drawn.ports else drawn.ports
    inputs = {port: tuple(Reference(source or last) for source in sources) for port, sources in wired.items()}
    return Node(kind=drawn.kind, params=drawn.params, inputs=inputs, shares=drawn.shares, frozen=drawn.frozen)


def _output(data: str | None, loss: str | None) -> JsonObject:
    target, count = _ANSWERS[data] if data else (None, 0)
    usual = "MeanSquaredError" if count == 1 else "SparseCategoricalCrossentropy"
    metric = {"MeanSquaredError": "MeanAbsoluteError", "BinaryCrossentropy": "BinaryAccuracy"}
    chosen = loss or usual
    params: dict[str, Json] = {"loss": {"kind": chosen, "params": {}}}
    if target:
        measured = metric.get(chosen, "SparseCategoricalAccuracy")
        params |= {"target": target, "metrics": [{"kind": measured, "params": {}}]}
    return params
