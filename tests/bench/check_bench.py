"""How long a check takes: a residual network of 176 nodes, cold and after edits, as the engine host answers it."""

import statistics
import time
from collections.abc import Callable

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.edits import apply, set_param
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import plan
from engine.runtime.check import Memory, check
from engine.words import JsonObject
from tests.bench.figure import report
from tests.residual import residual

ROUNDS = 15


def main() -> None:
    """Print the figures."""
    document = residual()
    count = f"{len(document.nodes)}-node residual network"
    catalog()
    cold = _median(lambda _: _checked(document, Memory()))
    report(f"check of a {count}, cold", cold, "ms", at_most=300)
    memory = Memory()
    _checked(document, memory)
    same = _median(lambda place: _checked(_edited(document, "dense", "activation", _ACTIVATIONS[place]), memory))
    report("the same after an edit that changes no shape below it", same, "ms", at_most=25)
    stem = _median(lambda place: _checked(_edited(document, "stem_conv", "filters", 20 + place), memory))
    report("the same after an edit of the first layer", stem, "ms", at_most=150)
    size = _median(lambda place: _checked(_edited(document, "image", "shape", [64 + place, 64, 3]), memory))
    report("the same after an edit of the input's size", size, "ms", at_most=150)


_ACTIVATIONS = (
    *("softmax", "relu", "tanh", "sigmoid", "elu", "selu", "gelu", "softplus", "softsign", "linear", "swish"),
    *("relu6", "leaky_relu", "hard_sigmoid", "exponential"),
)


def _edited(document: Document, node: str, param: str, value: object) -> Document:
    return apply(document, [set_param(node, param, value)])  # type: ignore[arg-type]


def _checked(document: Document, memory: Memory) -> float:
    """Return the milliseconds from the document's JSON to the report's."""
    content: JsonObject = to_json(document)
    begin = time.perf_counter()
    check(plan(from_json(content), catalog()), memory=memory)
    return 1000 * (time.perf_counter() - begin)


def _median(one: Callable[[int], float]) -> float:
    return round(statistics.median(one(place) for place in range(ROUNDS)), 1)


if __name__ == "__main__":
    main()
