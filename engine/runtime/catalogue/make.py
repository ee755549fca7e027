"""The only place where values of the catalogue become Keras objects.

What is given must have passed `engine.catalog.validate`; names are looked up in the catalogue, never in Keras at large.
"""

from collections.abc import Mapping, Sequence

import keras

from engine.catalog.arguments import Call, Code, Value, call_arguments, construction
from engine.catalog.entries import Catalog, Entry, InputPort
from engine.catalog.kinds import split
from engine.catalog.read import catalog as shipped
from engine.catalog.states import INITIAL, grouped, remembered
from engine.runtime.catalogue.calculation import Calculation
from engine.runtime.catalogue.pretrained import make_pretrained, suit
from engine.runtime.catalogue.public import namespace
from engine.runtime.losses import OWN
from engine.words import Json, JsonObject, Refusal


def make(family: str, value: Json, catalog: Catalog | None = None) -> object:
    """A loss, optimizer, metric, initializer… from `{"kind", "params"}`. Raises `LookupError` for an unknown kind."""
    known = catalog or shipped()
    named = split(value)
    if named is None:
        raise LookupError(f"{value!r} names no kind of {family}")
    entry = known.families[family][named[0]]
    return OWN[entry.function].calculates if entry.function else _made(construction(entry, named[1], known))


def make_layer(
    entry: Entry, params: JsonObject, name: str | None = None, catalog: Catalog | None = None
) -> keras.Layer | Calculation:
    """The layer of a node, or what is called in its place.

    Raises `ValueError` or `TypeError` in Keras's words when settings contradict each other.
    """
    if entry.calculates:
        return Calculation(str(params[entry.calculates]))
    if entry.pretrained:
        return make_pretrained(entry, {**{param.name: param.default for param in entry.params}, **params}, name)
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
    if entry.pretrained:
        suit(entry, params, layer, wired[entry.inputs[0].name])
    if entry.call == "list":
        result = layer([tensor for port in entry.inputs for tensor in wired.get(port.name, ())], **said)
    else:
        first, *others = ((port, wired[port.name]) for port in entry.inputs if wired.get(port.name))
        named = {port.name: _arriving(entry, port, tensors, params) for port, tensors in others}
        result = layer(first[1][0], **named, **said)
    return tuple(keras.tree.flatten(result))


def _arriving(
    entry: Entry, port: InputPort, tensors: Sequence[keras.KerasTensor], params: JsonObject
) -> keras.KerasTensor | list[keras.KerasTensor | list[keras.KerasTensor]]:
    """What a port passes on; a memory to start with must be whole, or Keras would take an axis of it for a value."""
    if not port.many:
        return tensors[0]
    if port.name != INITIAL:
        return list(tensors)
    groups = remembered(entry, params)
    if len(tensors) != sum(groups):
        needs = f"{sum(groups)} wire{'' if sum(groups) == 1 else 's'}"
        raise Refusal(f"{entry.title} remembers as much as {needs} into “{port.name}” would bring, not {len(tensors)}.")
    return grouped(groups, tensors)


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
        case Code():
            raise TypeError(f"{value.text!r} was not worked out")
        case _:
            return value
