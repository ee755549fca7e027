"""What goes into a block and comes out of it, found by the wires that cross its border wherever it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.runtime.bring.levels import Level, UngroupedError, Used
from engine.runtime.bring.parts import Call, Tensor

MOST_PORTS = 32

Slot: TypeAlias = tuple[str, int, str, int]
"""One end of a wire in a block: a node's id, the number of its call or use, the port, the number among its wires."""

At: TypeAlias = tuple[str, int, int]
"""One output in a block: a node's id, the number of its call or use, the number of the output."""

Place: TypeAlias = tuple[int, int]
"""The number of an instance of a block, and the number of the repetition."""


@dataclass(frozen=True, kw_only=True)
class Instance:
    """An instance as it is found in the network, one for each use: the level it stands in and its repetitions."""

    level: Level
    key: str
    use: int
    repetitions: "Sequence[Level | None]"


Find: TypeAlias = Callable[[Level, Tensor], "At | None"]
"""Says which output in a level a value comes from; `None` where it comes from outside."""


@dataclass(kw_only=True)
class Ports:
    """The ports of one block. `fed`: what comes into each input, by place; `inner` and `outer`: where wires come from.

    `outputs` are given numbers as they are asked for: an output in the block, or the number of an input.
    """

    instances: Sequence[Instance]
    find: Find
    inner: dict[Slot, At] = field(default_factory=dict)
    outer: dict[Slot, int] = field(default_factory=dict)
    fed: list[dict[Place, Tensor]] = field(default_factory=list)
    outputs: dict[int, At | int] = field(default_factory=dict)

    def level(self, place: Place) -> Level | None:
        """Return what stands in a place."""
        return self.instances[place[0]].repetitions[place[1]]

    def wire(self, slots: Mapping[Slot, Mapping[Place, Tensor]]) -> None:
        """Take all wires in the block. Raises `UngroupedError` where they differ from place to place."""
        for slot, given in slots.items():
            found = {self._at(place, tensor) for place, tensor in given.items()}
            if len(found) != 1:
                raise UngroupedError
            if at := found.pop():
                self.inner[slot] = at
            else:
                self.outer[slot] = self._input(dict(given))
        number = 0
        while number < len(self.fed):
            if (source := self._chained(number)) is not None:
                self.outputs[number] = source
            number += 1

    def output(self, number: int, tensor: Tensor) -> int:
        """Return the number of the output by which a value comes out of an instance. Raises `UngroupedError`."""
        last = len(self.instances[number].repetitions) - 1
        at: At | int | None = self._at((number, last), tensor)
        if at is None:
            at = next((port for port, fed in enumerate(self.fed) if fed.get((number, last)) == tensor), None)
        if at is None:
            raise UngroupedError
        known = next((free for free, each in self.outputs.items() if each == at), None)
        if known is None:
            # Outputs of a number that an input has feed it in the next repetition.
            known = max([len(self.fed) - 1, *self.outputs]) + 1
            self.outputs[known] = at
        return known

    def entering(self, port: int, instance: int) -> Tensor | None:
        """Return what comes into an input of an instance: what its first repetition reads, if that is known."""
        fed = self.fed[port]
        if port in self.outputs:
            return fed.get((instance, 0))
        return next((fed[place] for place in sorted(fed) if place[0] == instance), None)

    def _at(self, place: Place, tensor: Tensor) -> At | None:
        level = self.level(place)
        return self.find(level, tensor) if level is not None else None

    def _input(self, given: dict[Place, Tensor]) -> int:
        if given not in self.fed:
            if len(self.fed) >= MOST_PORTS:
                raise UngroupedError
            self.fed.append(given)
        return self.fed.index(given)

    def _chained(self, number: int) -> At | int | None:
        """Return what feeds an input from one repetition to the next; `None` where the same comes in each time."""
        fed = self.fed[number]
        later = {place: tensor for place, tensor in fed.items() if place[1]}
        found = {self._at((instance, repetition - 1), tensor) for (instance, repetition), tensor in later.items()}
        if len(found) == 1 and (at := found.pop()):
            return at
        if all(self.entering(number, instance) == tensor for (instance, _), tensor in fed.items()):
            return None
        before = {(instance, repetition - 1): tensor for (instance, repetition), tensor in later.items()}
        for port, other in enumerate(self.fed):
            if all(other.get(place) == tensor for place, tensor in before.items()):
                return port
        # What no layer reads is only handed on: an input that must be there all the same.
        return self._input(before)


def wired(level: Level, called: Callable[[Used], Call]) -> dict[Slot, Tensor]:
    """Return what comes into every layer of a level."""
    return {
        (key, number, port, place): tensor
        for key, calls in level.layers.items()
        for number, used in enumerate(calls)
        for port, tensors in called(used).wires.items()
        for place, tensor in enumerate(tensors)
    }
