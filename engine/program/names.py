"""Names of variables in a program: a node's id wherever Python and the program leave it free."""

import builtins
import keyword
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.program.levels import Level

# No variable stands in the way of a builtin: a reader knows those by their names, and an export checks what is called.
_KNOWN = frozenset({"keras", "np", "layer", "call", *dir(builtins)})
# What the program itself uses outside of functions.
TAKEN = _KNOWN | {
    *("data", "x", "y", "rows", "order", "held", "part", "every", "index", "labels", "shuffled", "training"),
    *(
        "validation",
        "test",
        "samples",
        "number",
        "category",
        "sequence",
        "date",
        "text",
        "unscaled",
        "array",
        "inputs",
        "outputs",
        "model",
        "history",
        "i",
    ),
    *(
        "several",
        "rarest",
        "table",
        "which",
        "when",
        "last",
        "place",
        "window",
        "alone",
        "lost",
        "taken",
        "before",
        "pretrained",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Variables:
    """What everything on one level is called.

    `values`: the outputs of each node by number. `layers`: the layer of a node, or those of an instance, where it needs
    a name. `called`: the parameters of the block, and `i`. `turn`: the number of a repetition, in a loop.
    """

    values: Mapping[str, Mapping[int, str]]
    layers: Mapping[str, str]
    called: Mapping[str, str]
    turn: str


def function_names(blocks: Iterable[str]) -> dict[str, str]:
    """Return a name for the function of each block."""
    taken = set(TAKEN)
    return {block: _free(block, taken) for block in blocks}


def variables(
    level: Level, counts: Mapping[str, Sequence[int]], functions: Iterable[str], names: Iterable[str], indexed: bool
) -> Variables:
    """Return the names of a level. `counts`: the numbers of each node's outputs, `names`: the parameters of the block.

    `indexed`: whether the block uses the number of its repetition.
    """
    taken = set(TAKEN if level.block is None else _KNOWN | {"name", "i"}) | set(functions)
    turn = _free("turn", taken) if indexed else "i"
    called = {param: _free(param, taken) for param in names}
    values: dict[str, dict[int, str]] = {}
    for key in dict.fromkeys((*level.inputs, *level.nodes)):
        short = _short(key, level.block)
        numbers = dict.fromkeys((0, *counts.get(key, ())))
        values[key] = {number: _free(f"{short}_{number}" if number else short, taken) for number in numbers}
    layers = {
        key: _free(f"{_short(key, level.block)}_layer", taken)
        for key in dict.fromkeys((*level.nodes, *sorted(level.owners)))
    }
    return Variables(values=values, layers=layers, called={**called, "i": "i"}, turn=turn)


def _short(key: str, block: str | None) -> str:
    """Return an id without the name of the block that it stands in, which the function says already."""
    rest = key.removeprefix(f"{block}_")
    return rest if rest.isidentifier() else key


def _free(name: str, taken: set[str]) -> str:
    while name in taken or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name += "_"
    taken.add(name)
    return name
