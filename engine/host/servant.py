"""A long-lived child that answers one request after another, replaced when it dies."""

import asyncio
import json
import signal

from engine.host.child import REFUSED, RESULT, Message
from engine.host.forks import Child, Forks
from engine.host.limits import Limits, sentence_of_death
from engine.said import heard, say
from engine.words import Refusal


class Servant:
    """Keeps one child in `role` and passes requests to it.

    A request that its child did not survive is tried once more with a new one, then refused with a sentence.
    """

    def __init__(self, forks: Forks, role: str, what: str, limits: Limits) -> None:
        self._forks = forks
        self._role = role
        self._what = what
        self._limits = limits
        self._child: Child | None = None
        self._turn = asyncio.Lock()
        self.greeting: Message = {}

    @property
    def pid(self) -> int:
        """The child's process id, 0 while there is none."""
        return self._child.pid if self._child and self._child.alive else 0

    async def start(self) -> None:
        """Start the child now, so that the first request need not wait for it."""
        async with self._turn:
            await self._ready()

    async def ask(self, request: bytes) -> bytes:
        """Return the child's answer to a JSON text, a JSON text as well. Raises `Refusal` with its sentence."""
        async with self._turn:
            sentence = ""
            for _ in range(2):
                child = await self._ready()
                if child is None:
                    continue
                try:
                    answer = await asyncio.wait_for(child.ask(request), self._limits.seconds)
                except (OSError, EOFError):
                    sentence = sentence_of_death(self._what, await child.ended(), self._limits)
                except TimeoutError:
                    child.end(signal.SIGKILL)
                    await child.ended()
                    raise Refusal(self._overdue()) from None
                else:
                    return _result(answer)
            raise Refusal(sentence or say("{what} could not begin; the engine's log says why.", what=self._what))

    def _overdue(self) -> str:
        seconds = round(self._limits.seconds)
        return say("{what} took longer than {seconds} seconds.", what=self._what, seconds=seconds)

    def end(self) -> None:
        """End the child."""
        if self._child:
            self._child.end(signal.SIGKILL)

    async def _ready(self) -> Child | None:
        if self._child and self._child.alive:
            return self._child
        self._child = await self._forks.start(self._role, self._limits)
        try:
            self.greeting = await self._child.receive()
        except (OSError, EOFError):
            await self._child.ended()
            self._child = None
        return self._child


def _result(answer: bytes) -> bytes:
    """Return what comes after the mark of a result, unread: it is large, and the host only hands it on."""
    if answer.startswith(RESULT):
        return answer.removeprefix(RESULT)
    raise Refusal(heard(json.loads(answer.removeprefix(REFUSED)), "refused"))
