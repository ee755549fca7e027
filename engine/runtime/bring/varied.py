"""Settings that differ between uses of a block, said by parameters of the block and by the number of its repetition."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from engine.document.model import PARAM
from engine.runtime.bring.levels import UngroupedError
from engine.words import Json

Spread: TypeAlias = Mapping[tuple[int, int], Json]
"""A setting by the number of the instance and the number of the repetition in which it was found."""


class Varied:
    """The parameters of one block while its settings are gathered: what each is in each instance."""

    def __init__(self) -> None:
        self.params: dict[str, dict[int, Json]] = {}

    def said(self, name: str, values: Spread) -> Json:
        """Return one value for all that a setting is: itself, or an expression. Raises `UngroupedError`."""
        found = list(values.values())
        first = found[0]
        if all(each == first and type(each) is type(first) for each in found):
            return first
        if isinstance(first, list) and all(isinstance(each, list) and len(each) == len(first) for each in found):
            return [
                self.said(name, {place: each[number] for place, each in values.items() if isinstance(each, list)})
                for number in range(len(first))
            ]
        if isinstance(first, dict) and all(isinstance(each, dict) and each.keys() == first.keys() for each in found):
            return {
                key: self.said(
                    name if key in ("kind", "params") else key,
                    {place: each[key] for place, each in values.items() if isinstance(each, dict)},
                )
                for key in first
            }
        constant = {instance: value for (instance, _), value in values.items()}
        if all(constant[instance] == value for (instance, _), value in values.items()):
            return {"expr": self._param(name, constant)}
        return {"expr": self._numbers(name, values)}

    def _numbers(self, name: str, values: Spread) -> str:
        """Return an expression for whole numbers that grow from one repetition to the next."""
        numbers = {place: value for place, value in values.items() if isinstance(value, int) and value is not True}
        start = {instance: numbers.get((instance, 0)) for instance, _ in values}
        if len(numbers) < len(values) or None in start.values():
            raise UngroupedError
        grown: dict[int, set[int]] = {}
        for (instance, repetition), value in numbers.items():
            grown.setdefault(repetition, set()).add(value - (start[instance] or 0))
        base = self._base(name, start)
        if all(len(each) == 1 for each in grown.values()):
            return _joined(base, _steps([grown.get(number, {0}).pop() for number in range(max(grown) + 1)]))
        slopes = {key: numbers[key, 1] - (start[key] or 0) for key in start if (key, 1) in numbers}
        every = {key: slopes.get(key, 0) for key in start}
        if any(value != (start[key] or 0) + every[key] * number for (key, number), value in numbers.items()):
            raise UngroupedError
        return f"{base} + {self._param('step', every)} * i"

    def _base(self, name: str, start: Mapping[int, Json]) -> str:
        first = next(iter(start.values()))
        return str(first) if all(each == first for each in start.values()) else self._param(name, start)

    def _param(self, wanted: str, values: Mapping[int, Json]) -> str:
        """Return the parameter that has these values: one that is there already, or a new one."""
        for name, known in self.params.items():
            if all(known.get(key, value) == value for key, value in values.items()):
                known.update(values)
                return name
        plain = wanted if PARAM.fullmatch(wanted) else "value"
        name = next(
            free for number in range(1, len(self.params) + 2)
            if (free := plain[:28] + (f"_{number}" if number > 1 else "")) not in self.params
        )  # fmt: skip
        self.params[name] = dict(values)
        return name


def _joined(base: str, more: str) -> str:
    if base == "0":
        return more.removeprefix("+ ")
    return f"{base} {more}"


def _steps(grown: Sequence[int]) -> str:
    """Return what is added to the first value in each repetition `i`: the shortest of what says it."""
    count = len(grown)
    for width in range(1, count):
        if all(value == grown[width] * (number // width) for number, value in enumerate(grown)):
            by = "i" if width == 1 else f"i // {width}"
            if grown[width] in (1, -1):
                return f"{'+' if grown[width] > 0 else '-'} {by}"
            return f"{_sign(grown[width])} * {by if width == 1 else f'({by})'}"
    changes = [(number, grown[number] - grown[number - 1]) for number in range(1, count)]
    # (i + count - number) // count is 0 before the repetition `number` and 1 from it on.
    return " ".join(f"{_sign(by)} * ((i + {count - number}) // {count})" for number, by in changes if by)


def _sign(value: int) -> str:
    return f"{'+' if value >= 0 else '-'} {abs(value)}"
