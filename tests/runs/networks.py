"""Small networks on built-in data, and runs of them, for tests."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from engine.assets import asset
from engine.catalog import catalog
from engine.data.schema_json import dump, load, read
from engine.document.load import from_json
from engine.plan import plan
from engine.program import program
from engine.runs.folder import Request, create

Hidden: TypeAlias = Sequence[tuple[str, Mapping[str, Any]]]


def schema(name: str) -> Mapping[str, Any]:
    """Return the schema of a built-in set."""
    return dump(read(asset(f"schemas/{name}.json")))


def document(name: str, hidden: Hidden, **training: Any) -> dict[str, Any]:
    """Return a chain for a built-in set."""
    known = schema(name)
    return chain(known, known["target"], hidden, **training)


def chain(known: Mapping[str, Any], target: str, hidden: Hidden, **training: Any) -> dict[str, Any]:
    """Return a chain from one Input through `hidden` and a last Dense layer that suits the target."""
    column = next(feature for feature in known["features"] if feature["name"] == target)
    sort = "Categorical" if column["type"] == "category" else ""
    classes = len(column.get("classes", ()))
    last = {"units": classes, "activation": "softmax"} if sort else {"units": 1}
    nodes: dict[str, Any] = {"input": {"kind": "Input", "name": "input", "params": {}, "inputs": {}}}
    for number, (kind, params) in enumerate([*hidden, ("Dense", last)]):
        nodes[f"layer{number}"] = {"kind": kind, "params": dict(params), "inputs": {"inputs": [list(nodes)[-1]]}}
    output = {
        "target": target,
        "loss": {"kind": "SparseCategoricalCrossentropy" if sort else "MeanSquaredError", "params": {}},
        "metrics": [{"kind": "SparseCategoricalAccuracy" if sort else "MeanAbsoluteError", "params": {}}],
    }
    nodes["answer"] = {"kind": "Output", "params": output, "inputs": {"inputs": [list(nodes)[-1]]}}
    plain = {"epochs": 3, "batch_size": 32, "patience": 0, "seed": 0}
    adam = {"kind": "Adam", "params": {"learning_rate": 0.01}}
    return {
        "format": "layerloom",
        "version": 1,
        "name": known["title"],
        "data": {"source": known["id"], "targets": [target], "columns": {}},
        "training": {**plain, "optimizer": adam, **training},
        "nodes": nodes,
    }


def iris(**training: Any) -> dict[str, Any]:
    """Return a little network for iris: four numbers, three classes."""
    return document("iris", [("Dense", {"units": 16, "activation": "relu"})], **training)


def made(content: Mapping[str, Any], *, owner: str = "anna", estimate: float = 5.0, number: int = 1) -> str:
    """Make a run of a document, as Train does, and return its id."""
    known = schema(content["data"]["source"])
    return create(
        Request(
            document=content,
            schema=known,
            program=text_of(content, known),
            project="p",
            owner=owner,
            number=number,
            estimate=estimate,
        )
    )


def text_of(content: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Return the plain Keras program of a document."""
    return program(plan(from_json(content), catalog(), load(known))).text
