"""How long a run may train: the host asks it to stop, and says so when it does not."""

import asyncio
from typing import Any, cast

import pytest

from engine.host.dispatch import Dispatch
from engine.host.forks import Forks
from engine.host.limits import Limits
from engine.host.machine import Machine
from engine.runs import events, stopping
from engine.runs.folder import Request, create, folder_of
from engine.runs.status import status


class _Child:
    """A worker that trains until it is asked to stop, and then ends without a word."""

    def __init__(self, limits: Limits, folder: str) -> None:
        self.limits = limits
        self._run = folder.rpartition("/")[2]

    async def ended(self) -> int:
        events.append(folder_of(self._run), "started", pid=1, steps=10, epochs=2)
        while not stopping.asked(folder_of(self._run)):
            await asyncio.sleep(0.01)
        return -15


class _Forks:
    async def start(self, _role: str, limits: Limits, *, folder: str, threads: int) -> _Child:
        del threads
        return _Child(limits, folder)


def test_a_run_that_takes_too_long_is_asked_to_stop(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_RUN_HOURS", "0.00002")
    run = create(Request(document={}, schema={}, program="", project="p", owner="o", number=1, estimate=1.0))

    async def train() -> None:
        dispatch = Dispatch(cast(Forks, _Forks()), Machine(cores=1, memory=10**10), _nothing)
        dispatch.submit(run)
        while dispatch.busy:
            await asyncio.sleep(0.01)

    asyncio.run(train())
    assert stopping.asked(folder_of(run)) == "time-limit"
    found = status(folder_of(run))
    assert found.state == "lost"
    assert "as long as a run may here" in found.sentence


async def _nothing(_run: str) -> Any:
    return None
