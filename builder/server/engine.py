"""The web process's view of the engine host: is it warm, what is queued; and the client that asks it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from logging import getLogger
from typing import Literal, TypeAlias

from engine.host.client import AsyncClient, HostError
from engine.words import JsonObject, Refusal

State: TypeAlias = Literal["warming", "ready"]

_ALONE_SECONDS = 3.0
_DRAWING_SECONDS = 0.3
_WARMING_SECONDS = 0.5
_READY_SECONDS = 10.0
_log = getLogger(__name__)


class Engine:
    """Starts the host in the background and stays in touch with it; nothing waits for it."""

    def __init__(self) -> None:
        self.client = AsyncClient()
        self.state: State = "warming"
        self.listeners: set[Callable[[], None]] = set()
        self._doubt = asyncio.Event()

    async def run(self) -> None:
        """Find or start the host, and find out whether it is warm, for as long as the server runs."""
        await self._first_page()
        while True:
            self._become("ready" if await self._is_warm() else "warming")
            self._doubt.clear()
            if self.state == "ready":
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._doubt.wait(), _READY_SECONDS)
            await asyncio.sleep(_WARMING_SECONDS)

    async def check(
        self,
        document: JsonObject,
        schema: JsonObject | None,
        *,
        program: bool = False,
        fixes: bool = True,
        since: str | None = None,
    ) -> JsonObject | None:
        """Return the report on a document, as the client does; `None` where the host cannot say now."""
        try:
            return await self.client.check(document, schema, program=program, fixes=fixes, since=since)
        except HostError as error:
            _log.warning("The engine could not be asked: %s", error)
            self._become("warming")
            self._doubt.set()
            return None
        except Refusal as refusal:
            return _unchecked(str(refusal))

    async def _first_page(self) -> None:
        # The host wants a processor for seconds: first let the page be drawn of whoever started the server to see it.
        end = time.monotonic() + _ALONE_SECONDS
        while not self.listeners and time.monotonic() < end:
            await asyncio.sleep(0.05)
        await asyncio.sleep(_DRAWING_SECONDS)

    async def _is_warm(self) -> bool:
        try:
            return (await self.client.hello())["warm"] is True
        except Refusal as error:
            _log.warning("The engine could not be reached: %s", error)
            return False

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            for listener in tuple(self.listeners):
                listener()


def _unchecked(sentence: str) -> JsonObject:
    """Return the report on a document whose check itself failed: for want of memory or time, most likely."""
    finding: JsonObject = {
        "node": None,
        "param": None,
        "severity": "problem",
        "code": "unchecked",
        "sentence": sentence,
        "detail": "",
        "fixes": [],
    }
    return {
        "nodes": {},
        "findings": [finding],
        "totals": {"parameters": 0, "trainable": 0, "memory": 0, "multiply_adds": 0, "sizes": {}},
        "program": {"text": "", "lines": {}},
        "ready": False,
        "digest": "",
    }
