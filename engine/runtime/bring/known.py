"""Which kind of the catalogue a class that a file names is: by its name and by the module it says it comes from."""

import re
from collections.abc import Mapping

from engine.catalog import Catalog, Entry
from engine.catalog.arguments import NAMESPACES
from engine.words import Json

LONGEST = 100

_ROOT = r"(?:tensorflow(?:_core)?\.)?(?:python\.)?(?:tf_)?keras"
_BETWEEN = r"(?:\.(?:src|api|_tf_keras|engine|legacy|v[12]))*"
_INSIDE = r"(?:\.[a-z0-9_]+)*"
# Keras 2 kept optimizers' schedules and base layers elsewhere.
_PLACES = {**NAMESPACES, "schedules": r"optimizers?(?:\.schedules)?", "layers": r"(?:layers|engine)"}
_OF_FAMILY = {
    family: re.compile(rf"{_ROOT}{_BETWEEN}\.{place}{_INSIDE}|keras_core\.{place}{_INSIDE}")
    for family, place in _PLACES.items()
}
_MODELS = re.compile(rf"{_ROOT}{_BETWEEN}(?:\.(?:models|engine|src)){_INSIDE}|{_ROOT}")
_OPERATIONS = re.compile(rf"{_ROOT}\.src\.ops\.[a-z]+")
_APPLICATIONS = re.compile(rf"{_ROOT}\.src\.applications\.[a-z0-9_]+")

NETWORKS = frozenset({"Functional", "Model", "Sequential"})


def found(family: str, spec: Mapping[str, Json], catalog: Catalog) -> Entry | None:
    """Return the entry that `{"class_name", "module", "registered_name"}` means, `None` where it is none of Keras's."""
    name = spec.get("class_name")
    if not isinstance(name, str) or not _of_keras(spec, _OF_FAMILY[family]):
        return None
    return catalog.find(family, name)


def is_network(spec: Mapping[str, Json]) -> bool:
    """Whether a spec is a model made of layers, not one defined in Python code."""
    return spec.get("class_name") in NETWORKS and _of_keras(spec, _MODELS)


def is_operation(spec: Mapping[str, Json]) -> bool:
    """Whether a spec is one of `keras.ops` inside a network."""
    config, nodes = spec.get("config"), spec.get("inbound_nodes")
    if not _of_keras(spec, _OPERATIONS):
        return False
    if spec.get("module") is not None:
        return True
    # An `.h5` file names no modules; but every layer says whether it learns, and only Keras 3 has operations.
    modern = isinstance(nodes, list) and all(isinstance(node, Mapping) for node in nodes) and nodes
    return bool(modern) and isinstance(config, Mapping) and "trainable" not in config


def is_of_applications(spec: Mapping[str, Json]) -> bool:
    """Whether a spec is a layer that one of `keras.applications` defines for itself."""
    return _of_keras(spec, _APPLICATIONS) and spec.get("class_name") in ("CustomScaleLayer", "LayerScale")


def title(spec: Mapping[str, Json], catalog: Catalog) -> str:
    """Return the kind of an opaque node: the class as the file calls it, never one that the catalogue has."""
    name = _text(spec.get("class_name")) or "Unknown"
    if catalog.entry(name) is None:
        return name
    origin = _text(spec.get("registered_name")) or _text(spec.get("module")) or "unknown"
    return f"{origin}.{name}"[:LONGEST] if origin != name else f"unknown.{name}"


def _of_keras(spec: Mapping[str, Json], modules: re.Pattern[str]) -> bool:
    module, registered = spec.get("module"), spec.get("registered_name")
    # Before Keras 2.12 no module was written; a class of somebody's own is registered as `package>Name`.
    if registered is not None and registered != spec.get("class_name"):
        return False
    return module is None or (isinstance(module, str) and modules.fullmatch(module) is not None)


def _text(value: Json) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(letter for letter in text[:LONGEST] if letter.isprintable())
