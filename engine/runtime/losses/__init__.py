"""The losses that Keras lacks: one table, a function in a file of its own for each.

Such a file imports `keras` alone, since programs have the text of the function, without its types
(`engine/program/own.py`). The catalogue has the entry, whose `function` is the name of both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.catalog.entries import Entry
from engine.catalog.value import KIND as VALUE
from engine.plan.losses import BOXES
from engine.runtime.data.raw import Tensor
from engine.runtime.losses.boxes import boxes
from engine.runtime.losses.value import value


@dataclass(frozen=True, kw_only=True)
class Own:
    """A loss of ours: what `calculates` it from what is right and what was made, and its entry in the catalogue."""

    calculates: Callable[[Tensor, Tensor], Tensor]
    entry: Entry


_ALL = (
    Own(
        calculates=value,
        entry=Entry(
            family="losses",
            kind=VALUE,
            title="The value itself",
            sentence="Makes the number that arrives as small as possible; it is compared with nothing.",
            function="value",
        ),
    ),
    Own(
        calculates=boxes,
        entry=Entry(
            family="losses",
            kind=BOXES,
            title="Boxes",
            sentence="For finding things in pictures: where their middles are, how far their sides, and what they are.",
            function="boxes",
        ),
    ),
)

OWN: Mapping[str, Own] = {each.entry.function: each for each in _ALL}
"""By the name of the function."""
