"""What the host keeps of jobs that have ended: not for ever, and never very many."""

import asyncio
from typing import Any, cast

from engine.host.forks import Forks
from engine.host.jobs import Jobs
from engine.host.limits import Limits
from engine.host.tasks import Task

TASK = Task(module="nowhere", function="nothing", limits=Limits(seconds=60))


class _Child:
    pid = 1

    async def receive(self) -> dict[str, Any]:
        return {"result": "x"}

    def end(self, _signal: int) -> None:
        pass


class _Forks:
    async def start(self, _role: str, _limits: Limits, **_orders: object) -> _Child:
        return _Child()


async def _kept(count: int) -> list[bool]:
    jobs, names = Jobs(cast("Forks", _Forks())), []
    for _ in range(count):
        names.append(jobs.start({}, TASK))
        while jobs.busy:
            await asyncio.sleep(0)
    jobs.start({}, TASK)
    found = [jobs.find(name) is not None for name in names]
    jobs.end()
    return found


def test_only_the_last_hundred_answers_are_kept() -> None:
    assert asyncio.run(_kept(120)) == [False] * 20 + [True] * 100
