"""Jobs: one short-lived child for each upload, import, download, evaluation or export, and what became of it."""

import asyncio
import secrets
import signal
import time
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.host.child import Message
from engine.host.forks import Child, Forks
from engine.host.limits import sentence_of_death
from engine.host.tasks import Task
from engine.said import carried, heard, say

_KEPT_SECONDS = 900.0
_KEPT_JOBS = 100
_AT_ONCE = 2


@dataclass(kw_only=True)
class Job:
    """One job and its state, as `GET /jobs/<id>` tells it."""

    request: Message
    what: Task
    state: Literal["waiting", "running", "done", "failed"] = "waiting"
    progress: float = 0.0
    sentence: str = ""
    result: Any = None
    ended: float | None = None
    pid: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    def to_json(self) -> Message:
        """Return what a client may know of the job."""
        told = carried({"state": self.state, "progress": self.progress, "sentence": self.sentence, "pid": self.pid})
        return {**told, "result": self.result}


class Jobs:
    """All jobs of this host: a few run at once, the others wait in order, prompt ones only for each other."""

    def __init__(self, forks: Forks) -> None:
        self._forks = forks
        self._jobs: dict[str, Job] = {}
        self._turns = {prompt: asyncio.Semaphore(_AT_ONCE) for prompt in (False, True)}

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return any(job.ended is None for job in self._jobs.values())

    def start(self, request: Message, what: Task) -> str:
        """Begin a job and return its id."""
        self._forget()
        name = secrets.token_hex(12)
        job = Job(request=request, what=what)
        job.task = asyncio.create_task(self._run(job))
        self._jobs[name] = job
        return name

    def find(self, name: str) -> Job | None:
        """Return a job; `None` when there is none of that name, or it ended long ago."""
        return self._jobs.get(name)

    def end(self) -> None:
        """End every job that is not done."""
        for job in self._jobs.values():
            if job.task and job.ended is None:
                job.task.cancel()

    async def _run(self, job: Job) -> None:
        limits = job.what.limits
        async with self._turns[job.what.prompt]:
            child = await self._forks.start("job", limits, request=job.request)
            job.state, job.pid = "running", child.pid
            try:
                answer = await asyncio.wait_for(_answer(child, job), limits.seconds)
            except (OSError, EOFError):
                answer = {"refused": sentence_of_death(say("This task"), await child.ended(), limits)}
            except TimeoutError:
                answer = {
                    "refused": say(
                        "This task was ended because it took longer than {seconds} seconds.",
                        seconds=round(limits.seconds),
                    )
                }
            finally:
                child.end(signal.SIGKILL)
        job.ended = time.monotonic()
        if "result" in answer:
            job.state, job.progress, job.result = "done", 1.0, answer["result"]
        else:
            job.state, job.sentence = "failed", heard(answer, "refused")

    def _forget(self) -> None:
        since = time.monotonic() - _KEPT_SECONDS
        ended = sorted((job.ended, name) for name, job in self._jobs.items() if job.ended is not None)
        # What they answered may be large, and pages look at samples many times a minute.
        for place, (when, name) in enumerate(reversed(ended)):
            if when < since or place >= _KEPT_JOBS:
                del self._jobs[name]


async def _answer(child: Child, job: Job) -> Message:
    """Follow what the child says until it gives its answer."""
    while True:
        message = await child.receive()
        if "progress" not in message:
            return message
        job.progress, job.sentence = message["progress"], heard(message)
