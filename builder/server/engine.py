"""The web process's view of the engine host: is it warm, what is queued; and the client that asks it."""

import asyncio
from collections.abc import Callable
from logging import getLogger
from typing import Literal, TypeAlias

from engine.host.client import AsyncClient
from engine.words import JsonObject, Refusal

State: TypeAlias = Literal["warming", "ready"]

_WARMING_SECONDS = 0.5
_READY_SECONDS = 10.0
_log = getLogger(__name__)


class Engine:
    """Starts the host in the background and stays in touch with it; nothing waits for it."""

    def __init__(self) -> None:
        self.client = AsyncClient()
        self.state: State = "warming"
        self.listeners: set[Callable[[], None]] = set()

    async def run(self) -> None:
        """Find or start the host, and find out whether it is warm, for as long as the server runs."""
        while True:
            self._become("ready" if await self._is_warm() else "warming")
            await asyncio.sleep(_READY_SECONDS if self.state == "ready" else _WARMING_SECONDS)

    async def check(self, document: JsonObject, schema: JsonObject | None) -> JsonObject | None:
        """Return the report on a document, `None` where the host cannot say now."""
        try:
            return await self.client.check(document, schema)
        except Refusal as error:
            _log.warning("The engine could not check a document: %s", error)
            self._become("warming")
            return None

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
