"""A network as a file of Keras tells it, in the catalogue's words: layers, how they are called, nested networks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.words import Json

Tensor: TypeAlias = tuple[str, int, int]
"""A value in the network: the layer's name in the file, the number of its call, the number of the output."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One use of a layer: what is wired to each port, and the settings that are given when it is called."""

    wires: Mapping[str, tuple[Tensor, ...]] = field(default_factory=dict)
    params: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A layer of a file. `name` is its name there, `made` its class, `kind` what it is here.

    An operation has no weights and is no layer for Keras (`weighty` is false). `inside` is the network of a nested
    model, whose calls have their wires at `"0"`, `"1"`…: the numbers of its inputs.
    """

    name: str
    made: str
    kind: str
    params: Mapping[str, Json] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()
    frozen: bool = False
    weighty: bool = True
    inside: "Network | None" = None


@dataclass(frozen=True, kw_only=True)
class Network:
    """A model of a file: its layers in the file's order, its inputs, and its outputs with their names, if any."""

    name: str
    layers: tuple[Layer, ...]
    inputs: tuple[Tensor, ...]
    outputs: tuple[tuple[str, Tensor], ...]
