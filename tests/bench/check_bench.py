"""How long a check takes, cold and after edits, as the engine host answers it: of 176 nodes, of a block of ten nodes
that is repeated 50 times, and of ResNet-50 opened as layers."""

import statistics
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply, set_param
from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Document
from engine.plan import plan
from engine.runtime.bring.layers import open_layers
from engine.runtime.check import Memory, check
from engine.words import Json, JsonObject
from tests.bench.figure import report
from tests.residual import residual

ROUNDS = 15
Times: TypeAlias = tuple[float, float]


def main() -> None:
    """Print the figures."""
    document = residual()
    count = f"{len(document.nodes)}-node residual network"
    catalog()
    _print(f"check of a {count}, cold", lambda _: _checked(document, Memory()), 300)
    memory = Memory()
    _checked(document, memory)

    def again(node: str, param: str, value: Callable[[int], Json]) -> Callable[[int], Times]:
        return lambda place: _checked(apply(document, [set_param(node, param, value(place))]), memory)

    same = again("dense", "activation", lambda place: _ACTIVATIONS[place])
    _print("the same after an edit that changes no shape below it", same, 25)
    _print("the same after an edit of the first layer", again("stem_conv", "filters", lambda place: 20 + place), 150)
    size = again("image", "shape", lambda place: [64 + place, 64, 3])
    _print("the same after an edit of the input's size", size, 150)
    _blocks()
    layers = _as_layers("ResNet50")
    count = f"ResNet-50 opened as layers ({len(layers.nodes)} nodes)"
    _print(f"check of {count}, cold", lambda _: _checked(layers, Memory()), 300)


def _as_layers(kind: str) -> Document:
    """A pre-trained network whose node was opened as layers."""
    nodes: dict[str, JsonObject] = {
        "image": {"kind": "Input", "params": {"shape": [224, 224, 3]}},
        "base": {"kind": kind, "inputs": {"inputs": ["image"]}},
        "out": {"kind": "Output", "params": {"loss": "SparseCategoricalCrossentropy"}, "inputs": {"inputs": ["base"]}},
    }
    document: JsonObject = {"format": FORMAT, "version": VERSION, "nodes": nodes}
    opened: Any = open_layers({"document": document, "node": "base"}, lambda _share, _sentence: None)
    return apply(from_json(document), opened["edits"])


def _blocks() -> None:
    document = _repeated(50)
    _print("check of a block of 10 nodes repeated 50 times, cold", lambda _: _checked(document, Memory()), 300)
    memory = Memory()
    _checked(document, memory)

    def inside(place: int) -> Times:
        return _checked(apply(document, [set_param("conv1", "filters", 17 + place)]), memory, fixed=False)

    def act(place: int) -> Times:
        return _checked(apply(document, [set_param("act", "activation", _ACTIVATIONS[place])]), memory, fixed=False)

    # Of what opens into many nodes the fixes come in a second report, once nobody types.
    _print("the same after an edit inside the block that changes a shape, before its fixes", inside, 30)
    _print("the same after an edit inside the block that changes none, before its fixes", act, 30)


def _repeated(times: int) -> Document:
    """A network of one residual block of ten nodes, in a row."""
    chain = ("BatchNormalization", "Activation", "Conv2D", "BatchNormalization", "Activation", "Conv2D", "Dropout")
    names = ("norm1", "act", "conv1", "norm2", "act2", "conv2", "drop")
    params: dict[str, JsonObject] = {
        "act": {"activation": "relu"},
        "act2": {"activation": "relu"},
        "drop": {"rate": 0.2},
        "conv1": {"filters": {"expr": "2 * width"}, "kernel_size": 1, "padding": "same"},
        "conv2": {"filters": {"expr": "width"}, "kernel_size": 3, "padding": "same"},
    }
    nodes: dict[str, JsonObject] = {
        "image": {"kind": "Input", "params": {"shape": [32, 32, 16]}},
        "row": {"kind": "Block", "uses": "body", "repeat": times, "inputs": {"x": ["image"]}},
        "pool": {"kind": "GlobalAveragePooling2D", "inputs": {"inputs": ["row"]}},
        "dense": {"kind": "Dense", "params": {"units": 10, "activation": "softmax"}, "inputs": {"inputs": ["pool"]}},
        "out": {"kind": "Output", "params": {"loss": "SparseCategoricalCrossentropy"}, "inputs": {"inputs": ["dense"]}},
        "x": {"kind": "BlockInput", "block": "body"},
    }
    last = "x"
    for name, kind in zip(names, chain, strict=True):
        nodes[name] = {"kind": kind, "block": "body", "params": params.get(name, {}), "inputs": {"inputs": [last]}}
        last = name
    nodes["add"] = {"kind": "Add", "block": "body", "inputs": {"inputs": ["x", last]}}
    nodes["y"] = {"kind": "BlockOutput", "block": "body", "inputs": {"inputs": ["add"]}}
    blocks = {"body": {"params": {"width": {"default": 16}}}}
    return from_json({"format": FORMAT, "version": VERSION, "nodes": nodes, "blocks": blocks})


_ACTIVATIONS = (
    *("softmax", "relu", "tanh", "sigmoid", "elu", "selu", "gelu", "softplus", "softsign", "linear", "swish"),
    *("relu6", "leaky_relu", "hard_sigmoid", "exponential"),
)


def _checked(document: Document, memory: Memory, *, fixed: bool = True) -> Times:
    """Return the milliseconds from the document's JSON to the report's: by the clock, and of the processor."""
    content: JsonObject = to_json(document)
    begin, busy = time.perf_counter(), time.process_time()
    check(plan(from_json(content), catalog()), memory=memory, fixed=fixed)
    return 1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - busy)


def _print(figure: str, one: Callable[[int], Times], at_most: float) -> None:
    clock, processor = zip(*(one(place) for place in range(ROUNDS)), strict=True)
    note = f"median of {ROUNDS}; the processor was busy {statistics.median(processor):.1f} ms"
    report(figure, round(statistics.median(clock), 1), "ms", at_most=at_most, note=note)


if __name__ == "__main__":
    main()
