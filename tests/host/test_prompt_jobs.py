"""Jobs that a page waits for do not wait for those that take long."""

import asyncio
from typing import Any

from engine.host.forks import Forks
from engine.host.jobs import Jobs
from engine.host.limits import Limits
from engine.host.tasks import TASKS, Task


class Endless:
    """A child that never answers, or one that answers at once."""

    pid = 1

    def __init__(self, *, answers: bool) -> None:
        self._answers = answers

    async def receive(self) -> dict[str, Any]:
        if not self._answers:
            await asyncio.Event().wait()
        return {"result": "found"}

    def end(self, _signal: int) -> None:
        pass


class Children(Forks):
    """Starts no process."""

    def __init__(self) -> None:
        pass

    async def start(self, role: str, limits: Limits, **orders: Any) -> Any:
        return Endless(answers=orders["request"]["task"] == "browse")


async def _browsed() -> list[str]:
    jobs = Jobs(Children())
    long = [jobs.start({"task": "inspect"}, TASKS["inspect"]) for _ in range(3)]
    looked = jobs.start({"task": "browse"}, TASKS["browse"])
    for _ in range(20):
        await asyncio.sleep(0)
    found = [jobs.find(name) for name in (*long, looked)]
    jobs.end()
    return [job.state for job in found if job]


def test_looking_at_samples_waits_for_no_upload() -> None:
    assert asyncio.run(_browsed()) == ["running", "running", "waiting", "done"]


def test_only_what_is_short_is_prompt() -> None:
    prompt: list[Task] = [each for each in TASKS.values() if each.prompt]
    assert prompt
    assert max(each.limits.seconds for each in prompt) == TASKS["browse"].limits.seconds
