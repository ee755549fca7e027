"""The weights that a project was brought in with, put into its network before it learns."""

from collections.abc import Iterator, Sequence

import keras

from engine.brought import WEIGHTS_NOT_HERE, folder_of
from engine.document.model import Document
from engine.runtime.bring.kept import Kept
from engine.runtime.data.raw import Array
from engine.said import say


def start(model: keras.Model, document: Document) -> Iterator[str]:
    """Give each layer the weights that were brought for its node; yield a sentence for each that cannot take them."""
    if document.weights is None:
        return
    folder = folder_of(document.weights)
    if folder is None:
        yield WEIGHTS_NOT_HERE
        return
    kept = Kept(folder)
    for layer in model.layers:
        if layer.weights:
            values = _found(kept, layer.name)
            if why := _misfit(layer, values):
                yield say("“{layer}” begins anew: {why}.", layer=layer.name, why=why)
            else:
                _give(layer, values)


def _found(kept: Kept, name: str) -> list[Array]:
    """Return what was brought for a node, also where it was put into a block or taken out of one since."""
    last = name.rpartition(".")[2]
    alike = [node for node in kept.nodes if node.rpartition(".")[2] == last]
    return kept.of(name) or (kept.of(alike[0]) if len(alike) == 1 else [])


def _misfit(layer: keras.Layer, values: Sequence[Array]) -> str:
    if not values:
        return say("no weights were brought for it")
    shapes = [tuple(weight.shape) for weight in layer.weights]
    if [value.shape for value in values] != shapes:
        return say("the weights that were brought have another size")
    return ""


def _give(layer: keras.Layer, values: Sequence[Array]) -> None:
    layer.set_weights(values)
    # Layers that adapt to data keep figures computed from their weights.
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()
