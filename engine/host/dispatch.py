"""The queue and the slots: which runs wait, which go on, and what is said of one that dies."""

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from pathlib import Path

from engine.host.child import Message
from engine.host.forks import Child, Forks
from engine.host.limits import Limits, run_seconds, sentence_of_death
from engine.host.machine import Machine
from engine.host.queue import Started, Ticket, order, still_counts, waits
from engine.runs import events, stopping
from engine.runs.folder import BEST, EVENTS, JOB, LOCK, every_run, folder_of, read_json
from engine.runs.lock import is_held
from engine.runs.status import status
from engine.said import say

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 45.0
_MEMORY_SIGNALS = (-signal.SIGABRT, -signal.SIGSEGV)
_OVERDUE = say("The run was ended: it had trained for as long as a run may here, and did not stop by itself.")
log = logging.getLogger("engine.host")


class Dispatch:
    """Starts runs when slots are free. Its state can be lost: `adopt` finds it again in the run directories."""

    def __init__(self, forks: Forks, machine: Machine, when_trained: Callable[[str], Awaitable[object]]) -> None:
        self.machine = machine
        self._when_trained = when_trained
        self.draining = False
        self._forks = forks
        self._waiting: dict[str, Ticket] = {}
        self._started: dict[str, Started] = {}
        self._children: dict[str, Child] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def running(self) -> int:
        """How many runs go on."""
        return sum(one.running for one in self._started.values())

    @property
    def busy(self) -> bool:
        """Whether a run goes on or waits."""
        return bool(self._waiting) or self.running > 0

    def adopt(self) -> None:
        """Find the runs that another host left: those that live are watched, those that wait are queued."""
        for folder in every_run():
            seen = _beginning(folder)
            if is_held(folder / LOCK):
                self._begin(_ticket(folder), self._watch_lock(folder))
            elif seen == ["queued"]:
                self._waiting[folder.name] = _ticket(folder)
        self._fill()

    def submit(self, run: str) -> Message:
        """Queue a run and return its place and expected wait; asking twice changes nothing."""
        folder = folder_of(run)
        if run not in self._waiting and not _beginning(folder):
            events.append(folder, "queued")
            self._waiting[run] = _ticket(folder)
            self._fill()
        found = next((one for one in self.view() if one["run"] == run), None)
        return {"place": found["place"], "wait": found["wait"]} if found else {"place": 0, "wait": 0.0}

    def stop(self, run: str) -> None:
        """Ask a run to stop and keep its best epoch; one that waits leaves the queue."""
        folder = folder_of(run)
        if self._waiting.pop(run, None):
            events.append_last(
                folder, "finished", reason="stopped", sentence=say("Stopped before it began."), best_epoch=None
            )
            return
        stopping.ask(folder)
        if run in self._children:
            self._spawn(self._insist(self._children[run]))

    def view(self) -> list[Message]:
        """Return the runs that go on (place 0), then those that wait, with place from 1 and expected wait."""
        now = time.time()
        started = [replace(one, left=_left(one)) for one in self._started.values()]
        ordered = order(list(self._waiting.values()), started, now)
        expected = waits(ordered, started, self.machine.slots, now)
        going = [
            {"run": one.ticket.run, "owner": one.ticket.owner, "place": 0, "wait": 0.0}
            for one in started
            if one.running
        ]
        return going + [
            {"run": ticket.run, "owner": ticket.owner, "place": place, "wait": expected[ticket.run]}
            for place, ticket in enumerate(ordered, 1)
        ]

    def drain(self) -> None:
        """Start nothing more; a successor takes over what waits."""
        self.draining = True
        self._waiting.clear()

    def _fill(self) -> None:
        while not self.draining and self._waiting and self.running < self.machine.slots:
            ticket = order(list(self._waiting.values()), list(self._started.values()), time.time())[0]
            del self._waiting[ticket.run]
            alone = self.running == 0 and not self._waiting
            self._begin(ticket, self._work(ticket, self.machine.threads(alone=alone)))

    def _begin(self, ticket: Ticket, work: Coroutine[None, None, None]) -> None:
        self._started[ticket.run] = Started(ticket=ticket, at=time.time(), running=True)
        self._spawn(self._until_end(ticket, work))

    async def _until_end(self, ticket: Ticket, work: Coroutine[None, None, None]) -> None:
        await work
        if (folder_of(ticket.run) / BEST).exists():
            self._spawn(self._tell_trained(ticket.run))
        self._started[ticket.run] = replace(self._started[ticket.run], running=False)
        waiting = list(self._waiting.values())
        self._started = {run: one for run, one in self._started.items() if still_counts(one, waiting)}
        self._fill()

    async def _work(self, ticket: Ticket, threads: int) -> None:
        folder = folder_of(ticket.run)
        # A graphics library maps far more than it uses, so that a limit on data would end every run at once.
        memory = 0 if self.machine.gpus else self.machine.run_memory
        limits = Limits(memory=memory, open_files=4096, seconds=run_seconds())
        child = await self._forks.start("work", limits, folder=str(folder), threads=threads)
        self._children[ticket.run] = child
        limiting = asyncio.create_task(self._end_at_limit(folder, child))
        code = await child.ended()
        limiting.cancel()
        del self._children[ticket.run]
        _say_end(folder, code, limits)

    async def _tell_trained(self, run: str) -> None:
        await self._when_trained(run)

    async def _watch_lock(self, folder: Path) -> None:
        end = (status(folder).began or time.time()) + run_seconds()
        while is_held(folder / LOCK):
            if time.time() > end and not stopping.asked(folder):
                stopping.ask(folder, "time-limit")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _end_at_limit(self, folder: Path, child: Child) -> None:
        await asyncio.sleep(child.limits.seconds)
        stopping.ask(folder, "time-limit")
        await self._insist(child)

    async def _insist(self, child: Child) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM):
            await asyncio.sleep(_STOP_SECONDS)
            child.end(how)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _beginning(folder: Path) -> list[str]:
    """Return the kinds of the first few events of a run."""
    path = folder / EVENTS
    if not path.exists():
        return []
    with path.open("rb") as file:
        lines = [file.readline() for _ in range(2)]
    return [event["event"] for line in lines if (event := events.parse(line))]


def _ticket(folder: Path) -> Ticket:
    job = read_json(folder, JOB)
    return Ticket(
        run=folder.name,
        owner=job["owner"],
        estimate=float(job["estimate"]),
        submitted=float(job["submitted"]),
    )


def _left(one: Started) -> float | None:
    return status(folder_of(one.ticket.run)).left if one.running else None


def _say_end(folder: Path, code: int | None, limits: Limits) -> None:
    """Write the sentence for a worker that ended without its own last word."""
    if not folder.exists() or status(folder).state in ("finished", "stopped", "failed"):
        return
    sentence = _OVERDUE if stopping.asked(folder) == "time-limit" else sentence_of_death(say("The run"), code, limits)
    try:
        if code in _MEMORY_SIGNALS:
            events.append_last(folder, "failed", sentence=sentence, detail=say("exit status {code}", code=code))
        else:
            events.append_last(folder, "finding", severity="problem", code="lost", sentence=sentence)
    except OSError as error:
        log.warning("The end of run %s could not be written: %s", folder.name, error)
