"""The only place where values of the catalogue become Keras objects.

What is given must have passed `engine.catalog.validate`; names are looked up in the catalogue, never in Keras at large.
"""

from collections.abc import Mapping, Sequence

import keras

from engine.catalog.arguments import Call, Value, call_arguments, construction
from engine.catalog.entries import Catalog, Entry
from engine.catalog.kinds import split
from engine.catalog.read import catalog as shipped
from engine.runtime.catalogue.calculation import Calculation
from engine.runtime.catalogue.public import namespace
from engine.words import Json, JsonObject


def make(family: str, value: Json, catalog: Catalog | None = None) -> object:
    """A loss, optimizer, metric, initializer… from `{"kind", "params"}`. Raises `LookupError` for an unknown kind."""
    known = catalog or shipped()
    named = split(value)
    if named is None:
        raise LookupError(f"{value!r} names no kind of {family}")
    return _made(construction(known.families[family][named[0]], named[1], known))


def make_layer(
    entry: Entry, params: JsonObject, name: str | None = None, catalog: Catalog | None = None
) -> keras.Layer | Calculation:
    """The layer of a node, or what is called in its place.

    Raises `ValueError` or `TypeError` in Keras's words when settings contradict each other.
    """
    if entry.calculates:
        return Calculation(str(params[entry.calculates]))
    call = construction(entry, params, catalog)
    layer = _made(call, {} if name is None else {"name": name})
    assert isinstance(layer, keras.Layer)  # noqa: S101 — kinds of the family `layers` are layers
    return layer


def call_layer(
    entry: Entry,
    layer: keras.Layer | Calculation,
    wired: Mapping[str, Sequence[keras.KerasTensor]],
    params: JsonObject,
    catalog: Catalog | None = None,
) -> tuple[keras.KerasTensor, ...]:
    """Calls a layer on the tensors at its ports; its outputs come in the order of the output ports that are there."""
    said = {name: _value(value) for name, value in call_arguments(entry, params, catalog).items()}
    if entry.call == "list":
        result = layer([tensor for port in entry.inputs for tensor in wired.get(port.name, ())], **said)
    else:
        first, *others = ((port, wired[port.name]) for port in entry.inputs if wired.get(port.name))
        named = {port.name: list(tensors) if port.many else tensors[0] for port, tensors in others}
        result = layer(first[1][0], **named, **said)
    return tuple(result) if isinstance(result, list | tuple) else (result,)


def _made(call: Call, more: Mapping[str, Value] | None = None) -> object:
    arguments = {name: _value(value) for name, value in {**call.arguments, **(more or {})}.items()}
    return getattr(namespace(call.family), call.kind)(**arguments)


def _value(value: Value) -> object:
    match value:
        case Call():
            return _made(value)
        case tuple():
            return tuple(_value(each) for each in value)
        case list():
            return [_value(each) for each in value]
        case _:
            return value
