"""From settings to what is said to Keras: calls, names and plain values.

The one meaning of a node's settings. Printed it is Python source (`engine.catalog.source`), carried out it is a Keras
object (`engine.runtime.catalogue.make`), so both have the same configuration. Only what differs from Keras's defaults
is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.catalog.entries import Catalog, Entry, Param
from engine.catalog.kinds import Named, Reference
from engine.catalog.params import TYPES
from engine.catalog.plain import Number
from engine.catalog.read import catalog as shipped
from engine.words import Json, JsonObject

NAMESPACES: Mapping[str, str] = {
    "layers": "layers",
    "cells": "layers",
    "losses": "losses",
    "optimizers": "optimizers",
    "metrics": "metrics",
    "initializers": "initializers",
    "regularizers": "regularizers",
    "constraints": "constraints",
    "schedules": "optimizers.schedules",
}


@dataclass(frozen=True, kw_only=True)
class Call:
    """A Keras class of a family, called with arguments."""

    family: str
    kind: str
    arguments: "Mapping[str, Value]"

    @property
    def path(self) -> str:
        """Where Keras has it, such as `keras.optimizers.schedules.CosineDecay`."""
        return f"keras.{NAMESPACES[self.family]}.{self.kind}"


@dataclass(frozen=True, kw_only=True)
class Code:
    """Python that stands for a value in a program; settings have it as `{"expr": Python}`."""

    text: str


Value: TypeAlias = "bool | int | float | str | tuple[Value, ...] | list[Value] | Call | Code | None"


def construction(entry: Entry, params: JsonObject, catalog: Catalog | None = None) -> Call:
    """How an entry with valid settings is made. Settings may be complete or only those that differ."""
    return Call(family=entry.family, kind=entry.kind, arguments=_arguments(entry, params, False, catalog or shipped()))


def call_arguments(entry: Entry, params: JsonObject, catalog: Catalog | None = None) -> dict[str, Value]:
    """What is said besides the inputs when the layer is called, such as `use_causal_mask`."""
    return _arguments(entry, params, True, catalog or shipped())


def _arguments(entry: Entry, params: JsonObject, call: bool, catalog: Catalog) -> dict[str, Value]:
    return {
        param.name: _value(param, params[param.name], catalog)
        for param in entry.params
        if param.call is call and param.name in params and (param.required or params[param.name] != param.default)
    }


def _value(param: Param, value: Json, catalog: Catalog) -> Value:
    if code := _code(value):
        return code
    match TYPES[param.type]:
        case Reference() as reference:
            return _references(reference, value, catalog)
        case Named():
            return str(value) if value is not None else None
        case Number():
            return _number(value)
        case _:
            return _frozen(value) if param.length or param.type == "shape" else _plain(value)


def _references(reference: Reference, value: Json, catalog: Catalog) -> Value:
    match value:
        case list():
            return [_references(reference, each, catalog) for each in value]
        case {"kind": str(kind), "params": dict(params)}:
            return construction(catalog.families[reference.family][kind], params, catalog)
        case _:
            return _number(value)


def _number(value: Json) -> Value:
    """Several classes of Keras take 1.0 where they refuse 1."""
    if isinstance(value, int | float):
        return float(value)
    if value is None:
        return None
    if code := _code(value):
        return code
    raise TypeError(f"{value!r} was not validated")


def _frozen(value: Json) -> Value:
    """Keras writes what has a fixed length as tuples, and so do people."""
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else _plain(value)


def _code(value: Json) -> Code | None:
    match value:
        case {"expr": str(text)}:
            return Code(text=text)
        case _:
            return None


def _plain(value: Json) -> Value:
    if code := _code(value):
        return code
    match value:
        case list():
            return [_plain(each) for each in value]
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"{value!r} was not validated")
