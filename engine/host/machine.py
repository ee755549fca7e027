"""What the machine has, and what one run may have of it."""

import os
from dataclasses import dataclass

import psutil

GIGABYTE = 1_000_000_000
_RUN_MEMORY = 1.5 * GIGABYTE
_RUNS_A_GPU = 2


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Cores that this process may use, bytes of memory, graphics processors."""

    cores: int
    memory: int
    gpus: int = 0

    @property
    def slots(self) -> int:
        """How many runs may go on at once: at least one."""
        if asked := os.environ.get("LAYERLOOM_SLOTS", ""):
            return max(1, int(asked))
        if self.gpus:
            return self.gpus * _RUNS_A_GPU
        return max(1, min(self.cores, int(self.memory / _RUN_MEMORY)))

    @property
    def run_memory(self) -> int:
        """Bytes of memory that one run may take beyond what it starts with."""
        return int(max(_RUN_MEMORY, 0.8 * self.memory / self.slots))

    def threads(self, *, alone: bool) -> int:
        """How many threads a run computes with: a run that is alone has every core."""
        return self.cores if alone else max(1, self.cores // self.slots)


def machine(gpus: int = 0) -> Machine:
    """Look at this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(cores=cores, memory=psutil.virtual_memory().total, gpus=gpus)
