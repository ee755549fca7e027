"""A document of 100 nodes in which one wire decides one shape: what the canvas benches draw on."""

from engine.words import JsonObject

NODES = 100
_COLUMNS = 12


def chain() -> JsonObject:
    """Return the document: `join` puts 32 and 64 numbers together; `more`, with 16, is not wired to it yet."""
    nodes: dict[str, JsonObject] = {
        "image": {"kind": "Input", "params": {"features": ["image"]}, "inputs": {}},
        "flat": {"kind": "Flatten", "inputs": {"inputs": ["image"]}},
        "wide": {"kind": "Dense", "params": {"units": 32, "activation": "relu"}, "inputs": {"inputs": ["flat"]}},
        "more": {"kind": "Dense", "params": {"units": 16, "activation": "relu"}, "inputs": {"inputs": ["flat"]}},
        "join": {"kind": "Concatenate", "inputs": {"inputs": ["wide", "flat"]}},
    }
    layout = {"image": (0, 90), "flat": (0, 180), "wide": (-110, 270), "more": (110, 270), "join": (0, 420)}
    last = "join"
    for number in range(NODES - len(nodes) - 1):
        name = f"dense{number}"
        nodes[name] = {"kind": "Dense", "params": {"units": 16, "activation": "relu"}, "inputs": {"inputs": [last]}}
        side, column = divmod(number % _COLUMNS, _COLUMNS // 2)
        layout[name] = ((350 + 240 * column) * (1 if side else -1), 90 * (number // _COLUMNS))
        last = name
    params = {"target": "digit", "loss": {"kind": "SparseCategoricalCrossentropy", "params": {}}, "metrics": []}
    nodes[last] = {**nodes[last], "params": {"units": 10, "activation": "softmax"}}
    nodes["digit"] = {"kind": "Output", "params": params, "inputs": {"inputs": [last]}}
    layout["digit"] = (0, 600)
    return {
        "format": "layerloom",
        "version": 1,
        "name": "A hundred nodes",
        "data": {"source": "digits", "targets": ["digit"]},
        "nodes": nodes,
        "layout": {name: {"x": x, "y": y} for name, (x, y) in layout.items()},
    }
