"""Where a file keeps the weights of which layer, in the two ways that Keras has written them."""

import re
from collections.abc import Iterator, Mapping, Sequence

import keras
from keras.src.saving import saving_lib

from engine.runtime.bring.draw import Way
from engine.runtime.bring.parts import Network
from engine.runtime.bring.tree import Tree
from engine.runtime.bring.weights import Finder

_ROOTS = ("layers", "_layer_checkpoint_dependencies")
"""Where Keras 3, and TensorFlow's Keras 2.13, keep a model's layers."""

_LEGACY = "model_weights"


def modern(network: Network, places: Mapping[str, Way], tree: Tree) -> Finder:
    """Return where a file of Keras 3 keeps weights: by layer and part of it, each with its number."""
    found = dict(groups(network, tree, "", ()))

    def find(key: str, layer: keras.Layer) -> Sequence[str]:
        group = found.get(places.get(key, ()))
        if group is None:
            return ()
        parts = _Parts()
        # Keras itself says where it would write each variable.
        saving_lib._save_state(layer, parts, None, "", set())
        paths = {
            id(variable): "/".join(part for part in (group, inner, "vars", number) if part)
            for inner, variables in parts.found.items()
            for number, variable in variables.items()
        }
        return [paths.get(id(variable), "") for variable in layer.weights]

    return find


def legacy(places: Mapping[str, Way], tree: Tree) -> Finder:
    """Return where an `.h5` file keeps weights: in a list for each layer of the whole model, those that learn first."""

    def find(key: str, layer: keras.Layer) -> Sequence[str]:
        outer, *inner = places[key]
        group = f"{_LEGACY}/{outer}"
        if group not in tree.groups:
            return ()
        names = tree.texts(group, "weight_names")
        if inner:
            names = tuple(name for name in names if inner[-1] in name.split("/"))
        ordered = [*layer.trainable_weights, *layer.non_trainable_weights]
        paths = {id(variable): f"{group}/{name}" for variable, name in zip(ordered, names, strict=False)}
        found = [paths.get(id(variable), "") for variable in layer.weights]
        return found if len(names) == len(ordered) else [f"{group}/{name}" for name in names]

    return find


def groups(network: Network, tree: Tree, base: str, way: Way) -> Iterator[tuple[Way, str]]:
    """Yield the group of each layer: they lie under the name of their class, counted."""
    root = next((path for name in _ROOTS if (path := f"{base}/{name}".lstrip("/")) in tree.groups), None)
    if root is None:
        return
    counts: dict[str, int] = {}
    for layer in network.layers:
        if not layer.weighty:
            continue
        made = _snake(layer.made)
        counts[made] = counts.get(made, -1) + 1
        group = f"{root}/{made}{f'_{counts[made]}' if counts[made] else ''}"
        yield (*way, layer.name), group
        if layer.inside is not None:
            yield from groups(layer.inside, tree, group, (*way, layer.name))


class _Parts(saving_lib.NpzIOStore):  # type: ignore[misc]
    """Takes a layer's variables where Keras would write their values."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, keras.Variable]] = {}

    def __bool__(self) -> bool:
        return True

    def make(self, path: str, metadata: object = None) -> dict[str, keras.Variable]:
        """Return where the variables under `path` go."""
        del metadata
        return self.found.setdefault(path, {})


def _snake(name: str) -> str:
    """A class's name as Keras writes it in files."""
    spaced = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()
