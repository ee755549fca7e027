"""How large a network may be on this machine; looked at before anything of it is made."""

import os
from dataclasses import dataclass
from functools import cache

import psutil

from engine.said import say

FLOAT_BYTES = 4
# The weights, their gradients, and the two averages that an optimizer like Adam keeps.
COPIES = 4


@dataclass(frozen=True, kw_only=True)
class Budget:
    """The most parameters, and the most bytes of memory that training may take."""

    parameters: int
    memory: int

    def over(self, parameters: int, sample: int, batch: int) -> str | None:
        """Return the sentence for a network that is too large, or `None`. `sample`: bytes of one sample's outputs."""
        if parameters > self.parameters:
            return say(
                "{parameters} parameters are too many; the limit on this machine is {parameters_2}.",
                parameters=parameters,
                parameters_2=self.parameters,
            )
        if (need := needed(parameters, sample, batch)) > self.memory:
            return say(
                "Training this would take about {need} of memory; this machine allows {memory}.",
                need=size(need),
                memory=size(self.memory),
            )
        return None


@cache
def here() -> Budget:
    """Return this machine's budget: 3/4 of its memory and what fits there, or what the environment says."""
    memory = int(os.environ.get("LAYERLOOM_MAX_MEMORY") or psutil.virtual_memory().total * 3 // 4)
    parameters = int(os.environ.get("LAYERLOOM_MAX_PARAMETERS") or memory // (FLOAT_BYTES * COPIES))
    return Budget(parameters=parameters, memory=memory)


def needed(parameters: int, sample: int, batch: int) -> int:
    """Return the bytes that training takes: copies of the weights, and the outputs of a batch with their gradients."""
    return FLOAT_BYTES * COPIES * parameters + 2 * sample * batch


def size(count: int) -> str:
    """Return bytes in words: `1.5 GB`."""
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if count >= scale:
            return f"{count / scale:,.1f} {unit}"
    return f"{count / 1e3:,.0f} kB"
