"""ResNet-50 without its padding layers, as a document of 176 nodes: what the check is measured with."""

from engine.document.model import Data, Document, Node, Reference
from engine.words import Json

STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))


def residual(size: int = 96) -> Document:
    """Return the document: bottleneck blocks of three convolutions on pictures of `size` × `size` with 3 channels."""
    nodes: dict[str, Node] = {"image": Node(kind="Input", params={"shape": [size, size, 3], "dtype": "float32"})}
    last = _unit(nodes, "stem", "image", {"filters": 64, "kernel_size": [7, 7], "strides": [2, 2]})
    last = _add(nodes, "pool", "MaxPooling2D", (last,), {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"})
    for stage, (filters, blocks, strides) in enumerate(STAGES):
        for block in range(blocks):
            last = _bottleneck(nodes, f"s{stage}b{block}", last, filters, strides if block == 0 else 1)
    last = _add(nodes, "average", "GlobalAveragePooling2D", (last,), {})
    last = _add(nodes, "dense", "Dense", (last,), {"units": 10, "activation": "softmax"})
    loss: Json = {"kind": "SparseCategoricalCrossentropy", "params": {}}
    nodes["answer"] = Node(kind="Output", params={"loss": loss}, inputs={"inputs": (Reference(last),)})
    return Document(name="Residual network", data=Data(), nodes=nodes)


def _bottleneck(nodes: dict[str, Node], name: str, last: str, filters: int, strides: int) -> str:
    inner = _unit(nodes, f"{name}_1", last, {"filters": filters, "kernel_size": [1, 1], "strides": [strides, strides]})
    inner = _unit(nodes, f"{name}_2", inner, {"filters": filters, "kernel_size": [3, 3]})
    outer: dict[str, Json] = {"filters": 4 * filters, "kernel_size": [1, 1]}
    inner = _unit(nodes, f"{name}_3", inner, outer, active=False)
    short = last
    if name.endswith("b0"):
        short = _unit(nodes, f"{name}_0", last, {**outer, "strides": [strides, strides]}, active=False)
    joined = _add(nodes, f"{name}_add", "Add", (short, inner), {})
    return _add(nodes, f"{name}_out", "Activation", (joined,), {"activation": "relu"})


def _unit(nodes: dict[str, Node], name: str, last: str, params: dict[str, Json], *, active: bool = True) -> str:
    last = _add(nodes, f"{name}_conv", "Conv2D", (last,), {**params, "padding": "same"})
    last = _add(nodes, f"{name}_bn", "BatchNormalization", (last,), {})
    return _add(nodes, f"{name}_relu", "Activation", (last,), {"activation": "relu"}) if active else last


def _add(nodes: dict[str, Node], key: str, kind: str, sources: tuple[str, ...], params: dict[str, Json]) -> str:
    wires = tuple(Reference(source) for source in sources)
    nodes[key] = Node(kind=kind, params=params, inputs={"inputs": wires})
    return key
