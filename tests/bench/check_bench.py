"""How long a check takes: a residual network of 176 nodes, cold and after edits, as the engine host answers it."""

import statistics
import time
from collections.abc import Callable
from typing import TypeAlias

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply, set_param
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import plan
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


_ACTIVATIONS = (
    *("softmax", "relu", "tanh", "sigmoid", "elu", "selu", "gelu", "softplus", "softsign", "linear", "swish"),
    *("relu6", "leaky_relu", "hard_sigmoid", "exponential"),
)


def _checked(document: Document, memory: Memory) -> Times:
    """Return the milliseconds from the document's JSON to the report's: by the clock, and of the processor."""
    content: JsonObject = to_json(document)
    begin, busy = time.perf_counter(), time.process_time()
    check(plan(from_json(content), catalog()), memory=memory)
    return 1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - busy)


def _print(figure: str, one: Callable[[int], Times], at_most: float) -> None:
    clock, processor = zip(*(one(place) for place in range(ROUNDS)), strict=True)
    note = f"median of {ROUNDS}; the processor was busy {statistics.median(processor):.1f} ms"
    report(figure, round(statistics.median(clock), 1), "ms", at_most=at_most, note=note)


if __name__ == "__main__":
    main()
