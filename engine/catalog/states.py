"""What layers remember from step to step: how many values, and how Keras groups them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from engine.catalog.entries import Entry, OutputPort
from engine.catalog.kinds import split
from engine.words import Json

INITIAL = "initial_state"
DEEPEST = 4
MOST_CELLS = 100

Each = TypeVar("Each")


def outputs_for(entry: Entry, params: Mapping[str, Json]) -> tuple[OutputPort, ...]:
    """The output ports that are there with these settings, whether or not they are complete and right."""
    return tuple(
        each for port in entry.outputs if _is_there(entry, port, params) for each in _ports(entry, port, params)
    )


def has_output(entry: Entry, params: Mapping[str, Json], number: int) -> bool:
    """Whether there is an output of that number with these settings."""
    always = entry.outputs and entry.outputs[0].when is None
    return (number == 0 and bool(always)) or number < len(outputs_for(entry, params))


def remembered(entry: Entry, params: Mapping[str, Json]) -> tuple[int, ...]:
    """What a recurrent layer remembers, in groups: `(1, 1)` for an LSTM, `(2, 1)` for an LSTM cell below a GRU cell."""
    return tuple(
        size
        for port in entry.outputs
        if port.when and port.when.endswith("return_state")
        for size in (_groups(port, _setting(entry, params, port.of)) if port.of else (1,))
    )


def grouped(groups: Sequence[int], items: Sequence[Each]) -> list[Each | list[Each]]:
    """As many items as are remembered, as Keras takes and gives them: a group of several is a list."""
    rest = iter(items)
    return [next(rest) if size == 1 else [next(rest) for _ in range(size)] for size in groups]


def _is_there(entry: Entry, port: OutputPort, params: Mapping[str, Json]) -> bool:
    if port.when is None:
        return True
    name, _, inner = port.when.partition(".")
    value = _setting(entry, params, name)
    named = split(value) if inner else None
    return named[1].get(inner) is True if named else value is True


def _ports(entry: Entry, port: OutputPort, params: Mapping[str, Json]) -> Iterator[OutputPort]:
    """One port, or one for each value that the cell or layer inside remembers."""
    count = sum(_groups(port, _setting(entry, params, port.of))) if port.of else 1
    if count == 1:
        yield port
    else:
        yield from (replace(port, name=f"{port.name}_{number + 1}") for number in range(count))


def _groups(port: OutputPort, value: Json, depth: int = DEEPEST) -> tuple[int, ...]:
    named = split(value)
    if named is None or not depth:
        return (1,)
    kind, params = named
    cells = params.get("cells")
    if isinstance(cells, list | tuple) and cells:
        return tuple(sum(_groups(port, cell, depth - 1)) for cell in cells[:MOST_CELLS])
    if "cell" in params:
        return _groups(port, params["cell"], depth - 1)
    return (1, 1) if kind in port.two else (1,)


def _setting(entry: Entry, params: Mapping[str, Json], name: str) -> Json:
    param = entry.param(name)
    return params.get(name, param.default if param else None)
