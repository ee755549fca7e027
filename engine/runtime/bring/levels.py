"""Names of layers such as `stage.1.conv` read as the places where an opened block puts them: levels within levels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from math import gcd
from typing import TypeAlias

from engine.document.graph import reach
from engine.document.model import ID
from engine.plan.expand import MOST_NODES
from engine.runtime.bring.parts import Layer, Network

Used: TypeAlias = tuple[str, int]
"""One call of a layer: the layer's name, the number of the call."""

Where: TypeAlias = tuple[tuple[str, int, int], ...]
"""The way to a level: instances of blocks, each with the number of its use, where it is shared, and its repetition."""

_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")


class UngroupedError(Exception):
    """The names of a network's layers do not say blocks that can be told from one another."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """What stands in one repetition of an instance, or at the top: calls of layers and instances, by their ids.

    `instances` are lists of repetitions, one list for each use; a repetition of which nothing is in the network is
    `None`.
    """

    where: Where
    layers: Mapping[str, Sequence[Used]] = field(default_factory=dict)
    instances: Mapping[str, "Sequence[Sequence[Level | None]]"] = field(default_factory=dict)

    def ids(self) -> set[str]:
        """Return the ids of all that stands here."""
        return {*self.layers, *self.instances}


@dataclass(frozen=True, kw_only=True)
class _Entry:
    path: tuple[str, ...]
    layer: Layer
    calls: Sequence[int]


def levels(network: Network) -> Level:
    """Return what stands at the top. Raises `UngroupedError` where names say no blocks, or something else."""
    entries = [_entry(layer) for layer in network.layers]
    if all(len(entry.path) == 1 for entry in entries):
        raise UngroupedError
    return _Reader(network).level((), entries)


def _entry(layer: Layer) -> _Entry:
    path = tuple(layer.name.split("."))
    plain = layer.inside is None and len(path) % 2 == 1
    if not plain or not all(map(ID.fullmatch, path[::2])) or not all(map(_NUMBER.fullmatch, path[1::2])):
        raise UngroupedError
    return _Entry(path=path, layer=layer, calls=range(max(1, len(layer.calls))))


class _Reader:
    def __init__(self, network: Network) -> None:
        self._after: dict[Used, list[Used]] = {}
        for layer in network.layers:
            for number, call in enumerate(layer.calls):
                for name, before, _ in (tensor for wires in call.wires.values() for tensor in wires):
                    self._after.setdefault((name, before), []).append((layer.name, number))

    def level(self, where: Where, entries: Sequence[_Entry]) -> Level:
        layers: dict[str, Sequence[Used]] = {}
        parts: dict[str, list[_Entry]] = {}
        for entry in entries:
            if len(entry.path) == 1:
                layers[entry.path[0]] = [(entry.layer.name, call) for call in entry.calls]
            else:
                parts.setdefault(entry.path[0], []).append(
                    _Entry(path=entry.path[1:], layer=entry.layer, calls=entry.calls)
                )
        if layers.keys() & parts.keys():
            raise UngroupedError
        return Level(
            where=where,
            layers=layers,
            instances={key: list(self._instance(where, key, inside)) for key, inside in parts.items()},
        )

    def _instance(self, where: Where, key: str, inside: list[_Entry]) -> Iterator[list[Level | None]]:
        count = 1 + max(int(entry.path[0]) for entry in inside)
        if count > MOST_NODES:
            raise UngroupedError
        for use, entries in enumerate(self._uses(inside)):
            repetitions: dict[int, list[_Entry]] = {}
            for entry in entries:
                repetitions.setdefault(int(entry.path[0]), []).append(
                    _Entry(path=entry.path[1:], layer=entry.layer, calls=entry.calls)
                )
            yield [
                self.level((*where, (key, use, number)), repetitions[number]) if number in repetitions else None
                for number in range(count)
            ]

    def _uses(self, inside: list[_Entry]) -> list[list[_Entry]]:
        """Return what each use of an instance calls: as many uses as there can be, each with as many calls."""
        most = reduce(gcd, (len(entry.calls) for entry in inside))
        for uses in range(most, 1, -1):
            if most % uses == 0:
                found = [_part(inside, use, uses) for use in range(uses)]
                if not any(self._goes_round(entries) for entries in found):
                    return found
        return [inside]

    def _goes_round(self, entries: list[_Entry]) -> bool:
        """Whether a way out of what is called leads back into it."""
        here = {(entry.layer.name, call) for entry in entries for call in entry.calls}
        seen: set[Used] = set()
        todo = [after for used in here for after in self._after.get(used, ()) if after not in here]
        while todo:
            used = todo.pop()
            if used in here:
                return True
            if used not in seen:
                seen.add(used)
                todo += self._after.get(used, ())
        return False


def _part(inside: list[_Entry], use: int, uses: int) -> list[_Entry]:
    found = []
    for entry in inside:
        size = len(entry.calls) // uses
        calls = entry.calls[use * size : (use + 1) * size]
        found.append(_Entry(path=entry.path, layer=entry.layer, calls=calls))
    return found


def alike(top: Level) -> dict[str, frozenset[str]]:
    """Return for each instance the ids of what stands in its block.

    An id is one definition's alone, so instances in which it stands are of one block. Raises `UngroupedError` where
    blocks would contain themselves, or something of the top level.
    """
    instances: dict[str, set[str]] = {}
    for key, inside in _instances(top):
        instances.setdefault(key, set()).update(*(level.ids() for level in inside))
    edges: dict[str, list[str]] = {}
    for ids in instances.values():
        for one, other in pairwise(sorted(ids)):
            edges.setdefault(one, []).append(other)
            edges.setdefault(other, []).append(one)
    linked = {key: tuple(others) for key, others in edges.items()}
    found = {key: reach(linked, {min(ids)}) for key, ids in instances.items()}
    if any(ids & top.ids() for ids in found.values()):
        raise UngroupedError
    return found


def _instances(level: Level) -> Iterator[tuple[str, list[Level]]]:
    for key, uses in level.instances.items():
        inside = [each for repetitions in uses for each in repetitions if each is not None]
        yield key, inside
        for each in inside:
            yield from _instances(each)
